package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.files;
import static io.seatkeeper.replication.Nodes.flip;
import static io.seatkeeper.replication.Nodes.open;
import static io.seatkeeper.replication.Nodes.orders;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node says to a snapshot that is not what was written. */
class SnapshotDamageTest {
  @TempDir Path temporary;
  private Path directory;
  private Path older;
  private Path newest;

  @BeforeEach
  void closeTwice() {
    directory = temporary.resolve("data");
    try (Node node = open(directory)) {
      Nodes.bookAll(node, "early-", 20);
    }
    try (Node node = open(directory)) {
      Nodes.bookAll(node, "late-", 20);
    }
    older = files(directory, "snapshot-.*").getFirst();
    newest = files(directory, "snapshot-.*").getLast();
    assertThat(newest).isNotEqualTo(older);
  }

  @AfterEach
  void assertNothingBroke() {
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldRefuseEveryFlippedByteWithFileAndPlace() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    int length = (int) Files.size(newest);
    for (int round = 0; round < 50; round++) {
      int place = random.nextInt(length);
      int bits = 1 + random.nextInt(255);
      flip(newest, place, bits);

      assertThatExceptionOfType(NodeStartException.class)
          .as(
              "byte %d, bits %d, replay with -Dtest=SnapshotDamageTest -Dseed=%d",
              place, bits, seed)
          .isThrownBy(() -> open(directory))
          .withMessageContaining(newest + " is damaged at byte ");
      flip(newest, place, bits);
    }
    try (Node node = open(directory)) {
      assertThat(orders(node)).hasSize(40);
    }
  }

  @Test
  void shouldRefuseATruncatedSnapshot() throws IOException {
    long length = Files.size(newest);
    for (long shorter : new long[] {0, 7, 8, 100, length - 33, length - 1}) {
      byte[] whole = Files.readAllBytes(newest);
      try (RandomAccessFile file = new RandomAccessFile(newest.toFile(), "rw")) {
        file.setLength(shorter);
      }

      assertThatExceptionOfType(NodeStartException.class)
          .isThrownBy(() -> open(directory))
          .withMessageContaining(newest + " is damaged at byte " + shorter);
      Files.write(newest, whole);
    }
  }

  @Test
  void shouldLoseNothingWhenTheOperatorMovesTheDamagedSnapshotAway() throws IOException {
    flip(newest, 60, 1);
    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> open(directory))
        .withMessageContaining(
            "Move it away to start from " + older.getFileName() + " and the log after it");
    Files.move(newest, temporary.resolve("aside"));

    try (Node node = open(directory)) {
      assertThat(orders(node)).hasSize(40);
    }
  }

  @Test
  void shouldRefuseASnapshotUnderAnotherName() throws IOException {
    Files.move(older, newest, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> open(directory))
        .withMessageContaining("was written as another snapshot");
  }
}
