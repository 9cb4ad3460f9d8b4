package io.seatkeeper.simulation.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.state.TokensImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * A group that moves between two shards at random, by drivers that are killed halfway, against the
 * model, in which it never moves: every answer is the same, every promise is kept, and tokens keep
 * the time they had left.
 *
 * <p>{@code -Dseatkeeper.seeds=N} runs N seeds (30), {@code -Dseatkeeper.seed=S} begins with seed S
 * (1) and runs no other unless N is given, too.
 */
class MovingGroupTest {
  private static final int COMMANDS = Integer.getInteger("seatkeeper.commands", 1000);
  private static final long FIRST = Long.getLong("seatkeeper.seed", 1);
  private static final int SEEDS =
      Integer.getInteger(
          "seatkeeper.seeds", System.getProperty("seatkeeper.seed") == null ? 30 : 1);
  private static final int SABOTAGED_SEEDS = 3;

  @Test
  void shouldAnswerAsIfTheGroupHadNeverMoved() {
    int moves = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      long current = seed;
      List<MovingSubject> subjects = new ArrayList<>();
      SeedRun run =
          new SeedRun(
              seed,
              () -> {
                subjects.add(new MovingSubject(current));
                return subjects.getLast();
              });

      Failure failure = run.run(OneGroupWorld.steps(seed, COMMANDS));

      assertThat(failure == null ? null : failure.faults()).as("seed %s", seed).isNull();
      moves += subjects.getFirst().movesDone();
    }
    assertThat(moves).as("moves").isGreaterThan(SEEDS * COMMANDS / 50);
  }

  @Test
  void shouldFindAMoveThatForgetsTokens() {
    assertFound(
        ", held, forSale",
        () ->
            new MovingSubject(1) {
              @Override
              void spoil() {
                TokensImage tokens = owner().engine.image().tokens();
                for (int at = 0; at < tokens.tokens().length; at++) {
                  TokenLease lease =
                      new TokenLease(
                          tokens.tokens()[at],
                          tokens.workspaces()[at],
                          worldMillis() + 1,
                          tokens.buyers()[at]);
                  owner().apply(index(), worldMillis(), 0, Request.unkeyed(new EndToken(lease)));
                }
              }
            });
  }

  @Test
  void shouldFindAMoveThatForgetsWhatWasAnswered() {
    assertFound(
        "I3: the answer under an acknowledged key was forgotten",
        () ->
            new MovingSubject(1) {
              @Override
              Request asSent(Request request) {
                RequestKey key = request.key();
                return key == null
                    ? request
                    : new Request(
                        request.command(),
                        new RequestKey(
                            key.identityHigh() + movesDone(),
                            key.identityLow(),
                            key.digestHigh(),
                            key.digestLow()));
              }
            });
  }

  @Test
  void shouldFindAMoveDuringWhichTokensLoseTime() {
    assertFound(
        "deadline: ",
        () ->
            new MovingSubject(1) {
              @Override
              void spoil() {
                owner().ahead += 50;
              }
            });
  }

  private static void assertFound(String fault, Supplier<Subject> spoiled) {
    List<String> found = new ArrayList<>();
    for (long seed = 1; seed <= SABOTAGED_SEEDS; seed++) {
      Failure failure = new SeedRun(seed, spoiled).run(OneGroupWorld.steps(seed, COMMANDS));
      if (failure != null) {
        found.addAll(failure.faults());
      }
    }
    assertThat(found).anyMatch(sentence -> sentence.contains(fault));
  }
}
