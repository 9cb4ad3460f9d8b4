package io.seatkeeper.server.http;

/**
 * How many outcomes of changing requests a shard remembers, and for how long, to answer retries. A
 * full memory refuses changes: it never forgets early.
 *
 * @param outcomes remembered at most; about 200 bytes of memory each
 * @param windowMillis how long each is remembered, in log time
 */
public record RetryMemory(int outcomes, long windowMillis) {
  /** The most outcomes a shard can be told to remember. */
  public static final int MOST_OUTCOMES = 16_000_000;

  /** The shortest window a shard can be told to keep. */
  public static final long SHORTEST_WINDOW_MILLIS = 1000;

  /** The defaults: two million, for a day. */
  public static final RetryMemory DEFAULT = new RetryMemory(2_000_000, 24L * 60 * 60 * 1000);

  public RetryMemory {
    if (outcomes < 1 || outcomes > MOST_OUTCOMES || windowMillis < SHORTEST_WINDOW_MILLIS) {
      throw new IllegalArgumentException("a memory for retries that cannot be");
    }
  }
}
