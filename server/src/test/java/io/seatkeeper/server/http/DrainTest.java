package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.server.exchange.HttpBounds;
import io.seatkeeper.server.http.TestServer.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a node stops behind a load balancer. */
@Timeout(60)
class DrainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long DRAIN_MILLIS = 3_000;

  @TempDir private Path directory;

  @Test
  void shouldServeAllButItsReadinessForAWhileBeforeItStops() throws Exception {
    HttpBounds usual = HttpBounds.DEFAULT;
    HttpBounds draining =
        new HttpBounds(
            usual.requestsInProgress(),
            usual.bodyBytes(),
            usual.blockingRequests(),
            usual.bodyMillis(),
            usual.causalMillis(),
            DRAIN_MILLIS);
    try (TestServer node = TestServer.start(TestServer.config(directory).withBounds(draining))) {
      assertThat(node.get("/health/ready").status()).isEqualTo(200);
      long began = System.nanoTime();
      Thread stopping = Thread.ofPlatform().start(() -> node.server().close());

      Response ready = awaitNotReady(node);

      assertThat(ready.header("retry-after")).isEqualTo("1");
      assertThat(ready.json("ready")).isEqualTo(false);
      assertThat(node.get("/health/live").status()).isEqualTo(200);
      assertThat(node.token()).isNotEmpty();

      stopping.join(PATIENCE);
      assertThat(stopping.isAlive()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - began).toMillis())
          .isGreaterThanOrEqualTo(DRAIN_MILLIS);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), node.port()).close());
    }
  }

  private static Response awaitNotReady(TestServer node) {
    long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
    Response ready = node.get("/health/ready");
    while (ready.status() == 200) {
      assertThat(System.nanoTime()).as("not ready in time").isLessThan(deadlineNanos);
      LockSupport.parkNanos(1_000_000);
      ready = node.get("/health/ready");
    }
    assertThat(ready.status()).isEqualTo(503);
    return ready;
  }
}
