package io.seatkeeper.core.state;

/**
 * A copy of all hold tokens, for snapshots: arrays of equal length, in no particular order, and one
 * with what they hold.
 *
 * @param ended whether each was ended before its deadline
 * @param uses what was done to each one's life
 * @param holdingCounts how many holdings of {@code holdings} are each token's, taken in turn
 * @param holdings event, object and people of each holding
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record TokensImage(
    long[] tokens,
    long[] deadlines,
    boolean[] ended,
    String[] workspaces,
    String[] buyers,
    TokenUse[] uses,
    int[] holdingCounts,
    int[] holdings) {

  static TokensImage ofSize(int tokens, int holdingNumbers) {
    return new TokensImage(
        new long[tokens],
        new long[tokens],
        new boolean[tokens],
        new String[tokens],
        new String[tokens],
        new TokenUse[tokens],
        new int[tokens],
        new int[holdingNumbers]);
  }
}
