package io.seatkeeper.replication.peer;

/** A peer's no, with its reason; nothing was done. */
public final class PeerRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with a sentence that says what to do. */
  public PeerRefusedException(String message) {
    super(message);
  }
}
