package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hold tokens that live longer, over HTTP. */
class ExtensionTest {
  private static final int HOLD_MILLIS = 100_000;

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
  void shouldExtendByTheTokensOwnLength() {
    String token = holding("own-length", "");

    Response extended = extend(token, "{}");
    Response state = server.get("/v1/hold-tokens/" + token);

    assertThat(extended.status()).isEqualTo(200);
    assertThat(extended.number("remainingMillis")).isBetween(HOLD_MILLIS + 1L, 2L * HOLD_MILLIS);
    assertThat(extended.number("extensionsLeft")).isEqualTo(9);
    assertThat(state.number("remainingMillis")).isBetween(HOLD_MILLIS + 1L, 2L * HOLD_MILLIS);
    assertThat(state.number("extensionsLeft")).isEqualTo(9);
  }

  @Test
  void shouldHaveOneEffectHoweverOftenItIsAsked() {
    String token = holding("repeated", "\"maxExtensions\":1");
    Map<String, String> key = TestServer.freshKey();

    Response first = extend(token, "{\"extendMillis\":50000}", key);
    Response again = extend(token, "{\"extendMillis\":50000}", key);
    Response other = extend(token, "{\"extendMillis\":50000}");

    assertThat(first.number("remainingMillis")).isBetween(HOLD_MILLIS + 1L, HOLD_MILLIS + 50_000L);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Seatkeeper-Repeated")).isEqualTo("true");
    assertThat(again.number("remainingMillis"))
        .isLessThanOrEqualTo(first.number("remainingMillis"));
    assertThat(again.number("extensionsLeft")).isZero();
    assertThat(other.code()).isEqualTo("TOKEN_EXTENSIONS_USED_UP");
  }

  @Test
  void shouldGiveTheMostThatEveryEventAllowsWhereMoreIsAsked() {
    String token = holding("generous", "\"maxExtendedMillis\":80000");
    server.post(
        "/v1/events",
        """
        {"key":"strict","chart":"house","settings":{"maxHoldMillis":%d}}
        """
            .formatted(HOLD_MILLIS + 20_000));
    hold("strict", token, "Stalls-A-1");

    Response both = extend(token, "{\"extendMillis\":600000}");
    Response used = extend(token, "{\"extendMillis\":600000}");
    server.post(
        "/v1/events/strict/releases",
        "{\"holdToken\":\"" + token + "\",\"objects\":[\"Stalls-A-1\"]}");
    Response generous = extend(token, "{\"extendMillis\":600000}");
    Response exhausted = extend(token, "{\"extendMillis\":600000}");

    assertThat(both.number("remainingMillis"))
        .isBetween(HOLD_MILLIS + 10_000L, HOLD_MILLIS + 20_000L);
    // As time goes by there is a little room again.
    assertThat(used.code() + used.status()).isIn("TOKEN_LEASE_TOO_LONG400", "null200");
    assertThat(generous.number("remainingMillis"))
        .isBetween(HOLD_MILLIS + 70_000L, HOLD_MILLIS + 80_000L);
    assertThat(exhausted.code()).isEqualTo("TOKEN_LIFE_USED_UP");
    assertThat(server.get("/v1/hold-tokens/" + token).number("extensionsLeft")).isZero();
  }

  @Test
  void shouldHoldMoreWithAnExtendedToken() {
    String token = holding("more", "");
    extend(token, "{}");

    Response more = hold("more", token, "Stalls-A-5");

    assertThat(more.number("remainingMillis")).isBetween(HOLD_MILLIS + 1L, 2L * HOLD_MILLIS);
  }

  @Test
  void shouldExtendInAPause() {
    String token = holding("pausing", "");
    server.send(
        "PUT",
        "/v1/events/pausing/sale/state",
        server.secretKey(),
        "{\"state\":\"paused\"}",
        Map.of());

    assertThat(extend(token, "{}").status()).isEqualTo(200);
  }

  @Test
  void shouldSayWhyATokenCannotBeExtended() {
    String unused = server.token();
    String ended = holding("ended", "");
    server.delete("/v1/hold-tokens/" + ended);

    assertThat(extend(unused, "{}").code()).isEqualTo("HOLD_TOKEN_UNUSED");
    assertThat(extend(ended, "{}").code()).isEqualTo("TOKEN_EXPIRED");
    assertThat(extend("nonsense", "{}").code()).isEqualTo("HOLD_TOKEN_INVALID");
    assertThat(extend(unused, "{\"extendMillis\":1}").code()).isEqualTo("OUT_OF_RANGE");
  }

  private static String holding(String event, String settings) {
    server.post(
        "/v1/events",
        "{\"key\":\"" + event + "\",\"chart\":\"house\",\"settings\":{" + settings + "}}");
    String token =
        (String)
            server
                .post("/v1/hold-tokens", "{\"holdMillis\":" + HOLD_MILLIS + "}", server.publicKey())
                .json("holdToken");
    assertThat(hold(event, token, "Stalls-B-1").status()).isEqualTo(201);
    return token;
  }

  private static Response hold(String event, String token, String seat) {
    return server.post(
        "/v1/events/" + event + "/holds",
        "{\"holdToken\":\"" + token + "\",\"objects\":[\"" + seat + "\"]}",
        server.publicKey());
  }

  private static Response extend(String token, String body) {
    return extend(token, body, TestServer.freshKey());
  }

  private static Response extend(String token, String body, Map<String, String> key) {
    return server.send(
        "POST", "/v1/hold-tokens/" + token + "/extensions", server.publicKey(), body, key);
  }
}
