package io.seatkeeper.replication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * A small file system of its own, with a file that fills it.
 *
 * <p>Where the machine does not let the test mount one, the test is skipped with the reason; with
 * {@value #REQUIRE} set to {@code true} it fails instead.
 */
final class TinyDisk implements AutoCloseable {
  static final int PAGE = 4096;

  private static final String REQUIRE = "SEATKEEPER_REQUIRE_PROGRAMS";

  private final Path mountPoint;

  private TinyDisk(Path mountPoint) {
    this.mountPoint = mountPoint;
  }

  static TinyDisk mount(Path mountPoint, long bytes) throws IOException {
    Files.createDirectories(mountPoint);
    String reason =
        run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "none", mountPoint.toString());
    if (reason.isEmpty()) {
      return new TinyDisk(mountPoint);
    }
    if ("true".equals(System.getenv(REQUIRE))) {
      throw new AssertionFailedError(reason + ", and " + REQUIRE + "=true makes that a failure");
    }
    throw new TestAbortedException(reason);
  }

  Path path() {
    return mountPoint;
  }

  /** Fills the disk but for so many bytes, rounded up to pages. */
  void leave(long bytes) throws IOException {
    try (FileChannel filler =
        FileChannel.open(
            filler(),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      fill(filler);
      filler.truncate(Math.max(0, filler.size() / PAGE * PAGE - (bytes + PAGE - 1) / PAGE * PAGE));
    }
  }

  private static void fill(FileChannel filler) {
    ByteBuffer page = ByteBuffer.allocate(PAGE);
    try {
      while (true) {
        filler.write(page.clear());
      }
    } catch (IOException e) {
      // It is full, which is the point.
    }
  }

  /** Makes room. */
  void free() throws IOException {
    Files.deleteIfExists(filler());
  }

  private Path filler() {
    return mountPoint.resolve("filler");
  }

  @Override
  public void close() {
    String failure = run("umount", "-l", mountPoint.toString());
    if (!failure.isEmpty()) {
      throw new AssertionFailedError(failure);
    }
  }

  /** Runs a program; returns what went wrong, or nothing. */
  private static String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      if (!process.waitFor(20, TimeUnit.SECONDS) || process.exitValue() != 0) {
        return String.join(" ", List.of(command)) + " failed: " + said;
      }
      return "";
    } catch (IOException e) {
      return "the program " + command[0] + " cannot be run: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
