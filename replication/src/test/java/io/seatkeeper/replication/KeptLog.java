package io.seatkeeper.replication;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** A data directory that has every log file its origin ever closed, and nothing else. */
final class KeptLog {
  private static final List<String> OF_THE_DIRECTORY = List.of("node.id", "version", "marker");

  private final Path directory;

  KeptLog(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /**
   * Adds the log files that a node closed when it started.
   *
   * @param killed the origin before that start
   * @param started the same after it
   */
  void add(Path killed, Path started) {
    for (String name : OF_THE_DIRECTORY) {
      copy(killed.resolve(name), directory.resolve(name));
    }
    for (Path file : Nodes.files(started.resolve("raft"), "raft-meta.*|log_\\d+-\\d+")) {
      copy(file, directory.resolve(started.relativize(file).toString()));
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.createDirectories(to.resolveSibling("."));
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
