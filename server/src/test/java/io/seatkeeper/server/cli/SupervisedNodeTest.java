package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.live.Until;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A lone node in a process of its own, kept running. */
@Timeout(240)
class SupervisedNodeTest {
  /** Two Java programs start, on a machine that has other things to do. */
  private static final Duration START = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void shouldServeAgainAfterItWasKilled() throws Exception {
    int port = FreePort.any();
    List<String> options =
        List.of("--data", folder.resolve("data").toString(), "--port", String.valueOf(port));
    URI url = URI.create("http://127.0.0.1:" + port);
    long second;
    try (HttpClient client = NodeHealth.client();
        Supervisor supervisor =
            Supervisor.start(
                "node", () -> NodeProcess.start(folder.resolve("log"), options), Backoff.NODE)) {
      awaitReady(client, url);
      long first = supervisor.kill();
      assertThat(first).isPositive();
      assertThat(ProcessHandle.of(first)).isEmpty();

      awaitReady(client, url);

      second = supervisor.status().pid();
      assertThat(second).isNotIn(0L, first);
      assertThat(NodeHealth.ask(client, url).shards())
          .singleElement()
          .matches(
              replica -> replica.leader() && replica.ready() && replica.shard().equals("main"));
    }
    assertThat(ProcessHandle.of(second).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static void awaitReady(HttpClient client, URI url) {
    Until.holds(
        "the node is ready",
        START,
        () -> {
          try {
            return NodeHealth.ask(client, url).ready();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
  }
}
