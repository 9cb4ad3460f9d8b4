package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What one idempotency key stands for: one thing wanted, by one caller, in one group. */
class RetryTest {
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
  void shouldAnswerARetryWithTheOutcomeOfTheFirstTime() {
    server.createEvent("again");
    String body = "{\"objects\":[\"Stalls-A-1\"]}";

    Response first = book("again", server.secretKey(), "again-1", body);
    long contentAfterFirst = contentHash();
    Response retry = book("again", server.secretKey(), "again-1", body);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Seatkeeper-Repeated")).isEmpty();
    assertThat(retry.status()).isEqualTo(201);
    assertThat(retry.body()).isEqualTo(first.body());
    assertThat(retry.header("Seatkeeper-Repeated")).isEqualTo("true");
    assertThat(contentHash()).isEqualTo(contentAfterFirst);
  }

  @Test
  void shouldRefuseAnotherBodyUnderTheSameKey() {
    server.createEvent("other");
    book("other", server.secretKey(), "other-1", "{\"objects\":[\"Stalls-A-1\"]}");

    Response refused =
        book("other", server.secretKey(), "other-1", "{\"objects\":[\"Stalls-A-2\"]}");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("REQUEST_KEY_REUSED");
    assertThat(server.get("/v1/events/other/objects/Stalls-A-2").json())
        .containsEntry("status", "free");
  }

  @Test
  void shouldRefuseAnotherRequestUnderTheSameKey() {
    server.createEvent("path");
    book("path", server.secretKey(), "path-1", "{\"objects\":[\"Stalls-A-1\"]}");

    Response refused =
        server.send(
            "POST",
            "/v1/events/path/releases",
            server.secretKey(),
            "{\"objects\":[\"Stalls-A-1\"]}",
            key("path-1"));

    assertThat(refused.code()).isEqualTo("REQUEST_KEY_REUSED");
  }

  @Test
  void shouldTakeTheSameKeyInEveryPlacementGroup() {
    server.createEvent("monday");
    server.createEvent("tuesday");
    String body = "{\"objects\":[\"Stalls-A-1\"]}";

    Response monday = book("monday", server.secretKey(), "daily", body);
    Response tuesday = book("tuesday", server.secretKey(), "daily", body);

    assertThat(monday.status()).isEqualTo(201);
    assertThat(tuesday.status()).isEqualTo(201);
    assertThat(tuesday.header("Seatkeeper-Repeated")).isEmpty();
    assertThat(tuesday.json("order")).isNotEqualTo(monday.json("order"));
  }

  @Test
  void shouldTakeAKeyOnceInTheEventsOfOneGroup() {
    server.createEvent("week.monday");
    server.createEvent("week.tuesday");
    String body = "{\"objects\":[\"Stalls-A-1\"]}";
    book("week.monday", server.secretKey(), "weekly", body);

    Response refused = book("week.tuesday", server.secretKey(), "weekly", body);

    assertThat(refused.code()).isEqualTo("REQUEST_KEY_REUSED");
  }

  @Test
  void shouldTellFansWithTheSameKeyApart() {
    server.createEvent("fans");
    String mine = server.token();
    String yours = server.token();

    Response first = book("fans", server.publicKey(), "1", mine, "Stalls-A-1");
    Response second = book("fans", server.publicKey(), "1", yours, "Stalls-A-2");

    assertThat(first.status()).isEqualTo(201);
    assertThat(second.status()).isEqualTo(201);
  }

  @Test
  void shouldAnswerARefusalAnewWhenTheSeatIsFreeAgain() {
    server.createEvent("anew");
    String body = "{\"order\":\"late\",\"objects\":[\"Stalls-A-1\"]}";
    server.post("/v1/events/anew/bookings", "{\"order\":\"early\",\"objects\":[\"Stalls-A-1\"]}");

    Response refused = book("anew", server.secretKey(), "anew-1", body);
    server.post("/v1/events/anew/releases", "{\"objects\":[\"Stalls-A-1\"]}");
    Response taken = book("anew", server.secretKey(), "anew-1", body);

    assertThat(refused.code()).isEqualTo("OBJECT_NOT_FREE");
    assertThat(taken.status()).isEqualTo(201);
  }

  @Test
  void shouldBookOnceHoweverManyAskAtTheSameTime() {
    server.createEvent("crowd");
    String body = "{\"objects\":[\"Stalls-A-1\"]}";

    List<Response> answers;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Response>> asked =
          IntStream.range(0, 20)
              .mapToObj(
                  _ ->
                      CompletableFuture.supplyAsync(
                          () -> book("crowd", server.secretKey(), "crowd-1", body), threads))
              .toList();
      answers = asked.stream().map(CompletableFuture::join).toList();
    }

    assertThat(answers).extracting(Response::status).containsOnly(201);
    assertThat(answers).extracting(Response::body).containsOnly(answers.getFirst().body());
    assertThat(answers)
        .filteredOn(answer -> answer.header("Seatkeeper-Repeated").isEmpty())
        .hasSize(1);
  }

  /** The same seat as before under the same order changes nothing, whatever the key. */
  @Test
  void shouldBookTheSameOrderOnceUnderAnyKey() {
    server.createEvent("order");
    String body = "{\"order\":\"o-1\",\"objects\":[\"Stalls-A-1\"]}";

    Response first = book("order", server.secretKey(), "order-1", body);
    Response second = book("order", server.secretKey(), "order-2", body);

    assertThat(first.number("booked")).isEqualTo(1);
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.number("booked")).isZero();
  }

  private static Response book(
      String event, @Nullable String credential, String key, String token, String label) {
    server.post(
        "/v1/events/" + event + "/holds",
        "{\"holdToken\":\"%s\",\"objects\":[\"%s\"]}".formatted(token, label));
    return book(
        event,
        credential,
        key,
        "{\"holdToken\":\"%s\",\"objects\":[\"%s\"]}".formatted(token, label));
  }

  private static Response book(String event, @Nullable String credential, String key, String body) {
    return server.send("POST", "/v1/events/" + event + "/bookings", credential, body, key(key));
  }

  private static Map<String, String> key(String key) {
    return Map.of("Idempotency-Key", key);
  }

  private static long contentHash() {
    return server.shard().read(ShardView::contentHash);
  }
}
