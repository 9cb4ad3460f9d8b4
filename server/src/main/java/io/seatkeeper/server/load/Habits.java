package io.seatkeeper.server.load;

import java.util.random.RandomGenerator;

/**
 * What fans are like.
 *
 * @param holdMillis how long their hold tokens last
 * @param thinkMillis how long they think at most before they pay
 * @param bestPercent how many ask for the best available
 * @param areaPercent how many want to stand, where there is an area
 * @param abandonPercent how many leave what they hold
 * @param ditherPercent how many pay only when their hold is about to end
 */
record Habits(
    long holdMillis,
    long thinkMillis,
    int bestPercent,
    int areaPercent,
    int abandonPercent,
    int ditherPercent) {
  /** As fast as they can, with short holds. */
  static final Habits HASTY = new Habits(2_000, 100, 30, 20, 8, 2);

  /** Slow enough to watch. */
  static final Habits LEISURELY = new Habits(8_000, 3_000, 30, 20, 10, 3);

  /** How many people a fan buys for: 1 to 6, most often 2. */
  static int party(RandomGenerator random) {
    int chance = random.nextInt(100);
    if (chance < 20) {
      return 1;
    }
    if (chance < 65) {
      return 2;
    }
    return chance < 80 ? 3 : chance < 94 ? 4 : 5 + random.nextInt(2);
  }
}
