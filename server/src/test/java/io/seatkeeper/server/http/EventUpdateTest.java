package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event's rules, changed by several people. */
class EventUpdateTest {
  private static final int ROUNDS = 100;

  @TempDir Path directory;

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(directory);
    server.createEvent("show");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldLeaveWhatAnUpdateDoesNotName() {
    change("{\"name\":\"Gala\",\"settings\":{\"purchaseLimit\":4,\"maxHoldMillis\":60000}}");

    Response changed = change("{\"settings\":{\"objectsPerToken\":7}}");

    assertThat(changed.json()).containsEntry("name", "Gala");
    assertThat(settings(changed))
        .containsEntry("purchaseLimit", 4L)
        .containsEntry("objectsPerToken", 7L)
        .containsEntry("maxHoldMillis", 60_000L);
  }

  @Test
  void shouldKeepBothWhenTwoPeopleChangeDifferentRulesAtOnce() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long round = 1; round <= ROUNDS; round++) {
        String limit = "{\"settings\":{\"purchaseLimit\":" + round + "}}";
        String perToken = "{\"settings\":{\"objectsPerToken\":" + round + "}}";

        var one = CompletableFuture.supplyAsync(() -> change(limit), threads);
        var other = CompletableFuture.supplyAsync(() -> change(perToken), threads);

        assertThat(one.join().status()).isEqualTo(200);
        assertThat(other.join().status()).isEqualTo(200);
        assertThat(settings(server.get("/v1/events/show")))
            .containsEntry("purchaseLimit", round)
            .containsEntry("objectsPerToken", round);
      }
    }
  }

  private Response change(String body) {
    return server.patch("/v1/events/show", body);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> settings(Response event) {
    return (Map<String, Object>) event.json("settings");
  }
}
