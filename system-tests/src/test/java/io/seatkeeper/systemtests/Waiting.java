package io.seatkeeper.systemtests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, with a deadline. */
final class Waiting {
  private static final Duration POLL = Duration.ofMillis(10);

  private Waiting() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @throws AssertionError when it does not within the time
   */
  static void until(String what, Duration most, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + most.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNanos) {
        throw new AssertionError("not within " + most + ": " + what);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
