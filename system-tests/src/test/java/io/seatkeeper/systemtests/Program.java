package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.cli.NodeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The seatkeeper program in a process of its own, with all it says kept in two files. */
final class Program implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Path output;
  private final Path errors;

  private Program(Process process, Path output, Path errors) {
    this.process = process;
    this.output = output;
    this.errors = errors;
  }

  /** Starts it on this Java and class path; its output goes to files of a folder. */
  static Program start(Path folder, String... arguments) throws IOException {
    return run(NodeProcess.javaCommand(), folder, arguments);
  }

  /** Starts it by another command, such as the {@code seatkeeper} script. */
  static Program run(List<String> command, Path folder, String... arguments) throws IOException {
    Files.createDirectories(folder);
    Path output = folder.resolve("output");
    Path errors = folder.resolve("errors");
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(whole)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    return new Program(process, output, errors);
  }

  Process process() {
    return process;
  }

  /** What it has printed. */
  String output() {
    return read(output);
  }

  /** What it has printed to standard error. */
  String errors() {
    return read(errors);
  }

  /** Waits for something in its output; a program that has ended will not say it any more. */
  void awaitOutput(String what, Predicate<String> said) {
    Waiting.until(what, PATIENCE, () -> said.test(output()) || !process.isAlive());
    assertThat(output()).as("%s; errors: %s", what, errors()).matches(said);
  }

  /** Waits until a node answers; the line that says so. */
  String awaitReady() {
    awaitOutput("the node is ready", said -> said.contains(NodeProcess.READY));
    return output().lines().filter(line -> line.startsWith(NodeProcess.READY)).findFirst().get();
  }

  /** Types a key. */
  void press(char key) throws IOException {
    process.getOutputStream().write(key);
    process.getOutputStream().flush();
  }

  /** Asks it to end. */
  void stop() throws InterruptedException {
    process.destroy();
    awaitEnd(0);
  }

  /** Waits for its end and looks at its exit code. */
  void awaitEnd(int exitCode) throws InterruptedException {
    awaitEnd(exitCode, PATIENCE);
  }

  /** The same with other patience. */
  void awaitEnd(int exitCode, Duration patience) throws InterruptedException {
    assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)).as("it ends").isTrue();
    assertThat(process.exitValue()).as(output() + errors()).isEqualTo(exitCode);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Kills it and what it has started. */
  @Override
  public void close() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
