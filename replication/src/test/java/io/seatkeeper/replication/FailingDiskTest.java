package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.book;
import static io.seatkeeper.replication.Nodes.orders;
import static io.seatkeeper.replication.Nodes.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node from under which parts of its directory are taken says which, once, and stops. */
@Timeout(60)
class FailingDiskTest {
  private static final int MOST_COMMANDS = 400;
  private static final Upkeep SNAPSHOTS = new Upkeep(20, 1L << 40, 1_000_000, 1_000_000, 1000, 100);

  @TempDir Path temporary;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private Path data;

  @BeforeEach
  void chooseDirectory() {
    data = temporary.resolve("data");
  }

  @Test
  void shouldStopWhenNoSnapshotCanBeWritten() throws IOException {
    breaksWithout("snapshots", "x", "The snapshot " + data);
  }

  @Test
  void shouldStopWhenNoTrailCanBeWritten() throws IOException {
    breaksWithout("audit", "x", data.resolve("audit").toString());
  }

  @Test
  void shouldStopWhenTheLogCannotBeginItsNextFile() throws IOException {
    breaksWithout("raft/*/current", "x".repeat(60_000), "The log ");
  }

  private void breaksWithout(String name, String order, String complaint) throws IOException {
    Path aside = temporary.resolve("aside");
    Path part;
    try (Node node = open()) {
      submit(node, book("early"));
      part = directory(name);
      Files.move(part, aside);
      Files.writeString(part, "not a directory");
      for (int command = 0; command < MOST_COMMANDS && lines.isEmpty(); command++) {
        var reply = node.shard().submit(book(order + command));
        Nodes.await("an answer", reply::isDone);
      }
      Nodes.await("the node breaks", () -> !lines.isEmpty());

      assertThat(lines).singleElement().asString().contains(complaint).doesNotContain("\n");
      assertThat(node.shard().status().ready()).isFalse();
    }
    assertThat(lines).hasSize(1);

    Files.delete(part);
    Files.move(aside, part);
    lines.clear();
    try (Node node = open()) {
      assertThat(orders(node)).containsKey("early");
      submit(node, book("later"));
    }
    assertThat(lines).isEmpty();
  }

  private Path directory(String glob) throws IOException {
    PathMatcher matcher = data.getFileSystem().getPathMatcher("glob:" + data.resolve(glob));
    try (Stream<Path> entries = Files.walk(data)) {
      return entries.filter(matcher::matches).findFirst().orElseThrow();
    }
  }

  private Node open() {
    return Node.open(
        Nodes.config(data).withUpkeep(SNAPSHOTS),
        (line, cause) -> lines.add(line),
        LedgerState.FACTORY);
  }
}
