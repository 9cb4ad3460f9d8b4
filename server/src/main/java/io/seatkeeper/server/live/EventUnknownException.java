package io.seatkeeper.server.live;

/** There is no event with the key. Carries no stack trace: it is an answer. */
public final class EventUnknownException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String event;

  EventUnknownException(String event) {
    super("There is no event " + event + ".", null, false, false);
    this.event = event;
  }

  /** The key that was asked for. */
  public String event() {
    return event;
  }
}
