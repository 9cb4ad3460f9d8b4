package io.seatkeeper.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where a sale stands, told to everybody who watches, over real connections. */
@Timeout(60)
class SaleFeedTest {
  @TempDir static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
    server.createEvent("house-is-there");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldTellEveryWatcherOfAPauseAtOnce() throws Exception {
    server.createEvent("paused");
    List<Watching> watchers = new ArrayList<>();
    try {
      for (int watcher = 0; watcher < 20; watcher++) {
        watchers.add(new Watching("paused"));
      }
      for (Watching each : watchers) {
        assertThat(each.nextSale()).containsEntry("state", "on-sale");
      }

      Instant asked = Instant.now();
      put("paused", "state", "{\"state\":\"paused\"}");

      for (Watching each : watchers) {
        assertThat(each.nextSale()).containsEntry("state", "paused");
      }
      assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(2));
    } finally {
      for (Watching each : watchers) {
        each.close();
      }
    }
  }

  @Test
  void shouldTellWhenASaleIsAnnouncedAndWhenItOpensByItself() throws Exception {
    server.post("/v1/events", "{\"key\":\"opening\",\"chart\":\"house\",\"draft\":true}");
    try (Watching watching = new Watching("opening")) {
      assertThat(watching.nextSale()).containsEntry("state", "draft");
      Instant opening = Instant.now().plusMillis(600);

      put("opening", "schedule", "{\"onSaleAt\":\"" + opening + "\"}");
      Map<String, Object> announced = watching.nextSale();
      Map<String, Object> opened = watching.nextSale();

      assertThat(announced).containsEntry("state", "scheduled").containsEntry("opened", false);
      assertThat(announced.get("opensInMillis")).isInstanceOf(Long.class);
      assertThat(opened)
          .containsEntry("state", "on-sale")
          .containsEntry("opened", true)
          .containsEntry("opensInMillis", null);
      assertThat(Duration.between(opening, Instant.now())).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void shouldTellWatchersWhatTicketsCostWhenThatHasChanged() throws Exception {
    server.createEvent("priced");
    try (Watching watching = new Watching("priced")) {
      assertThat(watching.nextSale()).containsEntry("state", "on-sale");
      String path = "/v1/events/priced/prices";

      Response set = server.send("PUT", path, server.secretKey(), TestShop.PRICES, Map.of());

      assertThat(watching.next("prices")).isEqualTo(set.json());
    }
  }

  private static void put(String event, String what, String body) {
    Response done =
        server.send(
            "PUT", "/v1/events/" + event + "/sale/" + what, server.secretKey(), body, Map.of());
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  /** A connection that reads the feed. */
  private static final class Watching implements AutoCloseable {
    private final HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BufferedReader lines;

    Watching(String event) throws IOException, InterruptedException {
      URI feed =
          URI.create("http://localhost:" + server.port() + "/v1/events/" + event + "/changes");
      HttpRequest request = HttpRequest.newBuilder(feed).build();
      lines =
          new BufferedReader(
              new InputStreamReader(
                  client.send(request, BodyHandlers.ofInputStream()).body(), UTF_8));
    }

    /** The next message about the sale. */
    Map<String, Object> nextSale() throws IOException {
      return next("sale");
    }

    /** The next message that is called so. */
    @SuppressWarnings("unchecked")
    Map<String, Object> next(String name) throws IOException {
      String line = line();
      while (!line.equals("event: " + name)) {
        line = line();
      }
      String data = line().substring("data: ".length());
      return (Map<String, Object>) Objects.requireNonNull(Json.type(Object.class).fromJson(data));
    }

    private String line() throws IOException {
      return Objects.requireNonNull(lines.readLine(), "the feed ended");
    }

    @Override
    public void close() throws IOException {
      lines.close();
      client.shutdownNow();
    }
  }
}
