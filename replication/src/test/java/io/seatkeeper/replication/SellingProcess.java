package io.seatkeeper.replication;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.replication.KillTest.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A {@link KilledNode} in a process of its own, with what it has said so far. */
final class SellingProcess {
  private static final long POLL_NANOS = 200_000;

  private final Process process;
  private final Path log;
  private final Thread reader;
  private final Map<Integer, Boolean> acknowledged = new LinkedHashMap<>();
  private @Nullable State open;
  private @Nullable String broken;

  private SellingProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.reader = Thread.ofPlatform().name("selling output").daemon().start(this::read);
  }

  /**
   * Starts it.
   *
   * @param log the file that gets its standard error, added to
   */
  static SellingProcess start(Path directory, long seed, int round, Path log) throws IOException {
    return start(
        KilledNode.class,
        List.of(directory.toString(), String.valueOf(seed), String.valueOf(round)),
        log);
  }

  /** Starts another program that says the same. */
  static SellingProcess start(Class<?> program, List<String> arguments, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (option.startsWith("--")) {
        command.add(option);
      }
    }
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new SellingProcess(process, log);
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  private synchronized void note(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case KilledNode.OPEN -> open = new State(Long.parseLong(words[1]), Long.parseLong(words[2]));
      case KilledNode.BROKEN -> {
        if (broken != null) {
          throw new AssertionError("it broke twice");
        }
        broken = line;
      }
      case KilledNode.ACKNOWLEDGED ->
          acknowledged.put(Integer.valueOf(words[1]), words[2].equals(KilledNode.DONE));
      default -> throw new AssertionError("it said " + line);
    }
  }

  /** Waits until something holds, the process ends or the time is over. */
  void await(long millis, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (process.isAlive() && !condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** SIGKILL; returns when the process is gone and everything it said is known. */
  void kill() throws InterruptedException {
    boolean endedByItself = !process.isAlive();
    process.destroyForcibly();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      throw new AssertionError("process " + process.pid() + " does not end");
    }
    reader.join();
    if (endedByItself || broken != null) {
      throw new AssertionError(
          "it ended by itself with " + process.exitValue() + ": " + broken + "; see " + log);
    }
  }

  /** Waits until its node breaks and ends it; returns the line for the operator. */
  String awaitBroken() throws InterruptedException {
    if (!process.waitFor(Nodes.SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the process goes on; see " + log);
    }
    reader.join();
    String line = broken;
    if (process.exitValue() != KilledNode.BROKEN_EXIT_CODE || line == null) {
      throw new AssertionError("it ended with " + process.exitValue() + "; see " + log);
    }
    return line;
  }

  /** SIGKILL, whether it runs or not. */
  void end() {
    process.destroyForcibly();
  }

  /** The state its node said it was open with; null when it never was. */
  synchronized @Nullable State open() {
    return open;
  }

  /** The numbers of acknowledged requests, each with whether it was carried out. */
  synchronized Map<Integer, Boolean> acknowledged() {
    return new LinkedHashMap<>(acknowledged);
  }

  synchronized int acknowledgements() {
    return acknowledged.size();
  }
}
