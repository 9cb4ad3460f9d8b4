package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.server.live.Until;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class OnSaleTest {
  private static final int SEATS = 300;
  private static final int STANDING = 100;
  private static final long PACE_SECONDS = 3;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"NONE", "OVERLOADED", "SLOW", "BROKEN_CONNECTIONS"})
  void shouldSellEverythingOnceWhateverTheWeather(FakeNode.Fault fault) throws Exception {
    try (FakeNode node = new FakeNode(SEATS, STANDING, fault)) {
      LoadReport report = sell(node, 60, null);

      assertThat(report.faults()).isEmpty();
      assertThat(report.ok()).isTrue();
      assertThat(report.soldOut()).isTrue();
      assertThat(report.seats()).isEqualTo(SEATS + STANDING);
      assertThat(report.sold()).isEqualTo(SEATS + STANDING);
      assertThat(report.doubleSold()).isZero();
      assertThat(report.lostAcks()).isZero();
      assertThat(report.holds()).isGreaterThanOrEqualTo(report.bookings());
      assertThat(report.attempts()).isGreaterThanOrEqualTo(report.holds());
      assertThat(report.retries() > 0).isEqualTo(fault != FakeNode.Fault.NONE);
    }
  }

  @Test
  void shouldNotTakeANodeThatLagsBehindForALoss() throws Exception {
    try (FakeNode node = new FakeNode(SEATS, STANDING, FakeNode.Fault.NONE);
        FakeReplica replica = new FakeReplica(node)) {
      LoadReport report = sell(List.of(node.url(), replica.url()), 60, 0, null);

      assertThat(replica.requests()).isPositive();
      assertThat(report.faults()).isEmpty();
      assertThat(report.soldOut()).isTrue();
      assertThat(report.sold()).isEqualTo(SEATS + STANDING);
      assertThat(report.lostAcks()).isZero();
    }
  }

  @Test
  void shouldGoOnSellingWhenANodeGoesAway() throws Exception {
    try (FakeNode node = new FakeNode(SEATS, STANDING, FakeNode.Fault.NONE);
        FakeReplica first = new FakeReplica(node);
        OnSale sale =
            OnSale.open(options(List.of(first.url(), node.url()), 60, PACE_SECONDS, null))) {
      CompletableFuture<LoadReport> selling = sale.start();
      Until.holds("something is sold", () -> sale.progress().bookings() > 0);
      first.stop();

      LoadReport report = selling.get();

      assertThat(report.faults()).isEmpty();
      assertThat(report.soldOut()).isTrue();
      assertThat(report.sold()).isEqualTo(SEATS + STANDING);
      assertThat(report.unknown()).isZero();
    }
  }

  @Test
  void shouldSeeThatANodeSellsTwice() throws Exception {
    try (FakeNode node = new FakeNode(SEATS, 0, FakeNode.Fault.SELLS_TWICE)) {
      LoadReport report = sell(node, 60, null);

      assertThat(report.ok()).isFalse();
      assertThat(report.doubleSold()).isPositive();
      assertThat(report.lostAcks()).isPositive();
    }
  }

  @Test
  void shouldSeeThatANodeLosesBookings() throws Exception {
    try (FakeNode node = new FakeNode(SEATS, 0, FakeNode.Fault.LOSES_BOOKINGS)) {
      LoadReport report = sell(node, 60, null);

      assertThat(report.ok()).isFalse();
      assertThat(report.lostAcks()).isPositive();
    }
  }

  @Test
  void shouldStopWhenTheTimeIsUp() throws Exception {
    try (FakeNode node = new FakeNode(SEATS, 0, FakeNode.Fault.NONE)) {
      LoadReport report = sell(node, 6, 600, null);

      assertThat(report.ok()).isTrue();
      assertThat(report.soldOut()).isFalse();
      assertThat(report.sold()).isPositive().isLessThan(SEATS);
    }
  }

  @Test
  void shouldWriteWhatEveryFanAskedAndSaw() throws Exception {
    Path file = folder.resolve("history.jsonl");
    try (FakeNode node = new FakeNode(SEATS, STANDING, FakeNode.Fault.SLOW)) {
      LoadReport report = sell(node, 60, file);

      List<JsonObject> lines = Files.readAllLines(file).stream().map(JsonObject::new).toList();
      assertThat(lines.getFirst().getInteger("history")).isEqualTo(1);
      List<JsonObject> rest = lines.subList(1, lines.size());
      assertThat(rest).filteredOn(line -> holds(line)).hasSize((int) report.attempts());
      assertThat(rest)
          .filteredOn(line -> line.getString("operation").equals("book") && ok(line))
          .hasSize((int) report.bookings())
          .allSatisfy(
              line -> {
                assertThat(line.getLong("endMicros"))
                    .isGreaterThanOrEqualTo(line.getLong("startMicros"));
                assertThat(line.getJsonArray("saw")).isEqualTo(line.getJsonArray("asked"));
                assertThat(line.getString("subject")).contains("-o");
              });
    }
  }

  @Test
  void shouldNameTheReasonWhenTheNodeIsAway() throws IOException {
    FakeNode node = new FakeNode(1, 0, FakeNode.Fault.NONE);
    node.close();

    assertThatExceptionOfType(OnSaleException.class)
        .isThrownBy(() -> sell(node, 1, null))
        .withMessageContaining("no connection to");
  }

  @Test
  void shouldRefuseALiveKey() throws Exception {
    try (FakeNode node = new FakeNode(1, 0, FakeNode.Fault.NONE)) {
      OnSaleOptions options =
          new OnSaleOptions(node.url(), FakeNode.EVENT, "sk_live_x", 1, 1, 0, 1, 1, null);

      assertThatExceptionOfType(OnSaleException.class)
          .isThrownBy(() -> OnSale.open(options))
          .withMessageContaining("sk_test_");
    }
  }

  @Test
  void shouldNameAnUnknownEvent() throws Exception {
    try (FakeNode node = new FakeNode(1, 0, FakeNode.Fault.NONE)) {
      OnSaleOptions options =
          new OnSaleOptions(node.url(), "other", FakeNode.KEY, 1, 1, 0, 1, 1, null);

      assertThatExceptionOfType(OnSaleException.class)
          .isThrownBy(() -> OnSale.open(options))
          .withMessageContaining("no event other");
    }
  }

  private static boolean ok(JsonObject line) {
    return line.getString("outcome").equals("ok");
  }

  private static boolean holds(JsonObject line) {
    return List.of("hold", "best").contains(line.getString("operation"));
  }

  private static LoadReport sell(FakeNode node, long seconds, @Nullable Path history)
      throws Exception {
    return sell(node, seconds, 0, history);
  }

  private static LoadReport sell(
      FakeNode node, long seconds, long paceSeconds, @Nullable Path history) throws Exception {
    return sell(List.of(node.url()), seconds, paceSeconds, history);
  }

  private static LoadReport sell(
      List<URI> urls, long seconds, long paceSeconds, @Nullable Path history) throws Exception {
    try (OnSale sale = OnSale.open(options(urls, seconds, paceSeconds, history))) {
      return sale.run();
    }
  }

  private static OnSaleOptions options(
      List<URI> urls, long seconds, long paceSeconds, @Nullable Path history) {
    return new OnSaleOptions(
        urls, FakeNode.EVENT, FakeNode.KEY, 200, seconds, paceSeconds, 32, 1, history);
  }
}
