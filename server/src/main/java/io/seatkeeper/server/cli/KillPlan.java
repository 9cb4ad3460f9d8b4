package io.seatkeeper.server.cli;

import java.util.SplittableRandom;

/** Which node is killed next, and when: one drawn from a seed, each so many seconds. */
final class KillPlan {
  private final long everyMillis;
  private final SplittableRandom random;
  private long nextMillis;

  /**
   * A plan.
   *
   * @param everyMillis 0 for none at all
   */
  KillPlan(long everyMillis, long seed) {
    this.everyMillis = everyMillis;
    this.random = new SplittableRandom(seed);
    this.nextMillis = everyMillis;
  }

  /**
   * The number of the node to kill now, from 0; -1 for none.
   *
   * @param elapsedMillis since the sale began
   */
  int due(long elapsedMillis, int nodes) {
    if (everyMillis == 0 || elapsedMillis < nextMillis) {
      return -1;
    }
    nextMillis = elapsedMillis + everyMillis;
    return random.nextInt(nodes);
  }
}
