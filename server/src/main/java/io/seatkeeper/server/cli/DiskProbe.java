package io.seatkeeper.server.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * How fast a disk makes small writes durable: a figure about a durable log means nothing without
 * it, and disks differ a hundredfold.
 */
final class DiskProbe {
  private static final int BLOCK_BYTES = 4096;
  private static final int MOST_BLOCKS = 10_000;
  private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private DiskProbe() {}

  /**
   * Appends blocks of 4 KiB to a new file in a folder for 200 ms, each made durable before the
   * next.
   *
   * @return blocks a second
   */
  static long durableWritesPerSecond(Path folder) throws IOException {
    Path file = Files.createTempFile(folder, "disk-probe-", "");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      long startNanos = System.nanoTime();
      long elapsedNanos = 0;
      int blocks = 0;
      while (elapsedNanos < PROBE_NANOS && blocks < MOST_BLOCKS) {
        channel.write(ByteBuffer.allocate(BLOCK_BYTES));
        channel.force(false);
        blocks++;
        elapsedNanos = System.nanoTime() - startNanos;
      }
      return blocks * TimeUnit.SECONDS.toNanos(1) / Math.max(1, elapsedNanos);
    } finally {
      Files.delete(file);
    }
  }
}
