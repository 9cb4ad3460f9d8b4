package io.seatkeeper.simulation.model;

import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;

/**
 * Leaves the rules of one command at the first rule that is broken; the model turns it into the
 * outcome at once. The rules read as a list that way, which is what a model is for.
 */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Refused refused;

  private Refusal(Refused refused) {
    super(refused.explanation(), null, false, false);
    this.refused = refused;
  }

  /** Throws a refusal when {@code broken}. */
  static void when(boolean broken, Rejection rejection, Object subject) {
    if (broken) {
      throw of(rejection, subject);
    }
  }

  /** The refusal, to be thrown. */
  static Refusal of(Rejection rejection, Object subject) {
    return new Refusal(new Refused(rejection, String.valueOf(subject)));
  }

  Refused refused() {
    return refused;
  }
}
