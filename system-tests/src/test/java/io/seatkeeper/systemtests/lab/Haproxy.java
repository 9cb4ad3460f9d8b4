package io.seatkeeper.systemtests.lab;

import io.seatkeeper.server.cli.FreePort;
import io.seatkeeper.systemtests.RequiredProgram;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The real HAProxy in front of three nodes, with the configuration that operators get. */
public final class Haproxy implements AutoCloseable {
  private static final Path CONFIGURATION = Path.of("..", "deploy", "haproxy", "haproxy.cfg");
  private static final String HOST = "127.0.0.1";

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = FreePort.any();
  private final int figuresPort = FreePort.any();
  private final Path log;
  private final Process process;

  private Haproxy(Path log, List<URI> nodes, Map<String, String> settings) throws IOException {
    this.log = log;
    ProcessBuilder builder =
        new ProcessBuilder(
                RequiredProgram.haproxy().path().toString(), "-db", "-f", CONFIGURATION.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Map<String, String> environment = builder.environment();
    for (int node = 0; node < nodes.size(); node++) {
      URI url = nodes.get(node);
      environment.put("SEATKEEPER_N" + (node + 1), url.getHost() + ":" + url.getPort());
    }
    environment.put("SEATKEEPER_LB_BIND", HOST + ":" + port);
    environment.put("SEATKEEPER_LB_STATS", HOST + ":" + figuresPort);
    environment.put("SEATKEEPER_LB_CONNECTIONS", "500");
    environment.putAll(settings);
    this.process = builder.start();
  }

  /**
   * Starts it; skips the test where it is not installed.
   *
   * @param log the file that gets what it says
   * @param nodes three, which it knows as n1 to n3
   * @param settings more of what its configuration takes from the environment
   */
  public static Haproxy start(Path log, List<URI> nodes, Map<String, String> settings)
      throws IOException {
    return new Haproxy(log, nodes, settings);
  }

  /** Where clients reach it. */
  public int port() {
    return port;
  }

  /** Whether it listens; an error when it has ended. */
  public boolean listens() {
    if (!process.isAlive()) {
      throw new AssertionError("HAProxy has ended: " + said());
    }
    return !figures().isEmpty();
  }

  /** Whether a node is in this state, such as {@code UP} or {@code DOWN}. */
  public boolean isNode(String name, String state) {
    String series =
        "haproxy_server_status{proxy=\"nodes\",server=\"%s\",state=\"%s\"} 1"
            .formatted(name, state);
    return figures().lines().anyMatch(series::equals);
  }

  /** What it has said. */
  public String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Its figures for Prometheus; nothing when it does not answer. */
  private String figures() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + HOST + ":" + figuresPort + "/metrics"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    client.shutdownNow();
  }
}
