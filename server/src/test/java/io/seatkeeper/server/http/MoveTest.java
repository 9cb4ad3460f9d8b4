package io.seatkeeper.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seatkeeper.replication.ClusterSetup;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.live.Until;
import io.seatkeeper.server.moves.MoveStep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A group moves whole or stays whole, wherever its driver is lost. */
class MoveTest {
  private static final int ENOUGH = 100_000;

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
  void shouldFinishAMoveWhoseDriverIsLostAtAnyStep() throws InterruptedException {
    server.createEvent("opera");
    Response booked = book("opera", "Stalls-A-1", "first");
    for (MoveStep step :
        List.of(
            MoveStep.BEGUN,
            MoveStep.FROZEN,
            MoveStep.COPIED,
            MoveStep.ACTIVATED,
            MoveStep.FINISHED)) {
      String from = node.placement("opera").shard();
      String to = other(from);
      int lostBefore = node.lost();
      node.loseAfter(step);

      node.move("opera", to);

      // The order is answered once the catalogue says so, which the driver hears a moment later.
      Until.holds("driver lost after " + step, () -> node.lost() == lostBefore + 1);
      assertThat(node.placement("opera").shard()).isEqualTo(to);
      assertThat(node.selling("opera")).containsExactly(to);
      Response again = book("opera", "Stalls-A-1", "first");
      assertThat(again.status()).isEqualTo(201);
      assertThat(again.header("Seatkeeper-Repeated")).isEqualTo("true");
      assertThat(again.body()).isEqualTo(booked.body());
      assertThat(book("opera", "Stalls-A-1", "second-" + step).status()).isEqualTo(409);
    }
    String there = node.placement("opera").shard();
    Until.holds("the source forgets", () -> node.having("opera").equals(List.of(there)));
  }

  @Test
  void shouldKeepWhatIsHeldForAsLongAsWasLeft() throws InterruptedException {
    server.createEvent("ballet");
    String token = server.token();
    Response held =
        server.post(
            "/v1/events/ballet/holds",
            "{\"holdToken\":\"" + token + "\",\"objects\":[\"Stalls-A-2\"]}",
            server.publicKey());
    long before = held.number("remainingMillis");

    node.move("ballet", other(node.placement("ballet").shard()));

    Response state = server.get("/v1/hold-tokens/" + token);
    assertThat(state.status()).isEqualTo(200);
    assertThat(state.list("objects")).hasSize(1);
    assertThat(state.number("remainingMillis"))
        .isLessThanOrEqualTo(before)
        .isGreaterThan(before - 60_000);
    Response booked =
        server.post(
            "/v1/events/ballet/bookings",
            "{\"holdToken\":\"" + token + "\",\"objects\":[\"Stalls-A-2\"]}",
            server.publicKey());
    assertThat(booked.status()).isEqualTo(201);
  }

  @Test
  void shouldCreateLaterEventsOfTheGroupWhereItIs() throws InterruptedException {
    server.createEvent("season");
    String to = other(node.placement("season").shard());
    node.move("season", to);

    server.createEvent("season.second");

    assertThat(node.having("season.second")).containsExactly(to);
    assertThat(server.patch("/v1/events/season", "{\"name\":\"Moved\"}").json("name"))
        .isEqualTo("Moved");
    assertThat(server.get("/v1/events/season/objects").status()).isEqualTo(200);
  }

  @Test
  void shouldHideTheMoveFromWhoBuysMeanwhile() throws InterruptedException {
    server.createEvent("concert");
    node.loseAfter(MoveStep.FROZEN);
    CompletableFuture<Void> moving =
        CompletableFuture.runAsync(() -> move("concert"), Thread::startVirtualThread);
    Until.holds("the group is frozen", () -> node.selling("concert").isEmpty());

    Response booked = book("concert", "Stalls-A-3", "meanwhile");

    assertThat(booked.status()).isEqualTo(201);
    assertThat(node.selling("concert")).containsExactly(node.placement("concert").shard());
    moving.join();
  }

  @Test
  void shouldRefuseABackupMeanwhile() throws IOException {
    server.createEvent("copied");
    node.holdAfter(MoveStep.FROZEN);
    CompletableFuture<Void> moving =
        CompletableFuture.runAsync(() -> move("copied"), Thread::startVirtualThread);
    Until.holds("the group is frozen", () -> node.selling("copied").isEmpty());
    Path backup = directory.resolve("backup");

    try (ClusterSetup operator = node.operator()) {
      assertThatThrownBy(() -> operator.backup(backup))
          .isInstanceOf(PeerRefusedException.class)
          .hasMessageContaining("Group copied moves")
          .hasMessageContaining("try again when it is there");

      node.goOn();
      moving.join();
      assertThat(Files.exists(backup)).isFalse();
      assertThat(operator.backup(backup).snapshots()).containsOnlyKeys("main", "s1", "s2");
    }
  }

  @Test
  void shouldUndoAMoveThatTheDestinationRefuses() throws InterruptedException {
    server.createEvent("circus");
    book("circus", "Stalls-A-4", "circus-1");
    String home = node.placement("circus").shard();
    String away = other(home);
    for (MoveStep step : List.of(MoveStep.FROZEN, MoveStep.KEPT_OUT, MoveStep.UNFROZEN)) {
      node.remember(away, 1);
      node.loseAfter(step);

      assertThatThrownBy(() -> node.move("circus", away))
          .isInstanceOf(PeerRefusedException.class)
          .hasMessageContaining("stays where it is");

      node.remember(away, ENOUGH);
      assertThat(node.placement("circus").shard()).isEqualTo(home);
      assertThat(node.selling("circus")).containsExactly(home);
      assertThat(book("circus", "Stalls-A-4", "circus-1").header("Seatkeeper-Repeated"))
          .isEqualTo("true");
    }

    node.move("circus", away);
    Until.holds("the source forgets", () -> node.having("circus").equals(List.of(away)));
    node.remember(home, 1);
    assertThatThrownBy(() -> node.move("circus", home)).isInstanceOf(PeerRefusedException.class);
    node.remember(home, ENOUGH);
    assertThat(node.selling("circus")).containsExactly(away);
    node.move("circus", home);
    assertThat(node.selling("circus")).containsExactly(home);
  }

  @Test
  void shouldContinueTheTrailWhereTheEventIs() throws InterruptedException {
    server.createEvent("trail");
    for (int seat = 1; seat <= 3; seat++) {
      assertThat(book("trail", "Stalls-A-" + seat, "trail-" + seat).status()).isEqualTo(201);
      String from = node.placement("trail").shard();
      node.move("trail", other(from));
      Until.holds("forgotten", () -> node.having("trail").equals(List.of(other(from))));
    }
    List<String> expected =
        List.of(
            "event-created",
            "booked",
            "event-moved_here",
            "booked",
            "event-moved_here",
            "booked",
            "event-moved_here");

    assertThat(trail("limit=1000")).isEqualTo(expected);
    assertThat(trail("limit=2")).isEqualTo(expected);
    assertThat(trail("limit=2&order=newest")).isEqualTo(expected.reversed());
  }

  private static List<String> trail(String query) {
    List<String> seen = new ArrayList<>();
    long lastVersion = 0;
    String after = "";
    do {
      Response page = server.get("/v1/events/trail/audit?" + query + after);
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      for (Object item : page.list("items")) {
        Map<?, ?> change = (Map<?, ?>) item;
        seen.add(String.valueOf(change.get("what")));
        long version = ((Number) Objects.requireNonNull(change.get("version"))).longValue();
        assertThat(version).isNotEqualTo(lastVersion);
        lastVersion = version;
      }
      Object next = page.json().get("next");
      after = next == null ? "" : "&after=" + ((Number) next).longValue();
    } while (!after.isEmpty());
    return seen;
  }

  @Test
  @Timeout(20)
  void shouldShowAWholeMapToWhoWatchedBefore() throws IOException, InterruptedException {
    server.createEvent("watched");
    HttpClient client = HttpClient.newHttpClient();
    try {
      BufferedReader before = watch(client, null);
      String lastId = null;
      String line = before.readLine();
      while (!"event: snapshot".equals(line)) {
        lastId = line.startsWith("id: ") ? line.substring(4) : lastId;
        line = before.readLine();
      }
      node.move("watched", other(node.placement("watched").shard()));

      List<String> rest = before.lines().toList();
      assertThat(rest).noneMatch(text -> text.contains("\"ended\""));
      BufferedReader after = watch(client, lastId);
      assertThat(after.lines().filter(text -> text.startsWith("event: ")).limit(3))
          .containsExactly("event: resync", "event: snapshot", "event: sale");
      book("watched", "Stalls-A-1", "watched-1");
      assertThat(after.lines().filter(text -> text.startsWith("event: ")).findFirst())
          .hasValue("event: changes");
    } finally {
      // An orderly close would wait for the answers to end.
      client.shutdownNow();
    }
  }

  private static BufferedReader watch(HttpClient client, @Nullable String lastId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://localhost:" + server.port() + "/v1/events/watched/changes"))
            .timeout(Duration.ofSeconds(20));
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    HttpResponse<InputStream> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  @Test
  void shouldRefuseAMoveToNowhere() {
    server.createEvent("nowhere");

    assertThatThrownBy(() -> node.move("nowhere", "s9")).hasMessageContaining("no shard s9");
    assertThatThrownBy(() -> node.move("nowhere", "main")).hasMessageContaining("no shard main");
    assertThatThrownBy(() -> node.move("nowhere", node.placement("nowhere").shard()))
        .hasMessageContaining("on that shard already");
    assertThatThrownBy(() -> node.move("nobody", "s1")).hasMessageContaining("nobody");
  }

  private static void move(String group) {
    try {
      node.move(group, other(node.placement(group).shard()));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static String other(String shard) {
    return shard.equals("s1") ? "s2" : "s1";
  }

  private static Response book(String event, String seat, String key) {
    return server.send(
        "POST",
        "/v1/events/" + event + "/bookings",
        server.secretKey(),
        "{\"objects\":[\"" + seat + "\"]}",
        Map.of("Idempotency-Key", key));
  }
}
