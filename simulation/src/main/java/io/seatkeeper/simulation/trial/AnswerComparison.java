package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;

/** Compares what the model and the engine answer to one request. */
final class AnswerComparison {
  private AnswerComparison() {}

  /** Adds to {@code faults} what differs. */
  static void compare(Applied expected, Applied actual, List<String> faults) {
    if (!same(expected.outcome(), actual.outcome())) {
      faults.add(
          "outcome: the model says " + expected.outcome() + ", the engine " + actual.outcome());
    }
    if (expected.repeated() != actual.repeated()) {
      faults.add("repeated: the engine says " + actual.repeated());
    }
    int most = Math.max(expected.changes().size(), actual.changes().size());
    for (int at = 0; at < most; at++) {
      Object wanted = at < expected.changes().size() ? expected.changes().get(at) : "nothing";
      Object given = at < actual.changes().size() ? actual.changes().get(at) : "nothing";
      if (!wanted.equals(given)) {
        faults.add("change " + at + ": the model says " + wanted + ", the engine " + given);
        return;
      }
    }
  }

  /** Which field of a malformed command is named, and how, is left to the engine. */
  private static boolean same(Outcome expected, Outcome actual) {
    if (expected instanceof Refused(Rejection wanted, String _)
        && wanted == Rejection.MALFORMED_COMMAND) {
      return actual instanceof Refused refused
          && refused.rejection() == Rejection.MALFORMED_COMMAND;
    }
    return expected.equals(actual);
  }
}
