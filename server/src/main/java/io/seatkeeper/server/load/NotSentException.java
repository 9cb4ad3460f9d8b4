package io.seatkeeper.server.load;

import java.io.IOException;

/** Thrown when no connection came about, so that the server cannot have seen the request. */
final class NotSentException extends IOException {
  private static final long serialVersionUID = 1L;

  NotSentException(String message, Throwable cause) {
    super(message, cause);
  }
}
