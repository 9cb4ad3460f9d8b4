package io.seatkeeper.server.exchange;

/** Which key a route asks for. */
public enum Access {
  /** None, and none is looked at. */
  OPEN,
  /** None, but one that is shown is honoured. */
  OPTIONAL,
  /** The public or the secret key. */
  PUBLIC,
  /** The secret key. */
  SECRET
}
