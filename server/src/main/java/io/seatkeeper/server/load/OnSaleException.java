package io.seatkeeper.server.load;

/** A run that cannot begin; the message is one line that says why and what to do. */
public final class OnSaleException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public OnSaleException(String message) {
    super(message);
  }

  /** Says why, with what led to it. */
  public OnSaleException(String message, Throwable cause) {
    super(message, cause);
  }
}
