package io.seatkeeper.server.load;

/**
 * How one request ended, all its retries included.
 *
 * @param status the last answer's HTTP status; 0 when no answer came
 * @param code the problem's stable text, such as {@code OBJECT_NOT_FREE}; empty when it is none
 * @param body the last answer's body
 * @param causalToken the state it shows, for later reads; empty for none
 * @param sends how often it was sent
 * @param startNanos when the fan wanted it sent
 * @param endNanos when the fan knew
 * @param wireNanos the last send's share, without waiting for a connection
 */
record Reply(
    Verdict verdict,
    int status,
    String code,
    String body,
    String causalToken,
    int sends,
    long startNanos,
    long endNanos,
    long wireNanos) {

  /** What a fan knows after a request. */
  enum Verdict {
    /** It was carried out. */
    OK("ok"),
    /** It was not carried out, and will not be. */
    FAILED("failed"),
    /** Nobody said whether it was carried out. */
    UNKNOWN("unknown");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    /** The word that histories use. */
    String word() {
      return word;
    }
  }

  boolean ok() {
    return verdict == Verdict.OK;
  }

  /** From wish to knowledge, in nanoseconds. */
  long nanos() {
    return endNanos - startNanos;
  }
}
