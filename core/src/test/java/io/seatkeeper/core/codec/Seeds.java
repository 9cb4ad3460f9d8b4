package io.seatkeeper.core.codec;

import java.util.Random;

/** Runs a property over many seeds and names the one that breaks it. */
final class Seeds {
  private static final String PROPERTY = "seatkeeper.seed";

  private Seeds() {}

  /** What must hold for every seed. */
  interface Property {
    void check(Random random) throws Exception;
  }

  /** Checks a property for seeds 1 to {@code seeds}, or for the one that is asked for. */
  static void each(Class<?> test, int seeds, Property property) {
    Long asked = Long.getLong(PROPERTY);
    long first = asked == null ? 1 : asked;
    long last = asked == null ? seeds : asked;
    for (long seed = first; seed <= last; seed++) {
      try {
        property.check(new Random(seed));
      } catch (Exception | AssertionError e) {
        throw new AssertionError(
            "seed "
                + seed
                + " breaks it; replay with: mvn -pl core -am test -Dtest="
                + test.getSimpleName()
                + " -D"
                + PROPERTY
                + "="
                + seed,
            e);
      }
    }
  }
}
