package io.seatkeeper.simulation.trial;

import io.seatkeeper.simulation.world.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Many seeds, on as many cores as there are. */
public final class Campaign {
  private static final int STEPS_SHOWN = 25;

  private final int commands;
  private final Supplier<Subject> newSubject;

  /**
   * A campaign.
   *
   * @param commands how many commands each seed runs
   * @param newSubject makes an engine with nothing in it; called from several threads
   */
  public Campaign(int commands, Supplier<Subject> newSubject) {
    this.commands = commands;
    this.newSubject = newSubject;
  }

  /** A seed that failed. */
  public record FailedSeed(long seed, int commands, Failure failure) {}

  /**
   * Runs {@code seeds} seeds from {@code first} on.
   *
   * @return the first of them that fails, or null when all is well
   */
  public @Nullable FailedSeed run(long first, int seeds) throws InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
      List<Future<@Nullable Failure>> runs = new ArrayList<>();
      for (long seed = first; seed < first + seeds; seed++) {
        SeedRun run = new SeedRun(seed, newSubject);
        runs.add(workers.submit(() -> run.run(commands)));
      }
      for (int run = 0; run < seeds; run++) {
        Failure failure = runs.get(run).get();
        if (failure != null) {
          workers.shutdownNow();
          return new FailedSeed(first + run, commands, failure);
        }
      }
      return null;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run broke instead of failing", e.getCause());
    }
  }

  /** Shrinks a failure and says all there is to know: the seed, the step, the command, the log. */
  public String explain(FailedSeed failed, String replay) {
    SeedRun run = new SeedRun(failed.seed(), newSubject);
    Failure smallest = run.shrink(failed.failure());
    StringBuilder text = new StringBuilder();
    text.append("seed ").append(failed.seed()).append(", step ").append(failed.failure().step());
    text.append(": ").append(failed.failure().failed()).append('\n');
    failed.failure().faults().forEach(fault -> text.append("  ").append(fault).append('\n'));
    text.append("run it again: ").append(replay).append('\n');
    List<Step> steps = smallest.steps();
    text.append("shrunk to ").append(steps.size()).append(" steps; the last of them:\n");
    for (Step step : steps.subList(Math.max(0, steps.size() - STEPS_SHOWN), steps.size())) {
      text.append("  ").append(step).append('\n');
    }
    smallest.faults().forEach(fault -> text.append("  ").append(fault).append('\n'));
    return text.toString();
  }
}
