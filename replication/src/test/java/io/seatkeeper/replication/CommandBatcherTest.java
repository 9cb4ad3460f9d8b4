package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.CommandCodec;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.CommandBatcher.EntryLog;
import io.seatkeeper.replication.CommandBatcher.Fate;
import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers hear of a log that does not do its part. */
class CommandBatcherTest {
  private static final Batching ONE_IN_FLIGHT = new Batching(100, 1 << 20, 4096, 1, 60_000);
  private static final byte[] TICK = CommandCodec.encode(Request.unkeyed(new Tick()));

  private final List<Throwable> broken = new CopyOnWriteArrayList<>();
  private CommandBatcher batcher = batcher((callId, entry) -> new CompletableFuture<>());

  @AfterEach
  void close() {
    batcher.close();
  }

  @Test
  void shouldGoOnWhenTheLogDoesNotSayWhatBecameOfAnEntry() {
    start((callId, entry) -> CompletableFuture.completedFuture(Fate.UNKNOWN));

    for (int request = 0; request < 3; request++) {
      assertRefused(batcher.submit(TICK), OutcomeUnknownException.class);
    }
    assertThat(batcher.entriesInFlight()).isZero();
    assertThat(broken).isEmpty();
  }

  @Test
  void shouldGoOnWhenTheLogThrows() {
    start(
        (callId, entry) -> {
          throw new IllegalStateException("the log is closed");
        });

    for (int request = 0; request < 3; request++) {
      assertRefused(batcher.submit(TICK), OutcomeUnknownException.class);
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void shouldGoOnWhenTheLogFailsAnEntry() {
    start((callId, entry) -> CompletableFuture.failedFuture(new IllegalStateException("no")));

    for (int request = 0; request < 3; request++) {
      assertRefused(batcher.submit(TICK), OutcomeUnknownException.class);
    }
  }

  @Test
  void shouldBreakTheNodeAndAnswerEveryoneWhenItsThreadDies() {
    CompletableFuture<Void> go = new CompletableFuture<>();
    start(
        (callId, entry) -> {
          go.join();
          throw new StackOverflowError("on purpose");
        });
    CompletableFuture<Reply> inFlight = batcher.submit(TICK);
    Nodes.await("it is in flight", () -> batcher.entriesInFlight() == 1);
    CompletableFuture<Reply> waiting = batcher.submit(TICK);
    go.complete(null);

    assertRefused(inFlight, OutcomeUnknownException.class);
    assertRefused(waiting, ShardUnavailableException.class);
    assertThat(broken).singleElement().isInstanceOf(StackOverflowError.class);
    assertRefused(batcher.submit(TICK), ShardUnavailableException.class);
  }

  @Test
  void shouldAnswerEveryoneAtOnceWhenTheNodeBreaks() {
    start((callId, entry) -> new CompletableFuture<>());
    CompletableFuture<Reply> inFlight = batcher.submit(TICK);
    Nodes.await("it is in flight", () -> batcher.entriesInFlight() == 1);
    CompletableFuture<Reply> waiting = batcher.submit(TICK);

    batcher.abandon();

    assertRefused(inFlight, OutcomeUnknownException.class);
    assertRefused(waiting, ShardUnavailableException.class);
    assertRefused(batcher.submit(TICK), ShardUnavailableException.class);
  }

  @Test
  void shouldAnswerACallerWhoComesAfterTheReplierEnded() {
    Replier replier = new Replier("late", new CommandQueue(ONE_IN_FLIGHT));
    replier.start();
    replier.close();
    CompletableFuture<Void> answered = new CompletableFuture<>();

    replier.reply(1, () -> answered.complete(null));

    assertThat(answered).isDone();
  }

  private void start(EntryLog log) {
    batcher = batcher(log);
    batcher.start();
    batcher.leads();
    Nodes.get(batcher.firstLeadership());
  }

  private CommandBatcher batcher(EntryLog log) {
    LogClock clock = new LogClock(System::nanoTime, System::currentTimeMillis);
    OwnCommands own =
        new OwnCommands(
            new Upkeep(1000, 1000, 1000, 60_000, 1000, 1000),
            clock,
            new NothingApplied(),
            CommandCodec::encode);
    return new CommandBatcher("test", ONE_IN_FLIGHT, clock, own, log, broken::add);
  }

  private static void assertRefused(CompletableFuture<Reply> reply, Class<?> refusal) {
    assertThat(reply)
        .failsWithin(Duration.ofSeconds(Nodes.SECONDS))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(refusal);
  }

  private static final class NothingApplied implements OwnCommands.AppliedState {
    private final LedgerState state = new LedgerState();

    @Override
    public long logMillis() {
      return 0;
    }

    @Override
    public long wallMillis() {
      return 0;
    }

    @Override
    public long nextDeadlineLogMillis() {
      return Long.MAX_VALUE;
    }

    @Override
    public long nextOpeningWallMillis() {
      return Long.MAX_VALUE;
    }

    @Override
    public long position() {
      return 0;
    }

    @Override
    public <T> T read(Function<? super ShardView, ? extends T> reader) {
      return reader.apply(state.view());
    }
  }
}
