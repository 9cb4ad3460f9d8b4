package io.seatkeeper.simulation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.simulation.model.NaiveShard;
import io.seatkeeper.simulation.world.Step;
import io.seatkeeper.simulation.world.WorldGenerator;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/**
 * A refused request and a repeated one leave no trace: an engine that is given a tick instead of
 * each ends at the same state hash after every step.
 */
class AllOrNothingTest {
  private static final int SEEDS = 30;
  private static final int COMMANDS = 1500;

  @Test
  void shouldChangeNothingWhenItRefusesOrRepeats() {
    EnumSet<Rejection> met = EnumSet.noneOf(Rejection.class);
    int repeated = 0;
    for (long seed = 1; seed <= SEEDS; seed++) {
      NaiveShard model = new NaiveShard();
      WorldGenerator world = new WorldGenerator(seed, model);
      SeatEngine asked = new SeatEngine();
      SeatEngine ticked = new SeatEngine();
      for (int command = 0; command < COMMANDS; command++) {
        Step step = world.next();
        model.apply(step.index(), step.logMillis(), step.wallMillis(), step.request());

        Applied answer = apply(asked, step, step.request());
        boolean traceless = answer.repeated();
        if (answer.outcome() instanceof Refused refused && !answer.repeated()) {
          met.add(refused.rejection());
          traceless = true;
        }
        apply(ticked, step, traceless ? Request.unkeyed(new Tick()) : step.request());

        repeated += answer.repeated() ? 1 : 0;
        assertThat(ticked.view().stateHash())
            .as("seed %d, step %d: %s -> %s", seed, command, step, answer)
            .isEqualTo(asked.view().stateHash());
      }
      assertThat(ticked.computeStateHash()).isEqualTo(asked.computeStateHash());
    }

    assertThat(met).hasSizeGreaterThan(Rejection.values().length * 3 / 4);
    assertThat(repeated).isGreaterThan(100);
  }

  private static Applied apply(SeatEngine engine, Step step, Request request) {
    Request asTaken = isWishedCheckpoint(request) ? Request.unkeyed(new Tick()) : request;
    return engine.apply(step.index(), step.logMillis(), step.wallMillis(), asTaken);
  }

  /** The world wishes for a checkpoint by a position that is not above zero. */
  private static boolean isWishedCheckpoint(Request request) {
    return request.command() instanceof Checkpoint;
  }
}
