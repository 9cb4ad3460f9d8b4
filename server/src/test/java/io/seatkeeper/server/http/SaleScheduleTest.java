package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When an event goes on sale, said and shown over HTTP. */
class SaleScheduleTest {
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
  void shouldSellWhatIsNoDraftAtOnce() {
    server.createEvent("plain");

    Response sale = server.send("GET", "/v1/events/plain/sale", null, null, Map.of());

    assertThat(sale.json())
        .containsEntry("state", "on-sale")
        .containsEntry("opened", true)
        .containsEntry("onSaleAt", null)
        .containsEntry("opensInMillis", null)
        .containsEntry("timeZone", "UTC")
        .containsEntry("presales", List.of());
    assertThat(server.get("/v1/events/plain").json()).containsEntry("saleState", "on-sale");
  }

  @Test
  void shouldAnnounceADraftAndShowNoCode() {
    draft("announced");
    Instant now = Instant.now();
    Instant opening = now.plusSeconds(3600);

    Response announced =
        schedule(
            "announced",
            """
            {"onSaleAt":"%s","timeZone":"Europe/Zurich","presales":[
              {"channel":"club","code":" sesame ","from":"%s","until":"%s"}]}
            """
                .formatted(opening, now.minusSeconds(60), now.plusSeconds(60)));

    assertThat(announced.status()).isEqualTo(200);
    assertThat(announced.json())
        .containsEntry("state", "scheduled")
        .containsEntry("opened", false)
        .containsEntry("timeZone", "Europe/Zurich");
    assertThat(announced.number("opensInMillis")).isBetween(3_500_000L, 3_600_000L);
    Map<?, ?> presale = (Map<?, ?>) announced.list("presales").getFirst();
    assertThat(presale.get("running")).isEqualTo(true);
    assertThat(presale.get("startsInMillis")).isEqualTo(0L);
    assertThat(presale.get("endsInMillis"))
        .asInstanceOf(InstanceOfAssertFactories.LONG)
        .isBetween(1L, 60_000L);
    assertThat(announced.body().toLowerCase(Locale.ROOT)).doesNotContain("sesame", "hash", "code");
    assertThat(server.get("/v1/events/announced/sale").json())
        .containsEntry("state", "scheduled")
        .containsEntry("onSaleAt", Instant.ofEpochMilli(opening.toEpochMilli()).toString());
    assertThat(server.get("/v1/events/announced").json()).containsEntry("saleState", "scheduled");
  }

  @Test
  void shouldGoFromStateToState() {
    draft("turning");

    assertThat(turn("turning", "on-sale").json()).containsEntry("opened", true);
    assertThat(turn("turning", "paused").json()).containsEntry("state", "paused");
    assertThat(turn("turning", "paused").status()).isEqualTo(200);
    assertThat(turn("turning", "draft").code()).isEqualTo("SALE_STEP_NOT_POSSIBLE");
    assertThat(turn("turning", "on-sale").json()).containsEntry("state", "on-sale");
    assertThat(turn("turning", "closed").json()).containsEntry("state", "closed");
    assertThat(turn("turning", "on-sale").code()).isEqualTo("SALE_STEP_NOT_POSSIBLE");
  }

  @Test
  void shouldTakeAnAnnouncementBack() {
    draft("taken-back");
    schedule("taken-back", "{\"onSaleAt\":\"2099-01-01T00:00:00Z\",\"timeZone\":\"UTC\"}");

    Response back = turn("taken-back", "draft");

    assertThat(back.json()).containsEntry("state", "draft").containsEntry("onSaleAt", null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"onSaleAt\":\"tomorrow\"}",
        "{\"onSaleAt\":\"2026-12-01T10:00:00\"}",
        "{\"onSaleAt\":\"1969-12-01T10:00:00Z\"}",
        "{\"onSaleAt\":\"+50000-12-01T10:00:00Z\"}",
        "{\"onSaleAt\":\"2026-12-01T10:00:00Z\",\"timeZone\":\"Europe/Seldwyla\"}",
        "{\"onSaleAt\":\"2026-12-01T10:00:00Z\",\"timeZone\":\"+02:00\"}",
        "{\"presales\":[{\"channel\":\"\",\"code\":\"  abc   \","
            + "\"from\":\"2026-12-01T10:00:00Z\",\"until\":\"2026-12-02T10:00:00Z\"}]}"
      })
  void shouldSayWhatCannotBeAnnounced(String body) {
    Response refused = schedule("house-is-there", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("VALUE_INVALID");
    assertThat((String) refused.json("pointer")).isNotEmpty();
  }

  @Test
  void shouldLeaveWhatIsImpossibleToTheEngine() {
    assertThat(schedule("house-is-there", "{}").code()).isEqualTo("SCHEDULE_NOT_POSSIBLE");
    assertThat(schedule("nowhere", "{}").code()).isEqualTo("EVENT_UNKNOWN");
  }

  @Test
  void shouldLetNobodyButTheOrganiserChangeASale() {
    Response schedule = put("house-is-there", "schedule", "{}", server.publicKey());
    Response state = put("house-is-there", "state", "{\"state\":\"paused\"}", server.publicKey());

    assertThat(schedule.code()).isEqualTo("SECRET_KEY_NEEDED");
    assertThat(state.code()).isEqualTo("SECRET_KEY_NEEDED");
  }

  @Test
  void shouldSetHowOftenTokensAreExtended() {
    server.post(
        "/v1/events",
        """
        {"key":"extended","chart":"house","settings":{"maxExtensions":3,"maxExtendedMillis":5000}}
        """);

    Response changed = server.patch("/v1/events/extended", "{\"settings\":{\"maxExtensions\":4}}");

    assertThat((Map<?, ?>) changed.json("settings"))
        .isEqualTo(
            Map.of(
                "purchaseLimit", 0L,
                "objectsPerToken", 100L,
                "maxHoldMillis", 86_400_000L,
                "maxExtensions", 4L,
                "maxExtendedMillis", 5000L));
  }

  private static void draft(String event) {
    Response created =
        server.post("/v1/events", "{\"key\":\"" + event + "\",\"chart\":\"house\",\"draft\":true}");
    assertThat(created.json()).containsEntry("saleState", "draft");
  }

  private static Response schedule(String event, String body) {
    return put(event, "schedule", body, server.secretKey());
  }

  private static Response turn(String event, String state) {
    return put(event, "state", "{\"state\":\"" + state + "\"}", server.secretKey());
  }

  private static Response put(String event, String what, String body, @Nullable String key) {
    return server.send("PUT", "/v1/events/" + event + "/sale/" + what, key, body, Map.of());
  }
}
