package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.simulation.check.InvariantChecker;
import io.seatkeeper.simulation.check.ViewComparison;
import io.seatkeeper.simulation.model.NaiveShard;
import io.seatkeeper.simulation.world.Step;
import io.seatkeeper.simulation.world.WorldGenerator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One engine and one model that are given the same steps, compared and checked after each.
 *
 * <p>After the first failure a trial is over.
 */
public final class Trial {
  private final Subject subject;
  private final NaiveShard model;
  private final InvariantChecker invariants = new InvariantChecker();
  private final NamesSeen names = new NamesSeen();
  private final List<Step> wishes = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Applied> answers = new ArrayList<>();
  private final List<Long> hashes = new ArrayList<>();
  private final long hashOfNothing;

  /** A trial of an engine that has nothing in it yet. */
  public Trial(Subject subject, NaiveShard model) {
    this.subject = subject;
    this.model = model;
    this.hashOfNothing = subject.view().stateHash();
  }

  /** Runs a seed's world for a number of commands; null when all is well. */
  public @Nullable Failure run(long seed, int commands) {
    WorldGenerator world = new WorldGenerator(seed, model);
    for (int command = 0; command < commands; command++) {
      Failure failure = take(world.next());
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  /** Runs given steps; null when all is well. */
  public @Nullable Failure run(List<Step> given) {
    for (Step step : given) {
      Failure failure = take(step);
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private @Nullable Failure take(Step wished) {
    Step step = withRealHash(wished);
    List<String> faults = new ArrayList<>();
    try {
      check(step, faults);
    } catch (RuntimeException e) {
      faults.add(describe(e));
    }
    wishes.add(wished);
    steps.add(step);
    return faults.isEmpty() ? null : new Failure(steps.size() - 1, wishes, faults);
  }

  private void check(Step step, List<String> faults) {
    Applied expected =
        model.apply(step.index(), step.logMillis(), step.wallMillis(), step.request());
    Applied actual =
        subject.apply(step.index(), step.logMillis(), step.wallMillis(), step.request());
    answers.add(actual);
    hashes.add(subject.view().stateHash());
    AnswerComparison.compare(expected, actual, faults);
    names.add(step.request());
    faults.addAll(ViewComparison.differences(model, subject.view(), names.known()));
    faults.addAll(
        invariants.check(step.request(), actual, subject.view(), subject.computeStateHash()));
  }

  /** An exception with the place it came from. */
  static String describe(RuntimeException e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e + (trace.length == 0 ? "" : " at " + trace[0]);
  }

  /** The step, with the hash of its position when it wishes for a checkpoint. */
  private Step withRealHash(Step step) {
    if (!(step.request().command() instanceof Checkpoint wish) || wish.position() > 0) {
      return step;
    }
    int back = (int) Math.min(-wish.position(), hashes.size());
    int position = hashes.size() - back;
    long hash = position == 0 ? hashOfNothing : hashes.get(position - 1);
    Checkpoint checkpoint = new Checkpoint(position, hash);
    return new Step(
        step.index(),
        step.logMillis(),
        step.wallMillis(),
        new Request(checkpoint, step.request().key()));
  }

  /** What differs between another shard and the engine of this trial, as they are now. */
  List<String> differences(ShardView other) {
    return ViewComparison.differences(subject.view(), other, names.known());
  }

  /** The steps taken, with the checkpoints' real hashes. */
  public List<Step> steps() {
    return Collections.unmodifiableList(steps);
  }

  /** The steps as they were wished for: they can be taken again in another trial. */
  public List<Step> wishes() {
    return Collections.unmodifiableList(wishes);
  }

  /** What the engine answered to each step. */
  public List<Applied> answers() {
    return Collections.unmodifiableList(answers);
  }

  /** The engine's state hash after each step. */
  public List<Long> hashes() {
    return Collections.unmodifiableList(hashes);
  }
}
