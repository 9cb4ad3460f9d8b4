package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.book;
import static io.seatkeeper.replication.Nodes.open;
import static io.seatkeeper.replication.Nodes.orders;
import static io.seatkeeper.replication.Nodes.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.seatkeeper.replication.NodeConfig.Batching;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when more comes than the log takes. */
class BackpressureTest {
  private static final int QUEUE = 10;

  @TempDir Path directory;

  @BeforeEach
  void closeGate() {
    LedgerState.gate = new CountDownLatch(1);
  }

  @AfterEach
  void openGate() {
    LedgerState.gate.countDown();
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldRefuseWhatTheQueueDoesNotTakeAndAnswerTheRest() {
    try (Node node = open(bounded(QUEUE, 1 << 20, 10_000))) {
      List<CompletableFuture<Reply>> taken = new ArrayList<>();
      taken.add(node.shard().submit(book("wait")));
      for (int order = 1; order < QUEUE; order++) {
        taken.add(node.shard().submit(book("o" + order)));
      }

      refused(node.shard().submit(book("too-much")), ShardOverloadedException.class)
          .extracting(ShardOverloadedException::retryAfterMillis)
          .isEqualTo(1000L);
      assertThat(node.shard().status().commandsRefused()).isEqualTo(1);
      LedgerState.gate.countDown();
      taken.forEach(Nodes::get);
      assertThat(orders(node)).hasSize(QUEUE).doesNotContainKey("too-much");
      submit(node, book("afterwards"));
    }
  }

  @Test
  void shouldBoundTheBytesThatWait() {
    String large = "x".repeat(700);
    try (Node node = open(bounded(10_000, 4096, 10_000))) {
      CompletableFuture<Reply> first = node.shard().submit(book("wait"));
      Nodes.await("the first is in flight", () -> node.shard().status().queuedCommands() == 0);
      List<CompletableFuture<Reply>> taken = new ArrayList<>();
      for (int order = 0; order < 5; order++) {
        taken.add(node.shard().submit(book(large + order)));
      }

      refused(node.shard().submit(book(large)), ShardOverloadedException.class);
      assertThat(node.shard().status().queuedBytes()).isLessThanOrEqualTo(4096);
      LedgerState.gate.countDown();
      Nodes.get(first);
      taken.forEach(Nodes::get);
    }
  }

  @Test
  void shouldRefuseACommandThatFitsIntoNoEntry() {
    try (Node node = open(bounded(QUEUE, 1 << 20, 10_000))) {
      refused(node.shard().submit(book("x".repeat(5000))), CommandTooLargeException.class);

      submit(node, book("small"));
    }
  }

  @Test
  void shouldSayThatNobodyKnowsWhenTheLogDoesNotAnswerInTime() {
    try (Node node = open(bounded(QUEUE, 1 << 20, 200))) {
      CompletableFuture<Reply> inFlight = node.shard().submit(book("wait"));
      Nodes.await("it is in flight", () -> node.shard().status().entriesInFlight() == 1);
      CompletableFuture<Reply> waiting = node.shard().submit(book("queued"));

      refused(inFlight, OutcomeUnknownException.class);
      refused(waiting, ShardOverloadedException.class);
      LedgerState.gate.countDown();
      Nodes.await("the log goes on", () -> node.shard().status().entriesInFlight() == 0);
      submit(node, book("afterwards"));
      assertThat(orders(node)).containsOnlyKeys("wait", "afterwards");
    }
  }

  @Test
  void shouldAnswerWhatIsInFlightBeforeItCloses() {
    Node node = open(bounded(QUEUE, 1 << 20, 10_000));
    CompletableFuture<Reply> inFlight = node.shard().submit(book("wait"));
    Nodes.await("it is in flight", () -> node.shard().status().entriesInFlight() == 1);
    CompletableFuture<Reply> waiting = node.shard().submit(book("queued"));
    Thread closing = Thread.startVirtualThread(node::close);

    refused(waiting, ShardUnavailableException.class);
    LedgerState.gate.countDown();

    assertThat(Nodes.get(inFlight).repeated()).isFalse();
    Threads.join(closing);
  }

  private NodeConfig bounded(int commands, long bytes, long answerMillis) {
    return Nodes.config(directory)
        .withBatching(new Batching(commands, Math.max(bytes, 4096), 4096, 1, answerMillis));
  }

  private static <T extends ShardException> ObjectAssert<T> refused(
      CompletableFuture<Reply> reply, Class<T> refusal) {
    return assertThat(reply)
        .failsWithin(Duration.ofSeconds(Nodes.SECONDS))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(refusal)
        .asInstanceOf(type(refusal));
  }
}
