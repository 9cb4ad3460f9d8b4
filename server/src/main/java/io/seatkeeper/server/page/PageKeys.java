package io.seatkeeper.server.page;

/** Knows which public key the page may use. */
@FunctionalInterface
public interface PageKeys {
  /** Gives no key: the page shows the map and sells nothing. */
  PageKeys NONE = _ -> "";

  /**
   * The public key of the test workspace that an event belongs to; empty when the event is live or
   * unknown, or the key is not known. Must not block. Anybody who opens the page sees the key.
   */
  String publicTestKey(String event);
}
