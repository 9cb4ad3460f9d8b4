package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stories of a sale, told to a real node over HTTP. */
class SaleTest {
  @TempDir static Path directory;

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void shouldImportADrawingAsTheNextVersionOfItsChart() {
    Response first = server.post("/v1/charts/theatre", TestVenue.DRAWING);
    Response second = server.post("/v1/charts/theatre", TestVenue.DRAWING);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json()).containsEntry("chart", "theatre").containsEntry("name", "House");
    assertThat(first.number("version")).isEqualTo(1);
    assertThat(first.number("objects")).isEqualTo(TestVenue.OBJECTS);
    assertThat(first.number("seats")).isEqualTo(TestVenue.SEATS);
    assertThat(second.number("version")).isEqualTo(2);
    assertThat(server.get("/v1/charts/theatre").number("version")).isEqualTo(2);
    assertThat(server.get("/v1/charts").list("items")).isNotEmpty();
  }

  @Test
  void shouldSayWhereADrawingIsFaulty() {
    String twins = TestVenue.DRAWING.replace("\"label\":\"A\"", "\"label\":\"B\"");

    Response refused = server.post("/v1/charts/twins", twins);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("CHART_FAULTY");
    assertThat(refused.list("faults")).isNotEmpty();
    assertThat(refused.body()).contains("\"place\":").contains("\"message\":");
    assertThat(server.get("/v1/charts/twins").code()).isEqualTo("CHART_UNKNOWN");
  }

  @Test
  void shouldPutAnEventOnSaleChangeItAndTakeItAway() {
    server.createEvent("opening");

    Response created = server.get("/v1/events/opening");
    Response renamed = server.patch("/v1/events/opening", "{\"name\":\"Première\"}");
    Response deleted = server.delete("/v1/events/opening");

    assertThat(created.json())
        .containsEntry("key", "opening")
        .containsEntry("group", "opening")
        .containsEntry("mode", "test")
        .containsEntry("fenced", false);
    assertThat(created.number("objects")).isEqualTo(TestVenue.OBJECTS);
    assertThat(renamed.status()).isEqualTo(200);
    assertThat(renamed.json()).containsEntry("name", "Première");
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(server.get("/v1/events/opening").status()).isEqualTo(404);
    assertThat(server.delete("/v1/events/opening").code()).isEqualTo("EVENT_UNKNOWN");
  }

  @Test
  void shouldHoldChosenSeatsAndSellThemToTheirHolderOnly() {
    server.createEvent("chosen");
    String mine = server.token();
    String yours = server.token();
    hold("chosen", yours, "\"objects\":[\"Stalls-B-1\"]");

    Response held = hold("chosen", mine, "\"objects\":[\"Stalls-A-1\",\"Stalls-A-2\",\"T1\"]");
    Response tooLate = hold("chosen", yours, "\"objects\":[\"Stalls-A-3\",\"Stalls-A-2\"]");
    Response stolen = book("chosen", "\"holdToken\":\"%s\"".formatted(yours), "Stalls-A-1");
    Response booked =
        book("chosen", "\"holdToken\":\"%s\",\"order\":\"o-1\"".formatted(mine), "Stalls-A-1");

    assertThat(held.status()).isEqualTo(201);
    assertThat(held.json()).containsEntry("holdToken", mine);
    assertThat(held.number("remainingMillis")).isBetween(1L, 900_000L);
    assertThat(held.list("objects")).hasSize(3);
    assertThat(held.header("Seatkeeper-Token")).isNotEmpty();
    assertThat(tooLate.status()).isEqualTo(409);
    assertThat(tooLate.code()).isEqualTo("OBJECT_NOT_FREE");
    assertThat(tooLate.list("objects")).containsExactly("Stalls-A-2");
    assertThat(status("chosen", "Stalls-A-3")).isEqualTo("free");
    assertThat(stolen.code()).isEqualTo("NOT_HELD_BY_TOKEN");
    assertThat(booked.status()).isEqualTo(201);
    assertThat(booked.json()).containsEntry("order", "o-1");
    assertThat(status("chosen", "Stalls-A-1")).isEqualTo("booked");
    assertThat(status("chosen", "Stalls-A-2")).isEqualTo("held");
  }

  @Test
  void shouldShowATokenWhatItHoldsAndFreeItWhenItEnds() {
    server.createEvent("token");
    String token = server.token();
    hold("token", token, "\"objects\":[\"Stalls-A-1\",{\"label\":\"Floor\",\"quantity\":3}]");

    Response shown = server.get("/v1/hold-tokens/" + token);
    Response ended = server.delete("/v1/hold-tokens/" + token);
    Response afterwards = hold("token", token, "\"objects\":[\"Stalls-A-2\"]");

    assertThat(shown.list("objects")).hasSize(2);
    assertThat(shown.number("remainingMillis")).isPositive();
    assertThat(ended.status()).isEqualTo(204);
    assertThat(status("token", "Stalls-A-1")).isEqualTo("free");
    assertThat(area("token")).containsEntry("held", 0L).containsEntry("free", 10L);
    assertThat(afterwards.status()).isEqualTo(410);
    assertThat(afterwards.code()).isEqualTo("TOKEN_EXPIRED");
    assertThat(server.get("/v1/hold-tokens/" + token).code()).isEqualTo("TOKEN_EXPIRED");
  }

  @Test
  void shouldChooseTheBestNeighboursItself() {
    server.createEvent("best");
    String token = server.token();

    Response held = hold("best", token, "\"bestAvailable\":{\"count\":3,\"categories\":[\"1\"]}");
    Response tooMany = hold("best", token, "\"bestAvailable\":{\"count\":20}");

    assertThat(held.status()).isEqualTo(201);
    assertThat(held.list("objects")).hasSize(3).asString().contains("Stalls-A-5");
    assertThat(tooMany.status()).isEqualTo(409);
    assertThat(tooMany.code()).isEqualTo("NO_BEST_AVAILABLE");
  }

  @Test
  void shouldCountPlacesInAnAreaAndNeverSellMoreThanThereAre() {
    server.createEvent("floor");
    String mine = server.token();
    String yours = server.token();

    Response held = hold("floor", mine, "\"objects\":[{\"label\":\"Floor\",\"quantity\":7}]");
    Response tooMany = hold("floor", yours, "\"objects\":[{\"label\":\"Floor\",\"quantity\":4}]");
    Response rest = hold("floor", yours, "\"objects\":[{\"label\":\"Floor\",\"quantity\":3}]");
    Response booked =
        server.post(
            "/v1/events/floor/bookings",
            "{\"holdToken\":\"%s\",\"objects\":[{\"label\":\"Floor\",\"quantity\":5}]}"
                .formatted(mine));

    assertThat(held.status()).isEqualTo(201);
    assertThat(tooMany.status()).isEqualTo(409);
    assertThat(tooMany.code()).isEqualTo("AREA_FULL");
    assertThat(rest.status()).isEqualTo(201);
    assertThat(booked.status()).isEqualTo(201);
    assertThat(area("floor"))
        .containsEntry("capacity", 10L)
        .containsEntry("held", 5L)
        .containsEntry("booked", 5L)
        .containsEntry("free", 0L);
  }

  @Test
  void shouldFreeWhatIsReleased() {
    server.createEvent("back");
    String token = server.token();
    hold("back", token, "\"objects\":[\"Stalls-A-1\"]");
    book("back", "\"order\":\"o-7\"", "Stalls-B-1");

    Response ofToken =
        server.post(
            "/v1/events/back/releases",
            "{\"holdToken\":\"%s\",\"objects\":[\"Stalls-A-1\"]}".formatted(token),
            server.publicKey());
    Response ofWrongOrder =
        server.post("/v1/events/back/releases", "{\"order\":\"o-8\",\"objects\":[\"Stalls-B-1\"]}");
    Response ofOrder =
        server.post("/v1/events/back/releases", "{\"order\":\"o-7\",\"objects\":[\"Stalls-B-1\"]}");
    Response again = server.post("/v1/events/back/releases", "{\"objects\":[\"Stalls-B-1\"]}");

    assertThat(ofToken.number("released")).isEqualTo(1);
    assertThat(ofWrongOrder.code()).isEqualTo("NOT_BOOKED_BY_ORDER");
    assertThat(ofOrder.number("released")).isEqualTo(1);
    assertThat(again.code()).isEqualTo("NOTHING_TO_RELEASE");
    assertThat(status("back", "Stalls-A-1")).isEqualTo("free");
    assertThat(status("back", "Stalls-B-1")).isEqualTo("free");
  }

  @Test
  void shouldGiveObjectsAStatusOfTheShopsOwn() {
    server.createEvent("guest");
    String path = "/v1/events/guest/status-changes";

    Response changed =
        server.post(path, "{\"objects\":[\"Stalls-A-1\",\"T1\"],\"status\":\"guestlist\"}");
    Response unlessFree =
        server.post(
            path,
            "{\"objects\":[\"Stalls-A-1\"],\"status\":\"vip\",\"allowedPrevious\":[\"free\"]}");
    Response reserved = server.post(path, "{\"objects\":[\"Stalls-A-2\"],\"status\":\"booked\"}");

    assertThat(changed.number("changed")).isEqualTo(2);
    assertThat(status("guest", "T1")).isEqualTo("guestlist");
    assertThat(unlessFree.code()).isEqualTo("STATUS_NOT_ALLOWED");
    assertThat(reserved.code()).isEqualTo("STATUS_NOT_SETTABLE");
    assertThat(hold("guest", server.token(), "\"objects\":[\"T1\"]").code())
        .isEqualTo("OBJECT_NOT_FREE");
  }

  @Test
  void shouldTakeObjectsOffSale() {
    server.createEvent("off");

    Response updated =
        server.patch(
            "/v1/events/off/objects",
            """
            {"updates":[{"label":"Stalls-A-1","forSale":false},
              {"label":"Stalls-A-2","blockReason":"camera"},
              {"label":"Stalls-A-3","channel":"sponsor","extraData":"row of honour"}]}
            """);

    assertThat(updated.number("updated")).isEqualTo(3);
    assertThat(hold("off", server.token(), "\"objects\":[\"Stalls-A-1\"]").code())
        .isEqualTo("OBJECT_NOT_FOR_SALE");
    assertThat(hold("off", server.token(), "\"objects\":[\"Stalls-A-2\"]").code())
        .isEqualTo("OBJECT_BLOCKED");
    assertThat(hold("off", server.token(), "\"objects\":[\"Stalls-A-3\"]").code())
        .isEqualTo("CHANNEL_NOT_ALLOWED");
    assertThat(
            hold("off", server.token(), "\"channels\":[\"sponsor\"],\"objects\":[\"Stalls-A-3\"]")
                .status())
        .isEqualTo(201);
  }

  @Test
  void shouldSellAcrossEventsOfOneGroupAllOrNothing() {
    server.createEvent("season.first");
    server.createEvent("season.second");
    server.createEvent("elsewhere");
    String token = server.token();
    hold("season.second", server.token(), "\"objects\":[\"Stalls-A-2\"]");

    Response torn = across("/v1/holds", token, "season.second", "Stalls-A-2");
    Response whole = across("/v1/holds", token, "season.second", "Stalls-A-1");
    Response foreign = across("/v1/holds", token, "elsewhere", "Stalls-A-1");
    Response booked = across("/v1/bookings", token, "season.second", "Stalls-A-1");

    assertThat(torn.code()).isEqualTo("OBJECT_NOT_FREE");
    assertThat(whole.status()).isEqualTo(201);
    assertThat(whole.body()).contains("\"event\":\"season.first\"");
    assertThat(foreign.code()).isEqualTo("EVENTS_IN_DIFFERENT_GROUPS");
    assertThat(booked.number("booked")).isEqualTo(2);
    assertThat(status("season.first", "Stalls-A-1")).isEqualTo("booked");
    assertThat(status("season.second", "Stalls-A-1")).isEqualTo("booked");
  }

  private static Response across(String path, String token, String event, String label) {
    return server.post(
        path,
        """
        {"holdToken":"%s","selections":[{"event":"season.first","objects":["Stalls-A-1"]},
          {"event":"%s","objects":["%s"]}]}
        """
            .formatted(token, event, label));
  }

  private static Response hold(String event, String token, String what) {
    return server.post(
        "/v1/events/" + event + "/holds",
        "{\"holdToken\":\"" + token + "\"," + what + "}",
        server.publicKey());
  }

  private static Response book(String event, String how, String label) {
    return server.post(
        "/v1/events/" + event + "/bookings", "{" + how + ",\"objects\":[\"" + label + "\"]}");
  }

  private static Object status(String event, String label) {
    return server.get("/v1/events/" + event + "/objects/" + label).json("status");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> area(String event) {
    return (Map<String, Object>) server.get("/v1/events/" + event + "/objects/Floor").json("area");
  }
}
