package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.crashImage;
import static io.seatkeeper.replication.Nodes.files;
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

/** What a node says to a log that is not what was written. */
class LogDamageTest {
  private static final int FLIPS = 60;

  @TempDir Path temporary;
  private Path crashed;
  private Path segment;

  /** Leaves a directory as a crash would, its log in an open segment with room after it. */
  @BeforeEach
  void crash() {
    Path directory = temporary.resolve("data");
    crashed = temporary.resolve("crashed");
    try (Node node = open(directory)) {
      Nodes.bookAll(node, "order-", 30);
      crashImage(directory, crashed);
    }
    segment = files(crashed, "log_inprogress_0").getFirst();
  }

  @AfterEach
  void assertNothingBroke() {
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldRefuseEveryFlippedByteWithFileAndPlace() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    byte[] original = Files.readAllBytes(segment);
    int written = writtenBytes(original);
    for (int flip = 0; flip < FLIPS; flip++) {
      int place = flip < 8 ? written - 1 - flip : random.nextInt(written);
      int bits = 1 + random.nextInt(255);
      byte[] flipped = original.clone();
      flipped[place] ^= (byte) bits;
      Files.write(segment, flipped);

      assertThatExceptionOfType(NodeStartException.class)
          .as(
              "byte %d of %d, bits %d, replay with -Dtest=LogDamageTest -Dseed=%d",
              place, written, bits, seed)
          .isThrownBy(() -> open(crashed))
          .withMessageContaining(segment + " ")
          .withMessageContaining(" byte ");
    }
    Files.write(segment, original);
    try (Node node = open(crashed)) {
      assertThat(orders(node)).hasSize(30);
    }
  }

  @Test
  void shouldRefuseAFlippedByteInAClosedSegment() throws IOException {
    try (Node node = open(crashed)) {
      Nodes.bookAll(node, "more-", 3);
    }
    Path closed = files(crashed, "log_0-.*").getFirst();
    Nodes.flip(closed, Files.size(closed) - 6, 1);

    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> open(crashed))
        .withMessageContaining(closed + " is damaged at byte ");
  }

  @Test
  void shouldRefuseALogCutShorterThanItsMarker() throws IOException {
    try (Node node = open(crashed)) {
      Nodes.bookAll(node, "more-", 3);
    }
    Path last = files(crashed, "log_inprogress_.*").getLast();
    try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
      file.setLength(file.length() - 10);
    }

    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> open(crashed))
        .withMessageContaining("older or shorter than its marker")
        .withMessageContaining(last + " ends at byte ");
  }

  @Test
  void shouldCutOffAnEntryThatWasBeingWritten() throws IOException {
    byte[] bytes = Files.readAllBytes(segment);
    int written = writtenBytes(bytes);
    byte[] torn = bytes.clone();
    byte[] begun = new byte[200];
    new Random(1).nextBytes(begun);
    begun[0] = (byte) 0xd0;
    begun[1] = 0x0f;
    System.arraycopy(begun, 0, torn, written, begun.length);
    Files.write(segment, torn);

    try (Node node = open(crashed)) {
      assertThat(orders(node)).hasSize(30);
      Nodes.bookAll(node, "more-", 2);
    }
    try (Node node = open(crashed)) {
      assertThat(orders(node)).hasSize(32);
    }
  }

  @Test
  void shouldRefuseALogWithAMissingFile() throws IOException {
    Path shifted = segment.resolveSibling("log_inprogress_7");
    Files.move(segment, shifted);

    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> open(crashed))
        .withMessageContaining("log_inprogress_7");
  }

  private static int writtenBytes(byte[] bytes) {
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    return end;
  }
}
