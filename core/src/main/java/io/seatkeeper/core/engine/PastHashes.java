package io.seatkeeper.core.engine;

/**
 * The state hashes after the latest commands, for checkpoints that name one of them. Not part of
 * the state: after a restore it is empty.
 */
final class PastHashes {
  /** How many commands back a checkpoint may look. */
  static final int REACH = 1 << 16;

  private final long[] hashes = new long[REACH];
  private long first = Long.MAX_VALUE;
  private long last;

  void remember(long position, long hash) {
    first = Math.min(first, position);
    last = position;
    hashes[(int) (position & (REACH - 1))] = hash;
  }

  boolean knows(long position) {
    return position >= first && position <= last && position > last - REACH;
  }

  long at(long position) {
    return hashes[(int) (position & (REACH - 1))];
  }
}
