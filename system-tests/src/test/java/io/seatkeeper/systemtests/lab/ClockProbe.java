package io.seatkeeper.systemtests.lab;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A process that says what its clocks show, each time it is asked by a line. */
final class ClockProbe {
  private ClockProbe() {}

  /** Prints wall clock and monotonic clock, in milliseconds, for each byte of input. */
  public static void main(String[] arguments) throws IOException {
    while (System.in.read() >= 0) {
      System.out.println(
          System.currentTimeMillis() + " " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    }
  }
}
