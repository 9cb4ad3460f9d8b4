package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shops and fans read of a sale, over HTTP. */
class ReadsTest {
  private static final String EVENT = "/v1/events/show";
  private static final String ORDER = "o-1";

  @TempDir static Path directory;

  private static TestServer server;
  private static Response booked;

  @BeforeAll
  static void sellSome() {
    server = TestServer.start(directory);
    server.createEvent("show");
    String token = server.token();
    server.post(
        EVENT + "/holds",
        "{\"holdToken\":\"%s\",\"objects\":[\"Stalls-A-1\",{\"label\":\"Floor\",\"quantity\":4}]}"
            .formatted(token));
    booked =
        server.post(
            EVENT + "/bookings",
            "{\"order\":\"" + ORDER + "\",\"objects\":[\"Stalls-B-1\",\"T1\"]}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldSumTheEventUp() {
    Response report = server.get(EVENT + "/report");

    assertThat(report.status()).isEqualTo(200);
    assertThat(row(report, "byStatus", "booked")).containsEntry("objects", 2L);
    assertThat(row(report, "byStatus", "booked")).containsEntry("people", 5L);
    assertThat(row(report, "byStatus", "held")).containsEntry("people", 5L);
    assertThat(row(report, "byCategory", "1")).containsEntry("free", 7L).containsEntry("held", 1L);
    assertThat(row(report, "bySection", "Stalls"))
        .containsEntry("objects", 17L)
        .containsEntry("booked", 1L);
    assertThat(row(report, "byChannel", "")).containsEntry("objects", (long) TestVenue.OBJECTS);
  }

  @Test
  void shouldKeepATrailOfEveryChange() {
    Response all = server.get(EVENT + "/audit");
    Response firstPage = server.get(EVENT + "/audit?limit=2");
    Response secondPage = server.get(EVENT + "/audit?limit=2&after=" + firstPage.number("next"));
    Response ofSeat = server.get(EVENT + "/audit?object=Stalls-B-1&order=newest");

    assertThat(whats(all)).containsExactly("event-created", "held", "held", "booked", "booked");
    assertThat(whats(firstPage)).containsExactly("event-created", "held");
    assertThat(whats(secondPage)).containsExactly("held", "booked");
    assertThat(ofSeat.list("items")).hasSize(1).asString().contains("order=" + ORDER);
  }

  @Test
  void shouldAnswerTheMapOnceAndThenSayThatNothingIsNew() {
    String seen = booked.header("Seatkeeper-Token");

    Response map = server.get(EVENT + "/objects?after=" + seen);
    Response unchanged = mapUnless(map.header("ETag"));
    Response other = mapUnless("\"something-else\"");

    assertThat(map.status()).isEqualTo(200);
    assertThat(map.list("statuses")).startsWith("free", "held", "booked");
    assertThat(Base64.getDecoder().decode((String) map.json("objects"))).hasSize(TestVenue.OBJECTS);
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    assertThat(unchanged.header("ETag")).isEqualTo(map.header("ETag"));
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void shouldChangeTheMapsTagWithTheMap() {
    server.createEvent("moving");
    String map = "/v1/events/moving/objects";
    String before = server.get(map).header("ETag");

    Response sold = server.post("/v1/events/moving/bookings", "{\"objects\":[\"T1\"]}");
    String after = sold.header("Seatkeeper-Token");

    assertThat(
            server
                .send(
                    "GET",
                    map,
                    null,
                    null,
                    Map.of("If-None-Match", before, "Seatkeeper-Token", after))
                .status())
        .isEqualTo(200);
  }

  @Test
  void shouldAnswerTheDrawingOnceAndThenSayThatNothingIsNew() {
    Response drawing = server.send("GET", EVENT + "/chart", null, null, Map.of());

    Response unchanged =
        server.send(
            "GET", EVENT + "/chart", null, null, Map.of("If-None-Match", drawing.header("ETag")));

    assertThat(drawing.status()).isEqualTo(200);
    assertThat(drawing.list("labels")).hasSize(TestVenue.OBJECTS).contains("Stalls-A-1", "Floor");
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
  }

  @Test
  void shouldTellTheShopMoreThanTheFans() {
    String path = EVENT + "/objects/Stalls-B-1";

    Response toShop = server.get(path);
    Response toFans = server.send("GET", path, server.publicKey(), null, Map.of());
    Response toAnyone = server.send("GET", path, null, null, Map.of());

    assertThat(toShop.json()).containsEntry("status", "booked").containsEntry("order", ORDER);
    assertThat(toFans.json()).containsEntry("status", "booked").doesNotContainKey("order");
    assertThat(toAnyone.json()).isEqualTo(toFans.json());
  }

  @Test
  void shouldListWhoHasWhatPageByPage() {
    Response all = server.get(EVENT + "/owners");
    Response first = server.get(EVENT + "/owners?limit=1");
    Response second = server.get(EVENT + "/owners?after=" + first.number("next"));

    assertThat(all.list("items")).hasSize(4);
    assertThat(all.json()).doesNotContainKey("next");
    assertThat(first.list("items")).hasSize(1);
    assertThat(second.list("items")).hasSize(3);
  }

  @Test
  void shouldListEventsPageByPage() {
    server.createEvent("show.second");

    Response first = server.get("/v1/events?limit=1");
    Response rest = server.get("/v1/events?limit=1000&after=" + first.json("next"));

    assertThat(first.list("items")).hasSize(1);
    assertThat(rest.list("items")).asString().contains("show.second");
    assertThat(rest.json()).doesNotContainKey("next");
  }

  @Test
  void shouldShowACallerWhatItHasJustDone() {
    server.createEvent("causal");
    String event = "/v1/events/causal";
    for (int turn = 0; turn < 50; turn++) {
      String sale = "{\"order\":\"o-" + turn + "\",\"objects\":[\"T1\"]}";

      String seen = server.post(event + "/bookings", sale).header("Seatkeeper-Token");
      Response read = server.get(event + "/objects/T1?after=" + seen);
      server.post(event + "/releases", sale);

      assertThat(read.json()).containsEntry("order", "o-" + turn);
    }
  }

  @Test
  void shouldRefuseCausalTokensOfOtherHistories() {
    String own = booked.header("Seatkeeper-Token");
    String other = "1" + own.substring(own.indexOf('.'));

    Response foreign = server.get(EVENT + "?after=" + other);
    Response malformed = server.get(EVENT + "?after=yesterday");

    assertThat(foreign.status()).isEqualTo(409);
    assertThat(foreign.code()).isEqualTo("CAUSAL_TOKEN_FOREIGN");
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.code()).isEqualTo("CAUSAL_TOKEN_INVALID");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready", "/metrics", "/openapi.json", "/docs"})
  void shouldSayHowTheNodeIsToAnyone(String path) {
    Response response = server.send("GET", path, null, null, Map.of());

    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isNotEmpty();
  }

  private static Response mapUnless(String tag) {
    return server.send("GET", EVENT + "/objects", null, null, Map.of("If-None-Match", tag));
  }

  private static List<String> whats(Response audit) {
    return audit.list("items").stream()
        .map(item -> String.valueOf(((Map<?, ?>) item).get("what")))
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> row(Response report, String table, String key) {
    return Objects.requireNonNull(((Map<String, Map<String, Object>>) report.json(table)).get(key));
  }
}
