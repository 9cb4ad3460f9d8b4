package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.cli.FreePort;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two events on three machines' worth of processes, of which one is killed again and again. */
@Timeout(240)
class ClusterSaleTest {
  private static final TestHouse HOUSE = new TestHouse(20, 30, 7, 5, 60);

  @TempDir private Path folder;

  @Test
  void shouldSellTwoEventsOutWhileNodesAreKilled() throws Exception {
    Path drawing = Files.write(folder.resolve("house.json"), HOUSE.drawing());
    try (Program demo =
        Program.start(
            folder,
            "demo",
            "--nodes",
            "3",
            "--shards",
            "2",
            "--port",
            String.valueOf(FreePort.any()),
            "--chart",
            drawing.toString(),
            "--fans",
            "40",
            "--kill-every",
            "3",
            "--exit-when-sold-out")) {
      demo.awaitEnd(0, Duration.ofSeconds(200));

      JsonObject report =
          new JsonObject(demo.output().lines().reduce((_, last) -> last).orElseThrow());
      assertThat(report.getLong("seats")).isEqualTo(2L * HOUSE.places());
      assertThat(report.getLong("sold")).isEqualTo(2L * HOUSE.places());
      assertThat(report.getLong("doubleSold")).isZero();
      assertThat(report.getLong("lostAcks")).isZero();
      assertThat(report.getLong("kills")).isPositive();
      assertThat(report.getBoolean("ok")).isTrue();
    }
  }
}
