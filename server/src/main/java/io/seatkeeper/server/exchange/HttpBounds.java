package io.seatkeeper.server.exchange;

/**
 * What bounds a node's HTTP side.
 *
 * @param requestsInProgress requests begun and not answered at once; more are refused
 * @param bodyBytes what all bodies that are arriving may take together
 * @param blockingRequests requests on virtual threads at once; more are refused
 * @param bodyMillis how long a body may take to arrive
 * @param causalMillis how long a read waits for its causal token
 * @param drainMillis how long a node that stops says so, and still serves, before it refuses
 */
public record HttpBounds(
    int requestsInProgress,
    long bodyBytes,
    int blockingRequests,
    long bodyMillis,
    long causalMillis,
    long drainMillis) {
  /** The defaults. */
  public static final HttpBounds DEFAULT =
      new HttpBounds(8192, 256L * 1024 * 1024, 256, 30_000, 2000, 0);

  public HttpBounds {
    if (requestsInProgress < 1
        || bodyBytes < 1
        || blockingRequests < 1
        || bodyMillis < 1
        || causalMillis < 0
        || drainMillis < 0) {
      throw new IllegalArgumentException("bounds that let nothing through");
    }
  }
}
