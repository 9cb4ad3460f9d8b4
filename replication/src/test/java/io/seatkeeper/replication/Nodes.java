package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What the tests of nodes share. */
final class Nodes {
  static final long SECONDS = 20;

  /** Snapshots and checkpoints only where a test asks for them. */
  static final Upkeep RARE_UPKEEP =
      new Upkeep(1_000_000, 1L << 40, 1_000_000, 1_000_000, 1000, 100);

  private static final long POLL_NANOS = 100_000;
  private static final List<String> BROKEN = new CopyOnWriteArrayList<>();

  private Nodes() {}

  /** Opens a node over ledgers that must not break. */
  static Node open(Path directory) {
    return open(config(directory));
  }

  static Node open(NodeConfig config) {
    return Node.open(config, (line, cause) -> BROKEN.add(line), LedgerState.FACTORY);
  }

  /** Fails when a node that was opened here has broken since the last call. */
  static void assertNothingBroke() {
    List<String> broken = List.copyOf(BROKEN);
    BROKEN.clear();
    assertThat(broken).isEmpty();
  }

  static NodeConfig config(Path directory) {
    return new NodeConfig(directory, Batching.DEFAULT, RARE_UPKEEP);
  }

  static Request book(String order) {
    return Request.unkeyed(
        new BookObjects(0, order, "", List.of(Selection.of(1, 1)), ChannelAccess.GENERAL));
  }

  static Request hold(long token, long deadlineLogMillis) {
    return Request.unkeyed(
        new HoldObjects(
            new TokenLease(token, "arena", deadlineLogMillis, "buyer"),
            List.of(Selection.of(1, 1)),
            ChannelAccess.GENERAL));
  }

  static Request end(long token) {
    return Request.unkeyed(new EndToken(new TokenLease(token, "arena", 1, "buyer")));
  }

  static Reply submit(Node node, Request request) {
    return get(node.shard().submit(request));
  }

  /** Books {@code count} orders, one after the other. */
  static void bookAll(Node node, String prefix, int count) {
    for (int order = 0; order < count; order++) {
      submit(node, book(prefix + order));
    }
  }

  static Map<String, Long> orders(Node node) {
    return node.shard().read(LedgerView::orders);
  }

  static <T> T get(CompletableFuture<T> future) {
    try {
      return future.get(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no answer", e);
    }
  }

  /** Polls until a condition holds. */
  static void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("in vain: " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** Copies a data directory as a crash would leave it. */
  static Path crashImage(Path directory, Path target) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(directory.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files under a directory whose names match a regular expression, in order. */
  static List<Path> files(Path directory, String name) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> String.valueOf(file.getFileName()).matches(name))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes one byte of a file. */
  static void flip(Path file, long position, int bits) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[(int) position] ^= (byte) bits;
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
