package io.seatkeeper.core.state;

import io.seatkeeper.core.outcome.Outcome;

/**
 * A copy of remembered outcomes, for snapshots and exports, the oldest first.
 *
 * @param keys identity and digest of each: four numbers
 * @param logMillis when each was remembered
 * @param groups the place of each one's placement group in {@code groupNames}; 0 for none
 * @param groupNames the empty name, then groups; empty names may be among them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record RequestsImage(
    long[] keys, long[] logMillis, Outcome[] outcomes, int[] groups, String[] groupNames) {

  /** How many there are. */
  public int size() {
    return logMillis.length;
  }
}
