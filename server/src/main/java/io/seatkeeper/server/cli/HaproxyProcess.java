package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An HAProxy that ends with this program, however this program ends: a shell beside it waits for
 * the end of a pipe that this program holds.
 */
final class HaproxyProcess implements Supervisor.Child {
  private static final String[] USUAL_FOLDERS = {"/usr/sbin", "/usr/local/sbin"};
  private static final long END_SECONDS = 5;
  private static final String SCRIPT =
      """
      exec 3<&0
      "$1" -db -f "$2" 3<&- &
      child=$!
      { read -r _ <&3; kill "$child"; } 2>/dev/null &
      watcher=$!
      trap 'kill "$child"' TERM
      # The first wait ends when the signal comes, the second one when the child has followed it.
      wait "$child"
      wait "$child"
      kill "$watcher" 2>/dev/null
      """;

  private final Process process;
  private final Path log;

  private HaproxyProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The program, where it is installed. */
  static Optional<Path> program() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of(USUAL_FOLDERS))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param log gets what it says, added to
   */
  static HaproxyProcess start(Path program, Path config, Path log) throws IOException {
    Process process =
        new ProcessBuilder(List.of("sh", "-c", SCRIPT, "sh", program.toString(), config.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    return new HaproxyProcess(process, log);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public CompletableFuture<?> ended() {
    return process.onExit();
  }

  @Override
  public String lastWords() {
    try {
      List<String> lines = Files.readAllLines(log, UTF_8);
      return lines.isEmpty() ? "" : lines.getLast();
    } catch (IOException e) {
      return "Its log " + log + " cannot be read: " + e.getMessage();
    }
  }

  @Override
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    if (!waitFor()) {
      kill();
    }
  }

  private boolean waitFor() {
    try {
      return process.waitFor(END_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
