package io.seatkeeper.server.payment;

/**
 * A provider did not answer, or not in time: what it did is unknown. Nothing may be concluded from
 * it; the payment is looked up later.
 */
public final class UnansweredException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An unknown outcome, in a sentence. */
  public UnansweredException(String message) {
    super(message);
  }

  /** An unknown outcome and why. */
  public UnansweredException(String message, Throwable cause) {
    super(message, cause);
  }
}
