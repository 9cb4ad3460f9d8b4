package io.seatkeeper.server.wire;

import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * One way to make a request wrong. What it makes is wrong by construction: no server that keeps its
 * word accepts it.
 *
 * @param fits which requests can be made wrong this way
 */
record Mutation(String name, Predicate<Skeleton> fits, Effect effect) {
  /** Spoils a request in place. */
  @FunctionalInterface
  interface Effect {
    void spoil(Draft draft, Skeleton skeleton, RandomGenerator random);
  }

  @Override
  public String toString() {
    return name;
  }
}
