package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.book;
import static io.seatkeeper.replication.Nodes.orders;
import static io.seatkeeper.replication.Nodes.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import io.seatkeeper.replication.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose disk is full says so once and stops, and goes on when there is room again. */
@Timeout(120)
class FullDiskTest {
  private static final long DISK = 16L * 1024 * 1024;
  private static final int ENOUGH_FOR_THE_LOG = 259;
  private static final int MOST_COMMANDS = 2_000;
  private static final Upkeep SNAPSHOTS = new Upkeep(50, 1L << 40, 1_000_000, 1_000_000, 1000, 100);

  @TempDir Path temporary;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private TinyDisk disk;
  private Path data;

  @BeforeEach
  void mount() throws IOException {
    disk = TinyDisk.mount(temporary.resolve("disk"), DISK);
    data = disk.path().resolve("data");
  }

  @AfterEach
  void unmount() {
    disk.close();
  }

  /** Whose write is the first that finds no room. */
  enum Writer {
    LOG("The log cannot be written"),
    SNAPSHOT("The snapshot "),
    AUDIT("The audit trail ");

    private final String complaint;

    Writer(String complaint) {
      this.complaint = complaint;
    }

    /** A request that changes nothing, and leaves no trail: only the log grows. */
    private Request filling(int token) {
      String buyer = "b".repeat(this == LOG ? 60_000 : 1);
      return Request.unkeyed(new EndToken(new TokenLease(token + 1, "arena", 1, buyer)));
    }
  }

  @ParameterizedTest
  @CsvSource({"LOG, 1", "LOG, 100", "AUDIT, 0", "AUDIT, 3", "SNAPSHOT, 0", "SNAPSHOT, 2"})
  void shouldSayOnceThatTheDiskIsFullAndLoseNothing(Writer writer, int pages) throws Exception {
    Map<String, Long> acknowledged = new TreeMap<>();
    NodeConfig config = Nodes.config(data);
    try (Node node = open(writer == Writer.SNAPSHOT ? config.withUpkeep(SNAPSHOTS) : config)) {
      acknowledged.put("early", submit(node, book("early")).index());
      disk.leave((long) pages * TinyDisk.PAGE);
      for (int command = 0; command < MOST_COMMANDS && lines.isEmpty(); command++) {
        String order = "o" + command;
        boolean books = writer == Writer.AUDIT || command % 6 == 1;
        Reply reply = ask(node, books ? book(order) : writer.filling(command));
        if (books && reply != null) {
          acknowledged.put(order, reply.index());
        }
      }
      Nodes.await("the node breaks", () -> !lines.isEmpty());
      assertThat(lines).singleElement().asString().contains(writer.complaint, "Make room");
      assertThat(node.shard().status().ready()).isFalse();
    }
    assertThat(lines).hasSize(1);

    disk.free();
    assertGoesOn(acknowledged);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 4, 255})
  void shouldStartOnceThereIsRoom(int pages) throws Exception {
    disk.leave((long) pages * TinyDisk.PAGE);

    assertThat(refusal()).contains("room on").doesNotContain("\n");

    disk.free();
    assertGoesOn(Map.of());
  }

  @Test
  void shouldSayThatTheFirstMarkerCannotBeWritten() throws Exception {
    String refusal = "";
    for (int pages = ENOUGH_FOR_THE_LOG; !refusal.contains("The marker"); pages++) {
      assertThat(pages).as("pages, with which it said: %s", refusal).isLessThan(275);
      DurableFiles.deleteTree(data);
      disk.leave((long) pages * TinyDisk.PAGE);
      refusal = refusal();
      disk.free();
    }

    assertGoesOn(Map.of());
  }

  /** How it refuses to start; nothing when it starts. */
  private String refusal() {
    try {
      open(Nodes.config(data)).close();
      return "";
    } catch (NodeStartException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private Node open(NodeConfig config) {
    return Node.open(config, (line, cause) -> lines.add(line), LedgerState.FACTORY);
  }

  /** Asks, and waits for whatever answer there is; null when it is none. */
  private static @Nullable Reply ask(Node node, Request request) {
    CompletableFuture<Reply> reply = node.shard().submit(request);
    Nodes.await("an answer", reply::isDone);
    return reply.isCompletedExceptionally() ? null : reply.join();
  }

  private void assertGoesOn(Map<String, Long> acknowledged) {
    lines.clear();
    try (Node node = open(Nodes.config(data))) {
      assertThat(orders(node)).containsAllEntriesOf(acknowledged);
      submit(node, book("later"));
      assertThat(orders(node)).containsKey("later");
      assertThat(
              node
                  .shard()
                  .audit()
                  .read(AuditQuery.afterIndex(1, 0, MOST_COMMANDS))
                  .records()
                  .stream()
                  .map(item -> ((ObjectChanged) item.change()).order()))
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(orders(node).keySet());
    }
    assertThat(lines).isEmpty();
  }
}
