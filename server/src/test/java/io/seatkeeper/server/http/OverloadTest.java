package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.server.exchange.HttpBounds;
import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node whose log stands still while more and more is asked of it. */
@Isolated
class OverloadTest {
  private static final int QUEUE = 16;
  private static final int CALLERS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable TestServer server;

  @AfterEach
  void stop() {
    gate.countDown();
    if (server != null) {
      server.close();
    }
    threads.shutdownNow();
  }

  @Test
  void shouldRefuseAtOnceWhatTheQueueDoesNotTakeAndDoTheRestOnce() {
    TestServer busy = stalled(HttpBounds.DEFAULT);
    List<CompletableFuture<Response>> asked =
        IntStream.range(0, CALLERS).mapToObj(caller -> change(busy, caller)).toList();

    until(() -> answered(asked) >= CALLERS - QUEUE - 1);
    List<Response> refused =
        asked.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join).toList();
    assertThat(refused).hasSizeLessThan(CALLERS);
    assertThat(refused).allSatisfy(OverloadTest::assertOverloaded);
    assertThat(busy.shard().status().queuedCommands()).isLessThanOrEqualTo(QUEUE);

    gate.countDown();
    for (int caller = 0; caller < CALLERS; caller++) {
      Response answer = asked.get(caller).join();
      for (int retry = 0; retry < CALLERS && answer.code().equals("OVERLOADED"); retry++) {
        answer = change(busy, caller).join();
      }
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }
    assertThat(busy.get("/v1/events/show/audit?limit=1000&object=T1").list("items"))
        .hasSize(CALLERS + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/events/show",
        "/v1/events/show/objects",
        "/v1/events/show/objects/T1",
        "/v1/events/show/report",
        "/health/live",
        "/metrics"
      })
  void shouldGoOnReadingWhileTheLogStandsStill(String path) {
    TestServer busy = stalled(HttpBounds.DEFAULT);
    List<CompletableFuture<Response>> asked =
        IntStream.range(0, CALLERS).mapToObj(caller -> change(busy, caller)).toList();
    until(() -> answered(asked) >= CALLERS - QUEUE - 1);

    Response read = busy.get(path);

    assertThat(read.status()).isEqualTo(200);
    assertThat(answered(asked)).isLessThan(CALLERS);
  }

  @Test
  void shouldRefuseMoreRequestsThanItKeepsInMind() {
    HttpBounds few = new HttpBounds(4, 1 << 20, 4, 30_000, 2000, 0);
    TestServer busy = stalled(few);
    List<CompletableFuture<Response>> asked =
        IntStream.range(0, CALLERS).mapToObj(caller -> change(busy, caller)).toList();

    until(() -> answered(asked) >= CALLERS - 4);

    assertThat(asked.stream().filter(CompletableFuture::isDone).map(CompletableFuture::join))
        .allSatisfy(OverloadTest::assertOverloaded);
    assertOverloaded(busy.get("/v1/events/show"));
  }

  /** A node with a short queue whose log stands still behind its first change. */
  private TestServer stalled(HttpBounds bounds) {
    NodeConfig node =
        NodeConfig.in(directory)
            .withBatching(new Batching(QUEUE, 1 << 20, 64 * 1024, 1, PATIENCE.toMillis()));
    TestServer started =
        TestServer.start(TestServer.config(directory).withNode(node).withBounds(bounds));
    server = started;
    started.createEvent("show");
    var _ = started.shard().subscribe((_, _, _, _) -> awaitGate());
    var _ = change(started, CALLERS);
    until(() -> started.shard().status().entriesInFlight() == 1);
    return started;
  }

  private void awaitGate() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Response> change(TestServer server, int caller) {
    return CompletableFuture.supplyAsync(
        () ->
            server.send(
                "POST",
                "/v1/events/show/status-changes",
                server.secretKey(),
                "{\"objects\":[\"T1\"],\"status\":\"by-" + caller + "\"}",
                Map.of("Idempotency-Key", "caller-" + caller)),
        threads);
  }

  private static long answered(List<CompletableFuture<Response>> asked) {
    return asked.stream().filter(CompletableFuture::isDone).count();
  }

  private static void assertOverloaded(Response response) {
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.code()).isEqualTo("OVERLOADED");
    assertThat(Integer.parseInt(response.header("Retry-After"))).isPositive();
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }
}
