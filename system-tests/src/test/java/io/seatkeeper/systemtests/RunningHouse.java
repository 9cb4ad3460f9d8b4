package io.seatkeeper.systemtests;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.http.SeatkeeperServer;
import io.seatkeeper.server.http.ServerConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A real node on a free port, with one workspace, for tests that talk HTTP to it. */
final class RunningHouse implements AutoCloseable {
  private final Path dataDirectory;
  private final Mode mode;
  private final ApiClient client;
  private volatile String broken = "";
  private SeatkeeperServer server;
  private int port;

  RunningHouse(Path dataDirectory, Mode mode) throws IOException {
    this.dataDirectory = dataDirectory;
    this.mode = mode;
    this.server = start(0);
    this.port = server.port();
    WorkspaceKeys fresh = server.freshKeys();
    if (fresh == null) {
      throw new IllegalStateException(dataDirectory + " was used before");
    }
    this.client = new ApiClient(URI.create(url("")), fresh.secretKey());
  }

  private SeatkeeperServer start(int onPort) throws IOException {
    return SeatkeeperServer.start(
        ServerConfig.in(dataDirectory, (line, _) -> broken = line)
            .onPort(onPort)
            .withWorkspace("house", mode));
  }

  String url(String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** Stops the node; its port stays reserved in name only. */
  void stop() {
    server.close();
  }

  /** Starts the node again on the same port, from what it has on disk. */
  void startAgain() throws IOException {
    server = start(port);
  }

  /** Draws, and puts on sale. */
  void putOnSale(String event, String name, byte[] drawing, String settings) {
    client.putOnSale(event, name, drawing, settings);
  }

  /** Posts with the secret key; single quotes stand for double ones. */
  String post(String path, String json) {
    return client.post(path, json);
  }

  @Override
  public void close() {
    server.close();
    client.close();
    if (!broken.isEmpty()) {
      throw new AssertionError("the node broke: " + broken);
    }
  }
}
