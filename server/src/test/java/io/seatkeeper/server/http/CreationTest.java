package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.live.Until;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event is there whole or not at all, wherever the node is lost that creates it. */
class CreationTest {
  private static final int SEATS = 200;

  /** A house small enough for one piece. */
  private static final String SMALL = drawing(2);

  /** One that takes two: seats that stand anywhere do not compress. */
  private static final String LARGE = drawing(300);

  @TempDir static Path directory;

  private static MovingNode lossy;
  private static TestServer first;
  private static TestServer second;

  @BeforeAll
  static void start() throws IOException {
    lossy = new MovingNode(directory.resolve("n1"));
    first = lossy.server();
    second = lossy.join(directory.resolve("n2"));
  }

  @AfterAll
  static void stop() {
    second.close();
    lossy.close();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {CreateWorkspace.class, PlaceGroup.class, CopyChartChunk.class, CreateEvent.class})
  void shouldFinishAtAnotherNodeUnderTheSameKey(Class<? extends Command> step) {
    String event = step.getSimpleName().toLowerCase(Locale.ROOT);
    String drawing = step == CopyChartChunk.class ? LARGE : SMALL;
    assertThat(importChart(first, event, drawing, "chart-" + event).status()).isEqualTo(201);
    int lostBefore = lossy.lost();
    lossy.loseAfter(step);

    assertThat(create(first, event).status()).isEqualTo(500);

    assertThat(lossy.lost()).isEqualTo(lostBefore + 1);
    boolean created = step == CreateEvent.class;
    for (TestServer node : List.of(first, second)) {
      // The other node hears of it in its own time: nobody has brought it a causal token.
      Until.holds(
          "the event is there as far as it came",
          () -> node.get("/v1/events/" + event).status() == (created ? 200 : 404));
    }
    Response finished = create(second, event);
    assertThat(finished.status()).as(finished.body()).isEqualTo(201);
    assertThat(finished.header("Seatkeeper-Repeated")).isEqualTo(created ? "true" : "");
    assertWhole(event, finished);
  }

  @Test
  void shouldImportAChartOnceWhoseImportIsLost() {
    lossy.loseAfter(StoreChartChunk.class);

    assertThat(importChart(first, "large", LARGE, "large").status()).isEqualTo(500);

    assertThat(second.get("/v1/charts/large").status()).isEqualTo(404);
    assertThat(importChart(second, "large", LARGE, "large").number("version")).isEqualTo(1);
    Response again = importChart(first, "large", LARGE, "large");
    assertThat(again.number("version")).isEqualTo(1);
    assertThat(again.header("Seatkeeper-Repeated")).isEqualTo("true");
  }

  /** One event, on one shard, for sale at both nodes; its key does nothing more. */
  private static void assertWhole(String event, Response finished) {
    Until.holds("the first node shows it", () -> !lossy.having(event).isEmpty());
    assertThat(lossy.having(event)).hasSize(1).containsExactly(lossy.placement(event).shard());
    Response again = create(first, event);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Seatkeeper-Repeated")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(finished.body());
    Response other =
        first.send(
            "POST",
            "/v1/events",
            first.secretKey(),
            "{\"key\":\"" + event + "\",\"chart\":\"" + event + "\",\"name\":\"Other\"}",
            Map.of("Idempotency-Key", event));
    assertThat(other.status()).as("another body under the key").isBetween(400, 499);
    assertThat(book(second, event, "R1-1").status()).isEqualTo(201);
    assertThat(book(first, event, "R1-1").status()).isEqualTo(409);
    assertThat(book(first, event, "R1-2").status()).isEqualTo(201);
  }

  private static Response importChart(TestServer node, String chart, String drawing, String key) {
    return node.send(
        "POST", "/v1/charts/" + chart, node.secretKey(), drawing, Map.of("Idempotency-Key", key));
  }

  private static Response create(TestServer node, String event) {
    return node.send(
        "POST",
        "/v1/events",
        node.secretKey(),
        "{\"key\":\"" + event + "\",\"chart\":\"" + event + "\",\"name\":\"Show\"}",
        Map.of("Idempotency-Key", event));
  }

  private static Response book(TestServer node, String event, String seat) {
    return node.post("/v1/events/" + event + "/bookings", "{\"objects\":[\"" + seat + "\"]}");
  }

  private static String drawing(int rows) {
    Random random = new Random(rows);
    StringBuilder text =
        new StringBuilder(
            "{\"name\":\"House\",\"categories\":{\"list\":[{\"key\":1,\"label\":\"One\"}]},"
                + "\"subChart\":{\"rows\":[");
    for (int row = 1; row <= rows; row++) {
      text.append(row == 1 ? "" : ",")
          .append("{\"label\":\"R")
          .append(row)
          .append("\",\"seats\":[");
      for (int seat = 1; seat <= SEATS; seat++) {
        text.append(seat == 1 ? "" : ",")
            .append(
                "{\"label\":\"%d\",\"categoryKey\":1,\"x\":%d,\"y\":%d}"
                    .formatted(seat, random.nextInt(1_000_000), random.nextInt(1_000_000)));
      }
      text.append("]}");
    }
    return text.append("]}}").toString();
  }
}
