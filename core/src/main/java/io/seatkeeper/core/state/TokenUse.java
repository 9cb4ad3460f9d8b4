package io.seatkeeper.core.state;

/**
 * What was done to a token's life.
 *
 * @param extensions how often it was extended
 * @param extendedMillis by how much in all
 * @param orders how many orders were opened on it
 */
public record TokenUse(int extensions, long extendedMillis, int orders) {
  /** Nothing yet. */
  public static final TokenUse NONE = new TokenUse(0, 0, 0);

  /** Of each the greater: what two shards know of one token. */
  TokenUse merged(TokenUse other) {
    return new TokenUse(
        Math.max(extensions, other.extensions),
        Math.max(extendedMillis, other.extendedMillis),
        Math.max(orders, other.orders));
  }
}
