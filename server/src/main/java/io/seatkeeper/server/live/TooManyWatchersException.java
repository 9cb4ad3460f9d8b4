package io.seatkeeper.server.live;

/** As many watch as this node serves. Carries no stack trace: it is an answer. */
public final class TooManyWatchersException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooManyWatchersException(int watchers) {
    super(
        "Already " + watchers + " watch. Try again later, or read the map from time to time.",
        null,
        false,
        false);
  }
}
