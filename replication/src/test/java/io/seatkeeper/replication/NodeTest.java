package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.book;
import static io.seatkeeper.replication.Nodes.bookAll;
import static io.seatkeeper.replication.Nodes.config;
import static io.seatkeeper.replication.Nodes.crashImage;
import static io.seatkeeper.replication.Nodes.files;
import static io.seatkeeper.replication.Nodes.open;
import static io.seatkeeper.replication.Nodes.orders;
import static io.seatkeeper.replication.Nodes.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void chooseDirectory() {
    directory = temporary.resolve("data");
  }

  @AfterEach
  void assertNothingBroke() {
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldAnswerWithTheOutcome() {
    try (Node node = open(directory)) {
      assertThat(submit(node, book("a")).outcome()).isEqualTo(new Outcome.ObjectsBooked("a", 1));
      assertThat(submit(node, book("a")).outcome()).isEqualTo(new Outcome.ObjectsBooked("a", 0));
    }
  }

  @Test
  void shouldKeepItsIdentityAndItsHistoryOverARestart() {
    CausalToken before;
    try (Node node = open(directory)) {
      before = submit(node, book("a")).token();
    }
    try (Node node = open(directory)) {
      assertThat(before.satisfiedBy(node.shard().status())).isTrue();
      assertThat(orders(node)).containsOnlyKeys("a");
    }
  }

  @Test
  void shouldReplayTheLogAfterACrashWithoutASnapshot() {
    Path crashed = temporary.resolve("crashed");
    try (Node node = open(directory)) {
      bookAll(node, "order-", 100);
      crashImage(directory, crashed);
    }

    assertThat(files(crashed.resolve("snapshots"), ".*")).isEmpty();
    try (Node node = open(crashed)) {
      assertThat(orders(node)).hasSize(100);
    }
  }

  @Test
  void shouldStartFromTheSnapshotOfAnOrderlyClose() {
    long index;
    try (Node node = open(directory)) {
      bookAll(node, "order-", 100);
      index = node.shard().status().index();
    }
    try (Node node = open(directory)) {
      assertThat(node.shard().status().snapshotIndex()).isEqualTo(index);
      assertThat(orders(node)).hasSize(100);
    }
  }

  @Test
  void shouldStartFromASnapshotAndTheLogAfterIt() {
    Path crashed = temporary.resolve("crashed");
    try (Node node = open(directory)) {
      bookAll(node, "early-", 50);
    }
    try (Node node = open(directory)) {
      bookAll(node, "late-", 50);
      crashImage(directory, crashed);
    }

    try (Node node = open(crashed)) {
      assertThat(orders(node)).hasSize(100).containsKeys("early-0", "late-49");
    }
  }

  @Test
  void shouldPurgeTheLogThatTwoSnapshotsMakeSuperfluous() {
    Path crashed = temporary.resolve("crashed");
    NodeConfig config =
        config(directory).withUpkeep(new Upkeep(40, 1L << 40, 1_000_000, 1_000_000, 1000, 100));
    String filler = "x".repeat(120_000);
    try (Node node = open(config)) {
      for (int order = 0; order < 200; order++) {
        submit(node, book(filler + order));
      }
      Nodes.await(
          "the first log file is purged",
          () -> {
            submit(node, book("nudge"));
            return files(directory.resolve("raft"), "log_0-.*").isEmpty();
          });
      assertThat(files(directory.resolve("snapshots"), "snapshot-[0-9-]+")).hasSize(2);
      crashImage(directory, crashed);
    }

    try (Node node = open(crashed)) {
      assertThat(orders(node)).hasSize(201);
    }
  }

  @Test
  void shouldPutManyWaitingCommandsIntoFewEntries() {
    try (Node node = open(directory)) {
      List<CompletableFuture<Reply>> replies =
          IntStream.range(0, 5_000).mapToObj(i -> node.shard().submit(book("o" + i))).toList();
      replies.forEach(Nodes::get);

      assertThat(orders(node)).hasSize(5_000);
      assertThat(node.shard().status().commandsSubmitted()).isEqualTo(5_000);
      assertThat(node.shard().status().entriesSubmitted()).isLessThan(2_500);
    }
  }

  @Test
  void shouldTellListenersBeforeItAnswers() {
    try (Node node = open(directory)) {
      List<Long> heard = new CopyOnWriteArrayList<>();
      node.shard().subscribe((index, logMillis, wallMillis, changes) -> heard.add(index));

      for (int order = 0; order < 50; order++) {
        Reply reply = submit(node, book("o" + order));
        assertThat(heard).last().isEqualTo(reply.index());
      }
      assertThat(heard).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldDropAListenerThatThrows() {
    try (Node node = open(directory)) {
      node.shard()
          .subscribe(
              (index, logMillis, wallMillis, changes) -> {
                throw new IllegalStateException("a listener's fault");
              });

      submit(node, book("a"));

      assertThat(submit(node, book("b")).outcome()).isEqualTo(new Outcome.ObjectsBooked("b", 1));
    }
  }

  @Test
  void shouldShowTheStateBeforeItAnswers() {
    try (Node node = open(directory)) {
      for (int order = 0; order < 50; order++) {
        submit(node, book("o" + order));
        assertThat(orders(node)).hasSize(order + 1);
      }
    }
  }

  @Test
  void shouldRefuseRequestsAndReadsOnceClosed() {
    Node node = open(directory);
    node.close();
    node.close();

    assertThat(node.shard().submit(book("a")))
        .failsWithin(Duration.ofSeconds(5))
        .withThrowableThat()
        .withCauseInstanceOf(ShardUnavailableException.class);
    assertThatExceptionOfType(ShardUnavailableException.class)
        .isThrownBy(() -> node.shard().read(view -> view.index()));
    assertThat(node.shard().status().ready()).isFalse();
  }

  @Test
  void shouldLeaveNoFileOfAnInterruptedSnapshot() throws Exception {
    try (Node node = open(directory)) {
      submit(node, book("a"));
    }
    Path leftover = directory.resolve("snapshots/snapshot-0000000000000000099-1.tmp");
    Files.write(leftover, new byte[] {1, 2, 3});

    try (Node node = open(directory)) {
      assertThat(leftover).doesNotExist();
      assertThat(orders(node)).containsOnlyKeys("a");
    }
  }
}
