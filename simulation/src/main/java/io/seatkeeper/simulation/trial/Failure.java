package io.seatkeeper.simulation.trial;

import io.seatkeeper.simulation.world.Step;
import java.util.List;

/**
 * What went wrong first.
 *
 * @param step the number of the step that failed, from 0
 * @param steps what to run to see it again: at least all steps up to and with the one that failed
 * @param faults what does not hold, a sentence each
 */
public record Failure(int step, List<Step> steps, List<String> faults) {
  public Failure {
    steps = List.copyOf(steps);
    faults = List.copyOf(faults);
  }

  /** The step that failed. */
  public Step failed() {
    return steps.get(step);
  }
}
