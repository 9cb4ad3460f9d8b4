package io.seatkeeper.server.exchange;

import java.util.concurrent.atomic.AtomicLong;

/** A bound on something that many threads use up and give back. */
public final class Budget {
  private final long most;
  private final AtomicLong used = new AtomicLong();

  /** Up to {@code most} at once. */
  public Budget(long most) {
    this.most = most;
  }

  /** Takes an amount; false when there is not so much left, and nothing was taken. */
  public boolean take(long amount) {
    if (used.addAndGet(amount) <= most) {
      return true;
    }
    used.addAndGet(-amount);
    return false;
  }

  /** Gives back what was taken. */
  public void giveBack(long amount) {
    used.addAndGet(-amount);
  }

  /** What is in use now. */
  public long used() {
    return used.get();
  }
}
