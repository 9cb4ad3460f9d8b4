package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.book;
import static io.seatkeeper.replication.Nodes.open;
import static io.seatkeeper.replication.Nodes.orders;
import static io.seatkeeper.replication.Nodes.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.replication.storage.DataDirectory;
import io.seatkeeper.replication.storage.DurableFiles;
import io.seatkeeper.replication.storage.NodeIdentity;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node says to a data directory that is not whole. */
class DataDirectoryTest {
  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void sellSomething() {
    directory = temporary.resolve("data");
    try (Node node = open(directory)) {
      submit(node, book("a"));
    }
  }

  @AfterEach
  void assertNothingBroke() {
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldRefuseADirectoryThatIsInUse() {
    try (Node node = open(directory)) {
      refused()
          .withMessageContaining("used by another process (" + ProcessHandle.current().pid())
          .withMessageContaining("Stop it");
      assertThat(orders(node)).containsOnlyKeys("a");
    }
  }

  @Test
  void shouldRefuseAnEmptiedDirectoryThatKeptItsIdentity() throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      for (Path entry : entries.toList()) {
        if (!entry.endsWith("node.id")) {
          DurableFiles.deleteTree(entry);
        }
      }
    }

    refused()
        .withMessageContaining("node.id says that this directory was node")
        .withMessageContaining("its log is gone");
  }

  @Test
  void shouldRefuseADirectoryWhoseLogIsGone() throws IOException {
    DurableFiles.deleteTree(directory.resolve("raft"));

    refused().withMessageContaining("raft is missing or empty");
  }

  @Test
  void shouldRefuseALogOfAnotherCluster() throws IOException {
    Path group = Nodes.files(directory, "raft-meta").getFirst().resolve("../..").normalize();
    Files.move(group, group.resolveSibling("00000000-0000-0000-0000-000000000001"));

    refused().withMessageContaining("older or shorter than its marker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"marker", "node.id", "version"})
  void shouldRefuseADirectoryThatLacksAFile(String name) throws IOException {
    Files.delete(directory.resolve(name));

    refused().withMessageContaining(directory.resolve(name) + " is missing");
  }

  @Test
  void shouldRefuseADamagedIdentity() {
    Nodes.flip(directory.resolve("node.id"), 9, 1);

    refused().withMessageContaining("node.id is damaged");
  }

  @Test
  void shouldRefuseAMarkerOfWhichNothingCanBeRead() {
    Path marker = directory.resolve("marker");
    Nodes.flip(marker, 20, 4);
    Nodes.flip(marker, 4096 + 20, 4);

    refused().withMessageContaining("marker is damaged at byte 0");
  }

  @Test
  void shouldStartWithTheOtherSlotOfATornMarker() {
    Nodes.flip(directory.resolve("marker"), 4096 + 20, 4);

    try (Node node = open(directory)) {
      assertThat(orders(node)).containsOnlyKeys("a");
    }
  }

  @Test
  void shouldRefuseAFormatItDoesNotKnow() throws IOException {
    Files.writeString(directory.resolve("version"), "7\n");

    refused().withMessageContaining("format 7").withMessageContaining("Start the build");
  }

  @Test
  void shouldRefuseAnOlderLogThanItsMarker() {
    Path older = temporary.resolve("older");
    Nodes.crashImage(directory, older);
    try (Node node = open(directory)) {
      Nodes.bookAll(node, "later-", 20);
    }
    replace(directory.resolve("raft"), older.resolve("raft"));
    replace(directory.resolve("snapshots"), older.resolve("snapshots"));

    refused().withMessageContaining("older or shorter than its marker");
  }

  @Test
  void shouldRefuseALogWithoutTheSnapshotsItNeeds() throws IOException {
    try (Node node = open(directory)) {
      Nodes.bookAll(node, "later-", 5);
    }
    DurableFiles.deleteTree(directory.resolve("snapshots"));
    Files.delete(Nodes.files(directory, "log_0-.*").getFirst());

    refused().withMessageContaining("begins at index 2, but there is no snapshot");
  }

  @Test
  void shouldBeginAnewWhereTheFirstStartWasCutShort() throws IOException {
    Path unborn = temporary.resolve("unborn");
    Nodes.crashImage(directory, unborn);
    Files.move(unborn.resolve("node.id"), unborn.resolve("node.id.new"));
    Files.delete(unborn.resolve("marker"));

    try (Node node = open(unborn)) {
      assertThat(orders(node)).isEmpty();
    }
    assertThat(unborn.resolve("node.id")).exists();
    assertThat(unborn.resolve("node.id.new")).doesNotExist();
  }

  /** What a kill leaves after each file operation that makes an empty directory a node's. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lock",
        "lock version.tmp",
        "lock version",
        "lock version node.id.unfinished.tmp",
        "lock version node.id.unfinished"
      })
  void shouldBeginAnewWhereItsFoundingWasCutShort(String leftover) throws IOException {
    Path whole = temporary.resolve("whole");
    DataDirectory.found(whole, NodeIdentity.founder(2));
    Path cut = Files.createDirectory(temporary.resolve("cut"));
    for (String file : leftover.isEmpty() ? List.<String>of() : List.of(leftover.split(" "))) {
      String like = file.startsWith("node.id") ? "node.id.new" : file.replace(".tmp", "");
      byte[] content = Files.readAllBytes(whole.resolve(like));
      int length = file.endsWith(".tmp") ? content.length / 2 : content.length;
      Files.write(cut.resolve(file), Arrays.copyOf(content, length));
    }
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> DataDirectory.openMember(cut))
        .withMessageContaining("seatkeeper admin init");
    NodeIdentity identity = NodeIdentity.founder(2);

    DataDirectory.found(cut, identity);

    try (DataDirectory opened = DataDirectory.openMember(cut)) {
      assertThat(opened.identity()).isEqualTo(identity);
    }
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> DataDirectory.found(cut, NodeIdentity.founder(2)))
        .withMessageContaining("is a node's already. Start it with 'seatkeeper serve'");
  }

  @Test
  void shouldNotStartWithHalfOfWhatItWasToBeFilledWith() throws IOException {
    Path cut = temporary.resolve("cut");
    NodeIdentity identity = NodeIdentity.restored(2);
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                DataDirectory.found(
                    cut,
                    NodeIdentity.restored(2),
                    half -> {
                      for (String group : List.of("main", "s1")) {
                        Files.createDirectories(half.group(group).snapshots());
                        Files.createDirectories(half.group(group).audit());
                      }
                      throw new IOException("cut short");
                    }));
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> DataDirectory.openMember(cut))
        .withMessageContaining("is not filled");

    DataDirectory.found(
        cut,
        identity,
        again -> {
          for (String group : List.of("main", "s1")) {
            assertThat(again.group(group).snapshots()).doesNotExist();
            assertThat(again.group(group).audit()).doesNotExist();
          }
          Files.createDirectories(again.group("s1").snapshots());
        });

    try (DataDirectory opened = DataDirectory.openMember(cut)) {
      assertThat(opened.identity()).isEqualTo(identity);
      assertThat(opened.group("s1").snapshots()).exists();
    }
  }

  private static void replace(Path target, Path source) {
    try {
      DurableFiles.deleteTree(target);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Nodes.crashImage(source, target);
  }

  private ThrowableAssertAlternative<NodeStartException> refused() {
    return assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> open(directory))
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
  }
}
