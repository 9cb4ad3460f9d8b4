package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.auth.BuyerSignatures;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.live.Until;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What buyers may take and when; the organiser always may. */
class BuyerTest {
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
  void shouldStopBuyersAndNotTheOrganiserWhileADraft() {
    draft("draft");
    String token = server.token();

    Response buyer = hold("draft", token, "\"objects\":[\"Stalls-A-1\"]", server.publicKey());
    Response best = hold("draft", token, "\"bestAvailable\":{\"count\":2}", server.publicKey());
    Response organiser = hold("draft", token, "\"objects\":[\"Stalls-A-1\"]", server.secretKey());

    assertThat(buyer.code()).isEqualTo("NOT_ON_SALE_YET");
    assertThat(best.code()).isEqualTo("NOT_ON_SALE_YET");
    assertThat(organiser.status()).isEqualTo(201);
  }

  @Test
  void shouldStopBuyersInAPauseAndLetThemKeepWhatTheyHold() {
    server.createEvent("paused");
    String token = server.token();
    hold("paused", token, "\"objects\":[\"Stalls-A-1\",\"Stalls-A-2\"]", server.publicKey());

    turn("paused", "paused");
    Response more = hold("paused", token, "\"objects\":[\"Stalls-A-3\"]", server.publicKey());
    Response booked = book("paused", token, "Stalls-A-1");
    Response state = server.get("/v1/hold-tokens/" + token);
    turn("paused", "on-sale");
    Response afterwards = book("paused", token, "Stalls-A-1");

    assertThat(more.code()).isEqualTo("SALE_PAUSED");
    assertThat(more.status()).isEqualTo(503);
    assertThat(more.header("Retry-After")).isNotEmpty();
    assertThat(booked.code()).isEqualTo("SALE_PAUSED");
    assertThat(state.list("objects")).hasSize(2);
    assertThat(afterwards.status()).isEqualTo(201);
  }

  @Test
  void shouldSellAPresaleToWhoHasItsCodeHoweverItIsTyped() {
    draft("presale");
    Instant now = Instant.now();
    server.patch(
        "/v1/events/presale/objects",
        "{\"updates\":[{\"label\":\"Stalls-A-1\",\"channel\":\"club\"}]}");
    put(
        "presale",
        "schedule",
        """
        {"presales":[{"channel":"club","code":"Sesame","from":"%s","until":"%s"}]}
        """
            .formatted(now.minusSeconds(10), now.plusSeconds(3600)));
    String token = server.token();

    assertThat(buy("presale", token, "Stalls-A-1", "").code()).isEqualTo("PRESALE_CODE_NEEDED");
    assertThat(buy("presale", token, "Stalls-A-1", "open").code()).isEqualTo("PRESALE_CODE_NEEDED");
    assertThat(buy("presale", token, "Stalls-A-2", "sesame").code())
        .isEqualTo("CHANNEL_NOT_ALLOWED");
    assertThat(buy("presale", token, "Stalls-A-1", " sESAME ").status()).isEqualTo(201);
    assertThat(buy("presale", token, "Stalls-A-3", "  x ").code()).isEqualTo("VALUE_INVALID");
  }

  @Test
  void shouldAskTheOrganiserForNoCode() {
    server.createEvent("organised");

    Response refused =
        hold(
            "organised",
            server.token(),
            "\"objects\":[\"Stalls-A-1\"],\"presaleCode\":\"SESAME\"",
            server.secretKey());

    assertThat(refused.code()).isEqualTo("VALUE_INVALID");
    assertThat(refused.json("pointer")).isEqualTo("/presaleCode");
  }

  @Test
  void shouldOpenAtTheAnnouncedTimeByItself() {
    draft("opening");
    String token = server.token();
    Instant opening = Instant.now().plusMillis(800);
    put("opening", "schedule", "{\"onSaleAt\":\"" + opening + "\"}");
    assertThat(buy("opening", token, "Stalls-A-1", "").code()).isEqualTo("NOT_ON_SALE_YET");

    Until.holds(
        "the sale opens",
        () -> server.get("/v1/events/opening/sale").json("state").equals("on-sale"));
    Duration late = Duration.between(opening, Instant.now());

    assertThat(late).isBetween(Duration.ofMillis(-5), Duration.ofSeconds(1));
    assertThat(buy("opening", token, "Stalls-A-1", "").status()).isEqualTo(201);
  }

  @Test
  void shouldHoldNoMoreForABuyerThanThePurchaseLimitOverAllTokens() {
    server.createEvent("limited");
    server.patch("/v1/events/limited", "{\"settings\":{\"purchaseLimit\":4}}");
    String one = tokenOf("anna-7");
    String other = tokenOf("anna-7");

    Response three =
        hold(
            "limited",
            one,
            "\"objects\":[\"Stalls-A-1\",\"Stalls-A-2\",\"Stalls-A-3\"]",
            server.publicKey());
    Response five =
        hold("limited", other, "\"objects\":[\"Stalls-A-4\",\"Stalls-A-5\"]", server.publicKey());
    book("limited", one, "Stalls-A-1");
    Response four = hold("limited", other, "\"objects\":[\"Stalls-A-4\"]", server.publicKey());
    Response best = hold("limited", one, "\"bestAvailable\":{\"count\":1}", server.publicKey());
    Response others =
        hold("limited", server.token(), "\"objects\":[\"Stalls-A-5\"]", server.publicKey());

    assertThat(three.status()).isEqualTo(201);
    assertThat(five.code()).isEqualTo("PURCHASE_LIMIT_EXCEEDED");
    assertThat(four.status()).isEqualTo(201);
    assertThat(best.code()).isEqualTo("PURCHASE_LIMIT_EXCEEDED");
    assertThat(others.status()).isEqualTo(201);
  }

  @Test
  void shouldKeepThePurchaseLimitWhateverABuyerDoesAtOnce() {
    server.createEvent("at-once");
    server.patch("/v1/events/at-once", "{\"settings\":{\"purchaseLimit\":5}}");
    List<String> tokens = Stream.generate(() -> tokenOf("dora-1")).limit(16).toList();

    List<Response> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Response>> asked =
          tokens.stream()
              .map(
                  token ->
                      CompletableFuture.supplyAsync(
                          () ->
                              hold(
                                  "at-once",
                                  token,
                                  "\"bestAvailable\":{\"count\":1}",
                                  server.publicKey()),
                          threads))
              .toList();
      answers = asked.stream().map(CompletableFuture::join).toList();
    }

    assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(5);
    assertThat(answers)
        .filteredOn(answer -> answer.status() != 201)
        .extracting(Response::code)
        .containsOnly("PURCHASE_LIMIT_EXCEEDED");
  }

  @Test
  void shouldTakeABuyerFromABrowserOnlyWithTheShopsSignature() {
    server.createEvent("signed");
    server.patch("/v1/events/signed", "{\"settings\":{\"purchaseLimit\":2}}");
    String signature = new BuyerSignatures(WorkspaceKeys.hash(server.secretKey())).sign("bert-1");

    Response invented = token("\"buyer\":\"bert-1\"");
    Response forged = token("\"buyer\":\"bert-2\",\"buyerSignature\":\"" + signature + "\"");
    Response nameless = token("\"buyerSignature\":\"" + signature + "\"");
    Response signed = token("\"buyer\":\"bert-1\",\"buyerSignature\":\"" + signature + "\"");
    Response again = token("\"buyer\":\"bert-1\",\"buyerSignature\":\"" + signature + "\"");

    assertThat(invented.code()).isEqualTo("BUYER_SIGNATURE_INVALID");
    assertThat(forged.code()).isEqualTo("BUYER_SIGNATURE_INVALID");
    assertThat(nameless.code()).isEqualTo("FIELD_MISSING");
    Response first = buy("signed", (String) signed.json("holdToken"), "Stalls-A-1", "");
    Response second = buy("signed", (String) again.json("holdToken"), "Stalls-A-2", "");
    Response third = buy("signed", (String) again.json("holdToken"), "Stalls-A-3", "");
    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
    assertThat(third.code()).isEqualTo("PURCHASE_LIMIT_EXCEEDED");
  }

  private static Response token(String fields) {
    return server.post("/v1/hold-tokens", "{" + fields + "}", server.publicKey());
  }

  private static String tokenOf(String buyer) {
    return (String)
        server.post("/v1/hold-tokens", "{\"buyer\":\"" + buyer + "\"}").json("holdToken");
  }

  private static void draft(String event) {
    server.post("/v1/events", "{\"key\":\"" + event + "\",\"chart\":\"house\",\"draft\":true}");
  }

  private static void turn(String event, String state) {
    put(event, "state", "{\"state\":\"" + state + "\"}");
  }

  private static void put(String event, String what, String body) {
    Response done =
        server.send(
            "PUT", "/v1/events/" + event + "/sale/" + what, server.secretKey(), body, Map.of());
    assertThat(done.status()).as(done.body()).isEqualTo(200);
  }

  private static Response buy(String event, String token, String seat, String code) {
    String asked = "\"objects\":[\"" + seat + "\"]";
    return hold(
        event,
        token,
        code.isEmpty() ? asked : asked + ",\"presaleCode\":\"" + code + "\"",
        server.publicKey());
  }

  private static Response hold(String event, String token, String what, String key) {
    return server.post(
        "/v1/events/" + event + "/holds", "{\"holdToken\":\"" + token + "\"," + what + "}", key);
  }

  private static Response book(String event, String token, String seat) {
    return server.post(
        "/v1/events/" + event + "/bookings",
        "{\"holdToken\":\"" + token + "\",\"objects\":[\"" + seat + "\"]}",
        server.publicKey());
  }
}
