package io.seatkeeper.server.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts something second by second, and remembers the last {@value #SECONDS} seconds. Counting
 * allocates nothing. Safe for concurrent use.
 */
final class SecondRing {
  /** How many whole seconds are remembered. */
  static final int SECONDS = 600;

  /** A power of two; the slots that are not read are those of the second that goes on. */
  private static final int SLOTS = 1024;

  /** In each slot the second in the high half and its count in the low one. */
  private final AtomicLongArray slots = new AtomicLongArray(SLOTS);

  /** Counts in a second; nothing happens when so much time has passed that it is forgotten. */
  void add(int second, int count) {
    int slot = second & (SLOTS - 1);
    while (true) {
      long before = slots.get(slot);
      int stamp = (int) (before >>> 32);
      if (stamp > second) {
        return;
      }
      int sum = (stamp == second ? (int) before : 0) + count;
      if (slots.compareAndSet(slot, before, ((long) second << 32) | (sum & 0xFFFFFFFFL))) {
        return;
      }
    }
  }

  /** The counts of the seconds before {@code end}, the oldest first. */
  List<Integer> before(int end) {
    List<Integer> counts = new ArrayList<>(SECONDS);
    for (int second = end - SECONDS; second < end; second++) {
      long slot = second < 1 ? 0 : slots.get(second & (SLOTS - 1));
      counts.add((int) (slot >>> 32) == second ? (int) slot : 0);
    }
    return counts;
  }
}
