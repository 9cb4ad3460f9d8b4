package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.systemtests.lab.ClockLab;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Holds end by elapsed time, whatever the machine's wall clock does. */
@Timeout(120)
class ClockFaultTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long HOLD_MILLIS = 4_000;
  private static final long LATE_MILLIS = 2_000;
  private static final TestHouse HOUSE = new TestHouse(1, 10, 0, 0, 0);

  @TempDir private Path folder;

  /** A seat that is held, and when its hold was asked for and answered. */
  record Held(String seat, long askedNanos, long answeredNanos) {}

  @Test
  void shouldEndHoldsOnTimeThoughTheWallClockJumpsAndDrifts() throws Exception {
    try (ClockLab clock = ClockLab.open(folder);
        RunningNode node = RunningNode.start(folder.resolve("node"), clock.surroundings());
        ApiClient client = new ApiClient(node.url(), node.secretKey())) {
      node.createEvent("night", HOUSE);
      List<Held> holds = new ArrayList<>();
      holds.add(hold(client, "R1-1"));

      clock.step(HOUR);
      awaitJumps(client, 1);
      holds.add(hold(client, "R1-2"));

      clock.step(HOUR.multipliedBy(-2));
      awaitJumps(client, 2);
      holds.add(hold(client, "R1-3"));

      clock.drift(100);
      holds.add(hold(client, "R1-4"));
      assertEndsOnTime(client, holds.subList(0, 3));
      clock.drift(-100);
      assertEndsOnTime(client, holds.subList(3, 4));
    }
  }

  private static Held hold(ApiClient client, String seat) {
    long asked = System.nanoTime();
    String token = client.token(HOLD_MILLIS);
    long answered = System.nanoTime();
    client.post(
        "/v1/events/night/holds", "{'holdToken':'" + token + "','objects':['" + seat + "']}");
    return new Held(seat, asked, answered);
  }

  private static void assertEndsOnTime(ApiClient client, List<Held> holds) {
    for (Held hold : holds) {
      Waiting.until(hold + " ends", PATIENCE, () -> status(client, hold.seat()).equals("free"));
      long now = System.nanoTime();

      assertThat(TimeUnit.NANOSECONDS.toMillis(now - hold.askedNanos()))
          .as("life of %s", hold)
          .isGreaterThanOrEqualTo(HOLD_MILLIS);
      assertThat(TimeUnit.NANOSECONDS.toMillis(now - hold.answeredNanos()))
          .as("life of %s", hold)
          .isLessThanOrEqualTo(HOLD_MILLIS + LATE_MILLIS);
    }
  }

  private static String status(ApiClient client, String seat) {
    return new JsonObject(client.get("/v1/events/night/objects/" + seat)).getString("status");
  }

  private static void awaitJumps(ApiClient client, int jumps) {
    Waiting.until(
        "the node notes jump " + jumps,
        PATIENCE,
        () ->
            client
                .get("/metrics")
                .lines()
                .anyMatch(
                    line -> line.matches("seatkeeper_wall_clock_jumps\\S* " + jumps + "\\.0")));
  }
}
