package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.problem.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the box office shows of an event: figures, and what is set aside. */
class FiguresTest {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(15).toNanos();

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

  private Response figures() {
    return server.get("/v1/events/show/figures");
  }

  private void update(String updates) {
    Response updated = server.patch("/v1/events/show/objects", "{\"updates\":[" + updates + "]}");
    assertThat(updated.status()).as(updated.body()).isEqualTo(200);
  }

  @Test
  void shouldCountEveryPlaceOnce() {
    String token = server.token();
    server.post(
        "/v1/events/show/holds",
        "{\"holdToken\":\"%s\",\"objects\":[\"Stalls-A-1\",{\"label\":\"Floor\",\"quantity\":3}]}"
            .formatted(token));
    server.post(
        "/v1/events/show/bookings",
        "{\"objects\":[\"T1\",\"Stalls-A-2\",{\"label\":\"Floor\",\"quantity\":2}]}");
    server.post(
        "/v1/events/show/status-changes", "{\"objects\":[\"Stalls-A-3\"],\"status\":\"guests\"}");
    update("{\"label\":\"Stalls-A-4\",\"blockReason\":\"camera\"}");
    update("{\"label\":\"Stalls-A-5\",\"forSale\":false}");

    assertThat(figures().json())
        .containsEntry("seats", (long) TestVenue.SEATS)
        .containsEntry("held", 4L)
        .containsEntry("booked", 4L)
        .containsEntry("other", 1L)
        .containsEntry("blocked", 1L)
        .containsEntry("notForSale", 1L)
        .containsEntry("free", (long) TestVenue.SEATS - 11);
  }

  @Test
  void shouldShowAFreeEventsMoney() {
    assertThat(figures().json("money"))
        .isEqualTo(
            Map.of(
                "currency", "",
                "currencyDigits", 0L,
                "open", 0L,
                "authorised", 0L,
                "captured", 0L,
                "refundDue", 0L,
                "refunded", 0L));
  }

  @Test
  void shouldShowHowTheSaleWent() {
    server.post(
        "/v1/events/show/bookings",
        "{\"objects\":[\"Stalls-A-1\",{\"label\":\"Floor\",\"quantity\":4}]}");
    server.post("/v1/events/show/bookings", "{\"objects\":[\"Stalls-A-1\"]}");

    awaitSum("sold", 5);
    awaitSum("attempts", 2);
    awaitSum("refusals", 1);
    assertThat(series("sold")).hasSize(600);
  }

  /** A second is shown when it is over. */
  private void awaitSum(String name, long sum) {
    long beganNanos = System.nanoTime();
    long found = -1;
    while (found != sum && System.nanoTime() - beganNanos < PATIENCE_NANOS) {
      found = series(name).stream().mapToLong(count -> ((Number) count).longValue()).sum();
    }
    assertThat(found).as(name).isEqualTo(sum);
  }

  private List<?> series(String name) {
    Map<?, ?> series = (Map<?, ?>) figures().json("series");
    return (List<?>) Objects.requireNonNull(series.get(name));
  }

  @Test
  void shouldShowWhatIsSetAside() {
    update("{\"label\":\"Stalls-A-4\",\"blockReason\":\"camera\"}");
    update("{\"label\":\"Stalls-B-1\",\"channel\":\"fans\"}");
    update("{\"label\":\"Floor\",\"channelCapacities\":[{\"channel\":\"fans\",\"capacity\":4}]}");

    Response plan = server.get("/v1/events/show/plan");

    assertThat(plan.list("channels"))
        .containsExactly(Map.of("channel", "fans", "labels", List.of("Stalls-B-1")));
    assertThat(plan.list("blocks"))
        .containsExactly(Map.of("reason", "camera", "labels", List.of("Stalls-A-4")));
    assertThat(plan.list("areas").toString()).contains("Floor", "fans", "capacity=4");
  }

  @Test
  void shouldNeedTheSecretKey() {
    for (String path : List.of("/v1/events/show/figures", "/v1/events/show/plan")) {
      Response refused = server.send("GET", path, server.publicKey(), null, Map.of());

      assertThat(refused.code()).isEqualTo(ProblemCode.SECRET_KEY_NEEDED.name());
    }
  }

  @Test
  void shouldKnowNoOtherEvent() {
    assertThat(server.get("/v1/events/nowhere/figures").code()).isEqualTo("EVENT_UNKNOWN");
    assertThat(server.get("/v1/events/nowhere/plan").code()).isEqualTo("EVENT_UNKNOWN");
  }
}
