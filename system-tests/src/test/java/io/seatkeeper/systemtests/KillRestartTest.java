package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.OnSale;
import io.seatkeeper.server.load.SaleCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that dies in the middle of a sale, again and again, under fans who do not give up. */
@Timeout(240)
class KillRestartTest {
  private static final TestHouse HOUSE = new TestHouse(60, 50, 20, 10, 400);
  private static final int KILLS = 4;
  private static final int FANS = 300;
  private static final long PACE_SECONDS = 20;

  @TempDir private Path folder;

  @Test
  void shouldSellTheWholeHouseOnceThoughItIsKilledInMidSale() throws Exception {
    try (RunningNode node = RunningNode.start(folder)) {
      node.createEvent("night", HOUSE);
      try (OnSale sale = OnSale.open(node.sale("night", FANS, PACE_SECONDS))) {
        CompletableFuture<LoadReport> selling = sale.start();
        for (int kill = 1; kill <= KILLS; kill++) {
          long enough = HOUSE.places() * kill / (KILLS + 2);
          Waiting.until(
              enough + " are sold",
              Duration.ofSeconds(60),
              () -> sale.progress().booked() >= enough || selling.isDone());
          assertThat(sale.progress().free()).as("left in mid-sale").isPositive();

          node.killAndRestart();

          SaleCount count = sale.check();
          assertThat(count.faults()).as("after kill %d", kill).isEmpty();
          assertThat(count.acknowledged()).isPositive();
          assertThat(count.sold()).isGreaterThanOrEqualTo(enough);
        }

        LoadReport report = selling.get(180, TimeUnit.SECONDS);

        assertThat(report.faults()).isEmpty();
        assertThat(report.soldOut()).isTrue();
        assertThat(report.sold()).isEqualTo(report.seats()).isEqualTo(HOUSE.places());
        assertThat(report.doubleSold()).isZero();
        assertThat(report.lostAcks()).isZero();
        assertThat(report.lostConnections()).as("the kills were felt").isPositive();
        assertThat(report.ok()).isTrue();
      }
    }
  }
}
