package io.seatkeeper.server.live;

import io.seatkeeper.core.outcome.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Hands changes from the apply thread to the feed, bounded: when too many wait, all of them are
 * dropped and the taker is told. Never blocks who gives.
 */
final class ChangeBuffer {
  private final int mostChanges;
  private List<Entry> waiting = new ArrayList<>();
  private int waitingChanges;
  private boolean overflowed;
  private boolean closed;

  ChangeBuffer(int mostChanges) {
    this.mostChanges = mostChanges;
  }

  /** What one log entry changed. */
  record Entry(long index, List<Change> changes) {}

  /**
   * What waited.
   *
   * @param overflowed whether changes before these were dropped
   */
  record Taken(List<Entry> entries, boolean overflowed) {}

  synchronized void give(Entry entry) {
    if (waitingChanges + entry.changes().size() > mostChanges) {
      waiting = new ArrayList<>();
      waitingChanges = 0;
      overflowed = true;
    } else {
      waiting.add(entry);
      waitingChanges += entry.changes().size();
    }
    notifyAll();
  }

  /** Takes all that waits; waits for something, but not longer than {@code mostNanos}. */
  synchronized Taken take(long mostNanos) throws InterruptedException {
    long end = System.nanoTime() + mostNanos;
    long left = mostNanos;
    while (waiting.isEmpty() && !overflowed && !closed && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
    Taken taken = new Taken(waiting, overflowed);
    waiting = new ArrayList<>();
    waitingChanges = 0;
    overflowed = false;
    return taken;
  }

  /** Makes {@link #take} return at once from now on. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }
}
