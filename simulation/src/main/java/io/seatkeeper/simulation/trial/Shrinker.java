package io.seatkeeper.simulation.trial;

import io.seatkeeper.simulation.world.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failing list of steps shorter: leaves out runs of steps, long ones first, for as long as
 * what remains still fails. Bounded by a number of attempts.
 */
public final class Shrinker {
  private final Function<List<Step>, @Nullable Failure> attempt;
  private int attemptsLeft;

  /**
   * A shrinker.
   *
   * @param attempt runs steps in a fresh trial
   * @param attempts how many times at most
   */
  public Shrinker(Function<List<Step>, @Nullable Failure> attempt, int attempts) {
    this.attempt = attempt;
    this.attemptsLeft = attempts;
  }

  /** The smallest failure found; the given one when nothing can be left out. */
  public Failure shrink(Failure failure) {
    Failure smallest = failure;
    for (int length = failure.steps().size() / 2; length >= 1; length /= 2) {
      smallest = leaveOut(smallest, length);
    }
    int before;
    do {
      before = smallest.steps().size();
      smallest = leaveOut(smallest, 1);
    } while (smallest.steps().size() < before);
    return smallest;
  }

  /** Leaves out as many runs of {@code length} steps as it can, from the end to the beginning. */
  private Failure leaveOut(Failure failure, int length) {
    Failure smallest = failure;
    int start = smallest.steps().size() - 1 - length;
    while (start >= 0 && attemptsLeft > 0) {
      attemptsLeft--;
      List<Step> shorter = new ArrayList<>(smallest.steps());
      shorter.subList(start, start + length).clear();
      Failure found = attempt.apply(shorter);
      if (found != null) {
        smallest = found;
      }
      start = Math.min(start, smallest.steps().size() - 1) - length;
    }
    return smallest;
  }
}
