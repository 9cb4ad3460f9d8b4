package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.book;
import static io.seatkeeper.replication.Nodes.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Request;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that can no longer vouch for itself stops, once, with one line. */
class BrokenNodeTest {
  @TempDir Path directory;

  private final List<String> lines = new CopyOnWriteArrayList<>();

  @Test
  void shouldStopWhenTheEngineThrows() {
    try (Node node = open()) {
      submit(node, book("before"));
      var _ = node.shard().submit(book("explode"));
      Nodes.await("the node breaks", () -> !lines.isEmpty());

      assertThat(lines)
          .singleElement()
          .asString()
          .contains("Log entry 2", "exploded on purpose")
          .doesNotContain("\n");
      assertThat(node.shard().status().ready()).isFalse();
      assertThat(node.shard().submit(book("after"))).isCompletedExceptionally();
      assertThatExceptionOfType(ShardUnavailableException.class)
          .isThrownBy(() -> node.shard().read(view -> view.index()));
    }
    assertThat(lines).hasSize(1);
  }

  @Test
  void shouldNotStartWithALogThatBreaksTheEngine() {
    try (Node node = open()) {
      var _ = node.shard().submit(book("explode"));
      Nodes.await("the node breaks", () -> !lines.isEmpty());
    }

    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(this::open)
        .withMessageContaining("exploded on purpose");
    assertThat(lines).hasSize(1);
  }

  @Test
  void shouldStopWhenACheckpointNamesAnotherState() {
    try (Node node = open()) {
      submit(node, book("a"));
      var _ = node.shard().submit(Request.unkeyed(new Checkpoint(1, 4711)));
      Nodes.await("the node breaks", () -> !lines.isEmpty());

      assertThat(lines).singleElement().asString().contains("the ledgers differ after 1");
    }
  }

  @Test
  void shouldStopWhenTheLogClosesByItself() throws Exception {
    try (Node node = open()) {
      submit(node, book("a"));
      node.member("main").division().close();
      Nodes.await("the node breaks", () -> !lines.isEmpty());

      assertThat(lines).singleElement().asString().contains("The log closed by itself");
    }
  }

  private Node open() {
    return Node.open(
        Nodes.config(directory), (line, cause) -> lines.add(line), LedgerState.FACTORY);
  }
}
