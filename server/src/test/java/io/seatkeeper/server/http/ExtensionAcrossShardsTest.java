package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.live.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that hold something on several shards, and live longer on all of them. */
class ExtensionAcrossShardsTest {
  private static final long SHORT_MILLIS = 3000;
  private static final long EXTENSION_MILLIS = 600_000;

  @TempDir static Path directory;

  private static MovingNode node;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    node = new MovingNode(directory.resolve("n1"));
    server = node.server();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void shouldExtendWhatIsHeldOnEveryShardByTheLeastThatIsAllowed() {
    List<String> events = twoShards("both");
    server.patch("/v1/events/" + events.getLast(), "{\"settings\":{\"maxExtendedMillis\":20000}}");
    String token = token(100_000);
    events.forEach(event -> assertThat(hold(event, token).status()).isEqualTo(201));

    Response extended = extend(token);

    assertThat(extended.number("remainingMillis")).isBetween(100_001L, 120_500L);
    assertThat(extended.number("extensionsLeft")).isZero();
    assertThat(server.get("/v1/hold-tokens/" + token).list("objects")).hasSize(2);
    assertThat(extend(token).code()).isEqualTo("TOKEN_LIFE_USED_UP");
    assertThat(server.get("/v1/hold-tokens/" + token).number("remainingMillis"))
        .isBetween(100_001L, 120_500L);
  }

  @Test
  void shouldHoldOnAnotherShardAfterTheTokensFirstDeadline() {
    List<String> events = twoShards("late");
    String token = token(SHORT_MILLIS);
    long endNanos = System.nanoTime() + SHORT_MILLIS * 1_000_000;
    assertThat(hold(events.getFirst(), token).status()).isEqualTo(201);
    assertThat(extend(token).status()).isEqualTo(200);

    Until.holds("the first deadline has passed", () -> System.nanoTime() - endNanos > 0);
    Response elsewhere = hold(events.getLast(), token);
    Response unknown = hold(events.getLast(), expired());

    assertThat(elsewhere.status()).as(elsewhere.body()).isEqualTo(201);
    assertThat(elsewhere.number("remainingMillis"))
        .isBetween(EXTENSION_MILLIS - 60_000, EXTENSION_MILLIS + 500);
    assertThat(unknown.code()).isEqualTo("TOKEN_EXPIRED");
  }

  @Test
  void shouldExtendWhatHasMoved() throws InterruptedException {
    List<String> events = twoShards("moved");
    String token = token(100_000);
    events.forEach(event -> hold(event, token));

    node.move(events.getFirst(), node.placement(events.getLast()).shard());
    Response extended = extend(token);

    assertThat(extended.number("remainingMillis")).isGreaterThan(EXTENSION_MILLIS);
    assertThat(extended.number("extensionsLeft")).isEqualTo(9);
  }

  /** Two events that are on two shards: new ones go where the fewest are. */
  private static List<String> twoShards(String name) {
    Map<String, String> byShard = new LinkedHashMap<>();
    for (int number = 0; byShard.size() < 2 && number < 10; number++) {
      String event = name + number;
      server.createEvent(event);
      byShard.putIfAbsent(node.placement(event).shard(), event);
    }
    assertThat(byShard).hasSize(2);
    return List.copyOf(byShard.values());
  }

  private static String expired() {
    String token = token(1000);
    Until.holds("a token ends", () -> server.get("/v1/hold-tokens/" + token).status() == 410);
    return token;
  }

  private static String token(long holdMillis) {
    return (String)
        server
            .post("/v1/hold-tokens", "{\"holdMillis\":" + holdMillis + "}", server.publicKey())
            .json("holdToken");
  }

  private static Response hold(String event, String token) {
    return server.post(
        "/v1/events/" + event + "/holds",
        "{\"holdToken\":\"" + token + "\",\"bestAvailable\":{\"count\":1}}",
        server.publicKey());
  }

  private static Response extend(String token) {
    return server.post(
        "/v1/hold-tokens/" + token + "/extensions",
        "{\"extendMillis\":" + EXTENSION_MILLIS + "}",
        server.publicKey());
  }
}
