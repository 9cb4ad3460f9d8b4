package io.seatkeeper.server.json;

/** A body that is not what its endpoint takes. Carries no stack trace: it is an answer. */
public final class JsonFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String pointer;

  /** A fault at a place in the body. */
  public JsonFault(Kind kind, String pointer, String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.pointer = pointer;
  }

  /** What is wrong with the body. */
  public Kind kind() {
    return kind;
  }

  /** Where, as a JSON pointer (RFC 6901); empty for the whole body. */
  public String pointer() {
    return pointer;
  }

  /** The sorts of faults, each with its own code on the wire. */
  public enum Kind {
    BODY_EMPTY,
    JSON_MALFORMED,
    JSON_NOT_UTF8,
    TRAILING_CONTENT,
    FIELD_UNKNOWN,
    FIELD_REPEATED,
    FIELD_MISSING,
    TYPE_WRONG,
    OUT_OF_RANGE,
    TOO_DEEP
  }
}
