package io.seatkeeper.simulation.trial;

import java.util.SplittableRandom;

/** Chances that two subjects with the same seed have alike, and a copy goes on with. */
final class MoveDice {
  private final long seed;
  private long thrown;

  MoveDice(long seed) {
    this.seed = seed;
  }

  MoveDice copy() {
    MoveDice copy = new MoveDice(seed);
    copy.thrown = thrown;
    return copy;
  }

  /** True in {@code percent} of 100 cases. */
  boolean chance(int percent) {
    return between(0, 99) < percent;
  }

  /** A number from {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    thrown++;
    return new SplittableRandom(seed * 1_000_003 + thrown).nextInt(least, most + 1);
  }
}
