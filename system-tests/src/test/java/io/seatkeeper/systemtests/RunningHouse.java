package io.seatkeeper.systemtests;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.exchange.AllowedOrigins;
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
  private final AllowedOrigins origins;
  private final String publicKey;
  private final String secretKey;
  private volatile String broken = "";
  private SeatkeeperServer server;
  private int port;

  RunningHouse(Path dataDirectory, Mode mode) throws IOException {
    this(dataDirectory, mode, AllowedOrigins.ALL);
  }

  /** A house that only some origins' pages may ask. */
  RunningHouse(Path dataDirectory, Mode mode, AllowedOrigins origins) throws IOException {
    this.dataDirectory = dataDirectory;
    this.mode = mode;
    this.origins = origins;
    this.server = start(0);
    this.port = server.port();
    WorkspaceKeys fresh = server.freshKeys();
    if (fresh == null) {
      throw new IllegalStateException(dataDirectory + " was used before");
    }
    this.publicKey = fresh.publicKey();
    this.secretKey = fresh.secretKey();
    this.client = new ApiClient(URI.create(url("")), fresh.secretKey());
  }

  private SeatkeeperServer start(int onPort) throws IOException {
    return SeatkeeperServer.start(
        ServerConfig.in(dataDirectory, (line, _) -> broken = line)
            .onPort(onPort)
            .withOrigins(origins)
            .withWorkspace("house", mode));
  }

  /** The key for everything. */
  String secretKey() {
    return secretKey;
  }

  /** The key for browsers. */
  String publicKey() {
    return publicKey;
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

  /** Draws. */
  void importDrawing(String chart, byte[] drawing) {
    client.importDrawing(chart, drawing);
  }

  /** Puts another event on sale on a drawing that was used before. */
  void createEvent(String event, String chart, String name, String settings) {
    client.createEvent(event, chart, name, settings);
  }

  /** Posts with the secret key; single quotes stand for double ones. */
  String post(String path, String json) {
    return client.post(path, json);
  }

  /** Puts with the secret key; single quotes stand for double ones. */
  String put(String path, String json) {
    return client.put(path, json);
  }

  /** Reads with the secret key. */
  String get(String path) {
    return client.get(path);
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
