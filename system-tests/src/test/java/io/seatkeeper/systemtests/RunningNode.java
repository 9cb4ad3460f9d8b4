package io.seatkeeper.systemtests;

import io.seatkeeper.server.cli.FreePort;
import io.seatkeeper.server.cli.NodeProcess;
import io.seatkeeper.server.cli.NodeProcess.Surroundings;
import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.OnSaleOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A node in a process of its own, which tests kill and start again on the same data and port. */
final class RunningNode implements AutoCloseable {
  private final Path folder;
  private final Surroundings surroundings;
  private final List<String> options;
  private final int port = FreePort.any();
  private NodeProcess process;

  private RunningNode(Path folder, Surroundings surroundings, List<String> options)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.surroundings = surroundings;
    this.options = options;
    Files.createDirectories(folder);
    this.process = launch();
  }

  /** Starts a node whose data lie in a folder under {@code data}. */
  static RunningNode start(Path folder) throws IOException, InterruptedException {
    return start(folder, Surroundings.NONE);
  }

  /** The same in other surroundings, with more options of {@code serve}. */
  static RunningNode start(Path folder, Surroundings surroundings, String... options)
      throws IOException, InterruptedException {
    return new RunningNode(folder, surroundings, List.of(options));
  }

  private NodeProcess launch() throws IOException, InterruptedException {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--data", folder.resolve("data").toString(),
                "--port", String.valueOf(port),
                "--keys-file", folder.resolve("keys").toString()));
    all.addAll(options);
    return NodeProcess.start(folder.resolve("node.log"), surroundings, all);
  }

  URI url() {
    return process.url();
  }

  NodeProcess process() {
    return process;
  }

  /** The secret key that the first start wrote down. */
  String secretKey() throws IOException {
    return Files.readAllLines(folder.resolve("keys")).stream()
        .filter(line -> line.startsWith("secret: "))
        .map(line -> line.substring("secret: ".length()))
        .findFirst()
        .orElseThrow();
  }

  /** Puts a house on sale. */
  void createEvent(String event, TestHouse house)
      throws IOException, OnSaleException, InterruptedException {
    try (EventSetup setup = new EventSetup(url(), secretKey())) {
      setup.importDrawing("house", house.drawing());
      setup.createEvent(event, "house", "Test night");
    }
  }

  /** A sale of that event, paced to take so many seconds, or as fast as possible with 0. */
  OnSaleOptions sale(String event, int fans, long paceSeconds) throws IOException {
    return new OnSaleOptions(url(), event, secretKey(), fans, 240, paceSeconds, 64, 1, null);
  }

  /** SIGKILL, by process id; then the same node again. */
  void killAndRestart() throws IOException, InterruptedException {
    process.kill();
    startAgain();
  }

  /** Starts a node that has ended on what it has on disk, and waits until it answers. */
  void startAgain() throws IOException, InterruptedException {
    process = launch();
  }

  @Override
  public void close() {
    process.close();
  }
}
