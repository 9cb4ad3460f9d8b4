package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HoldBenchTest {
  @Test
  void shouldCountWhatWasAnsweredAndLeaveEverythingFree() throws Exception {
    try (FakeNode node = new FakeNode(40, 0, FakeNode.Fault.NONE);
        ConnectionPool pool = new ConnectionPool(node.url(), FakeNode.KEY, 1)) {
      HoldBench.Figures figures = HoldBench.measure(options(node, 4));

      assertThat(figures.requests()).isPositive();
      assertThat(figures.perSecond()).isEqualTo((double) figures.requests());
      assertThat(figures.p99Millis()).isGreaterThanOrEqualTo(figures.p50Millis());
      String owners =
          pool.exchange(HttpAsk.get("/v1/events/" + FakeNode.EVENT + "/owners")).answer().body();
      assertThat(owners).contains("\"items\":[]");
    }
  }

  @Test
  void shouldSayThatTheHouseIsTooSmall() throws Exception {
    try (FakeNode node = new FakeNode(7, 0, FakeNode.Fault.NONE)) {
      assertThatExceptionOfType(OnSaleException.class)
          .isThrownBy(() -> HoldBench.measure(options(node, 4)))
          .withMessageContaining("need 8 free seats, the event has 7");
    }
  }

  @Test
  void shouldNotMeasureRefusals() throws Exception {
    try (FakeNode node = new FakeNode(40, 0, FakeNode.Fault.OVERLOADED)) {
      assertThatExceptionOfType(OnSaleException.class)
          .isThrownBy(() -> HoldBench.measure(options(node, 4)))
          .withMessageContaining("503");
    }
  }

  private static HoldBench.Options options(FakeNode node, int connections) {
    return new HoldBench.Options(
        List.of(node.url()), FakeNode.EVENT, FakeNode.KEY, connections, 0, 1);
  }
}
