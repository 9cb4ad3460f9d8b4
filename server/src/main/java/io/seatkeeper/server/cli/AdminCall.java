package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * This program's {@code admin} in a process of its own, on the same Java and class path.
 *
 * @param exitCode one of {@link ExitCode}
 * @param words what it said, on one line
 */
record AdminCall(int exitCode, String words) {
  private static final long MOST_SECONDS = 60;
  private static final int WORDS_TAIL = 5;

  /**
   * Runs it to its end.
   *
   * @param folder where its output is kept while it runs
   * @throws IOException when it cannot be started or does not end
   */
  static AdminCall run(Path folder, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(NodeProcess.javaCommand());
    command.add("admin");
    command.addAll(arguments);
    Path output = Files.createTempFile(folder, "admin-", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(
            "'admin " + arguments.getFirst() + "' did not end within " + MOST_SECONDS + " s.");
      }
      List<String> lines = Files.readAllLines(output, UTF_8);
      return new AdminCall(
          process.exitValue(),
          String.join(" ", lines.subList(Math.max(0, lines.size() - WORDS_TAIL), lines.size())));
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  boolean ok() {
    return exitCode == ExitCode.WELL;
  }
}
