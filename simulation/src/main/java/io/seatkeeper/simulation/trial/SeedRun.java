package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.codec.ChangeCodec;
import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.codec.OutcomeCodec;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.simulation.model.NaiveShard;
import io.seatkeeper.simulation.world.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that is tried with one seed: the trial against the model, the same log replayed by a second
 * replica out of its bytes, and a third replica that is restored from the second's snapshot, which
 * is written down only when the second has gone on.
 */
public final class SeedRun {
  private static final int SHRINKING_ATTEMPTS = 600;

  private final long seed;
  private final Supplier<Subject> newSubject;

  /**
   * A run.
   *
   * @param newSubject makes an engine with nothing in it
   */
  public SeedRun(long seed, Supplier<Subject> newSubject) {
    this.seed = seed;
    this.newSubject = newSubject;
  }

  /** Runs the seed's world for a number of commands; null when all is well. */
  public @Nullable Failure run(int commands) {
    Trial trial = new Trial(newSubject.get(), new NaiveShard());
    Failure failure = trial.run(seed, commands);
    return failure != null ? failure : replay(trial);
  }

  /** Runs given steps in the same way; null when all is well. */
  public @Nullable Failure run(List<Step> steps) {
    Trial trial = new Trial(newSubject.get(), new NaiveShard());
    Failure failure = trial.run(steps);
    return failure != null ? failure : replay(trial);
  }

  /** The shortest failing steps that can be found in bounded time. */
  public Failure shrink(Failure failure) {
    return new Shrinker(this::run, SHRINKING_ATTEMPTS).shrink(failure);
  }

  private @Nullable Failure replay(Trial trial) {
    int steps = trial.steps().size();
    int middle = steps * (1 + Math.floorMod(seed, 7)) / 8;
    Replica second = new Replica("a replica that replayed the log", newSubject.get(), trial);
    Failure failure = second.follow(0, middle);
    if (failure != null) {
      return failure;
    }
    Supplier<Subject> snapshot = second.subject.snapshot();
    failure = second.follow(middle, steps);
    if (failure != null) {
      return failure;
    }
    Replica third = new Replica("a replica restored at step " + middle, snapshot.get(), trial);
    failure = third.follow(middle, steps);
    return failure != null ? failure : third.compareAtTheEnd();
  }

  /** A replica that must answer as the first one did, with the same hash after each step. */
  private record Replica(String name, Subject subject, Trial trial) {
    @Nullable Failure follow(int from, int to) {
      if (from > 0 && subject.view().stateHash() != trial.hashes().get(from - 1)) {
        return failure(from - 1, List.of("I6: " + name + " has another hash"));
      }
      for (int at = from; at < to; at++) {
        List<String> faults = new ArrayList<>();
        try {
          take(at, faults);
        } catch (RuntimeException e) {
          faults.add(name + ": " + Trial.describe(e));
        }
        if (!faults.isEmpty()) {
          return failure(at, faults);
        }
      }
      return null;
    }

    @Nullable Failure compareAtTheEnd() {
      List<String> differences = trial.differences(subject.view());
      return differences.isEmpty() ? null : failure(trial.steps().size() - 1, differences);
    }

    private void take(int at, List<String> faults) {
      Step step = trial.steps().get(at);
      byte[] bytes = CommandCodec.encode(step.request());
      Request request = CommandCodec.decode(bytes, 0, bytes.length);
      Applied expected = trial.answers().get(at);
      Applied actual = subject.apply(step.index(), step.logMillis(), step.wallMillis(), request);
      if (!actual.equals(expected)) {
        faults.add("I6: " + name + " answered " + actual + " instead of " + expected);
      }
      if (at % 10 == 0) {
        checkBytes(actual, faults);
      }
      if (subject.view().stateHash() != trial.hashes().get(at)) {
        faults.add("I6: " + name + " has another hash");
      }
      if (at % 100 == 0 && subject.computeStateHash() != subject.view().stateHash()) {
        faults.add("I6: " + name + " has another hash incrementally than from scratch");
      }
    }

    /** What is written to a log or a trail reads the same again. */
    private static void checkBytes(Applied answer, List<String> faults) {
      byte[] outcome = OutcomeCodec.encode(answer.outcome());
      if (!OutcomeCodec.decode(outcome, 0, outcome.length).equals(answer.outcome())) {
        faults.add("the bytes of an outcome read otherwise: " + answer.outcome());
      }
      for (Change change : answer.changes()) {
        byte[] bytes = ChangeCodec.encode(change);
        if (!ChangeCodec.decode(bytes, 0, bytes.length).equals(change)) {
          faults.add("the bytes of a change read otherwise: " + change);
        }
      }
    }

    private Failure failure(int step, List<String> faults) {
      return new Failure(step, trial.wishes(), faults);
    }
  }
}
