package io.seatkeeper.simulation.world;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** True in {@code percent} of 100 cases. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** True once in {@code times} on average. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** A number from {@code least} to {@code most}, both included. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  long anyLong() {
    return random.nextLong();
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @SafeVarargs
  final <T> T oneOf(T first, T... others) {
    int choice = random.nextInt(others.length + 1);
    return choice == 0 ? first : others[choice - 1];
  }
}
