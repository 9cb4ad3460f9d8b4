package io.seatkeeper.systemtests.lab;

import io.seatkeeper.server.cli.NodeProcess.Surroundings;
import io.seatkeeper.systemtests.RequiredProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The wall clock of one process, which a test steps and lets drift; its monotonic clock stays real.
 *
 * <p>Works by libfaketime, which reads an offset from a file at each look at the clock. A drift is
 * many small steps: libfaketime's own rates ({@code x1.1}) make a JVM's timed waits spin for ever.
 */
public final class ClockLab implements AutoCloseable {
  private static final String LIBRARY = "libfaketimeMT.so.1";
  private static final long STEP_MILLIS = 20;
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Path library;
  private final Path control;
  private final ScheduledExecutorService drifting =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("drifting clock").daemon().factory());
  private long offsetMillis;
  private long permille;
  private long anchorNanos = System.nanoTime();

  private ClockLab(Path library, Path control) {
    this.library = library;
    this.control = control;
    write();
    var _ =
        drifting.scheduleAtFixedRate(
            this::advance, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  /**
   * A clock that is right so far; skips the test where the machine has no libfaketime.
   *
   * @param folder where its control file lies; one for each clock
   */
  public static ClockLab open(Path folder) throws IOException {
    Path library = library();
    Files.createDirectories(folder);
    return new ClockLab(library, folder.resolve("clock"));
  }

  /** What a process must be started in to have this clock. */
  public Surroundings surroundings() {
    return new Surroundings(List.of(), environment());
  }

  /** The environment of a process with this clock. */
  public Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", control.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0");
  }

  /** Sets the clock forward, or back by a negative duration, at once. */
  public synchronized void step(Duration by) {
    settle();
    offsetMillis += by.toMillis();
    write();
  }

  /**
   * Lets the clock run fast from now on, or slow with a negative rate.
   *
   * @param permille what it gains in 1,000 units of time
   */
  public synchronized void drift(long permille) {
    settle();
    this.permille = permille;
  }

  /** Sets the clock right, and lets it run right. */
  public synchronized void restore() {
    permille = 0;
    offsetMillis = 0;
    write();
  }

  /** How far the clock is ahead of the machine's. */
  public synchronized Duration offset() {
    settle();
    return Duration.ofMillis(offsetMillis);
  }

  private synchronized void advance() {
    if (permille != 0) {
      settle();
      write();
    }
  }

  private void settle() {
    long now = System.nanoTime();
    long gained = (now - anchorNanos) / NANOS_PER_MILLI * permille / 1000;
    if (permille == 0) {
      anchorNanos = now;
    } else if (gained != 0) {
      offsetMillis += gained;
      anchorNanos += gained * 1000 / permille * NANOS_PER_MILLI;
    }
  }

  /** By renaming: a process that looks meanwhile sees the old file or the new one, whole. */
  private void write() {
    String text =
        String.format(
            Locale.ROOT,
            "%s%d.%03d%n",
            offsetMillis < 0 ? "-" : "+",
            Math.abs(offsetMillis) / 1000,
            Math.abs(offsetMillis) % 1000);
    Path fresh = control.resolveSibling("clock.new");
    try {
      Files.writeString(fresh, text);
      Files.move(
          fresh, control, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path library() throws IOException {
    RequiredProgram faketime = RequiredProgram.faketime();
    faketime.path();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/usr/lib"))) {
      for (Path folder : folders) {
        Path library = folder.resolve("faketime").resolve(LIBRARY);
        if (Files.isReadable(library)) {
          return library;
        }
      }
    }
    throw faketime.missing("there is no /usr/lib/*/faketime/" + LIBRARY);
  }

  /** Leaves the clock as it is. */
  @Override
  public void close() {
    drifting.shutdownNow();
  }
}
