package io.seatkeeper.simulation.trial;

import static org.assertj.core.api.Assertions.fail;

import io.seatkeeper.simulation.trial.Campaign.FailedSeed;
import org.junit.jupiter.api.Test;

/**
 * The engine against the naive model, with all promises checked after every command.
 *
 * <p>{@code -Dseatkeeper.seeds=N} runs N seeds (200), {@code -Dseatkeeper.commands=M} M commands
 * each (2,000), {@code -Dseatkeeper.seed=S} begins with seed S (1) and runs no other unless N is
 * given, too.
 */
class EngineModelTest {
  private static final int COMMANDS = Integer.getInteger("seatkeeper.commands", 2000);
  private static final long FIRST = Long.getLong("seatkeeper.seed", 1);
  private static final int SEEDS =
      Integer.getInteger(
          "seatkeeper.seeds", System.getProperty("seatkeeper.seed") == null ? 200 : 1);

  /** An order that was confirmed is asked for again while its token has another open. */
  private static final long ASKED_FOR_AGAIN = 1811;

  @Test
  void shouldAgreeWithTheModelAndKeepEveryPromise() throws InterruptedException {
    run(FIRST, SEEDS);
  }

  @Test
  void shouldStandTheSeedsThatOnceFailed() throws InterruptedException {
    run(ASKED_FOR_AGAIN, 1);
  }

  private static void run(long first, int seeds) throws InterruptedException {
    Campaign campaign = new Campaign(COMMANDS, EngineSubject::new);

    FailedSeed failed = campaign.run(first, seeds);

    if (failed != null) {
      String replay =
          "mvn test -pl simulation -am -Dtest=EngineModelTest -Dseatkeeper.seed=%d -Dseatkeeper.commands=%d"
              .formatted(failed.seed(), failed.commands());
      fail(campaign.explain(failed, replay));
    }
  }
}
