package io.seatkeeper.replication;

import java.time.Duration;

/** Waiting for threads to end. */
final class Threads {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Threads() {}

  /** Waits, bounded, until a thread has ended; keeps the interrupt flag. */
  static void join(Thread thread) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (thread.isAlive() && System.nanoTime() - deadline < 0) {
      try {
        thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
