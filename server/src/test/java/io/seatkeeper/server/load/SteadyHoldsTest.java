package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SteadyHoldsTest {
  private static final long PATIENCE_MILLIS = 20_000;

  @Test
  void shouldMeasureHowLongNobodyGotAHold() throws Exception {
    try (FakeNode node = new FakeNode(40, 0, FakeNode.Fault.BROKEN_CONNECTIONS);
        FakeReplica door = new FakeReplica(node);
        SteadyHolds holds = SteadyHolds.start(options(List.of(door.url(), node.url()), 4))) {
      holds.awaitEveryClient(PATIENCE_MILLIS);
      holds.mark();
      long startNanos = System.nanoTime();
      // Nobody is answered while somebody else has the node.
      long heldNanos = node.stand(300);

      holds.awaitEveryClient(PATIENCE_MILLIS);

      double elapsedMillis = (System.nanoTime() - startNanos) / 1e6;
      assertThat(holds.longestGapMillis()).isBetween(heldNanos / 1e6 - 5, elapsedMillis + 1_000);
      holds.mark();
      holds.awaitEveryClient(PATIENCE_MILLIS);
      assertThat(holds.longestGapMillis()).isLessThan(heldNanos / 1e6);
    }
  }

  @Test
  void shouldGoOnThroughTheNodesThatAreThere() throws Exception {
    try (FakeNode node = new FakeNode(40, 0, FakeNode.Fault.OVERLOADED);
        FakeReplica door = new FakeReplica(node);
        SteadyHolds holds = SteadyHolds.start(options(List.of(door.url(), node.url()), 4))) {
      holds.awaitEveryClient(PATIENCE_MILLIS);

      door.stop();

      holds.awaitEveryClient(PATIENCE_MILLIS);
      assertThat(door.requests()).isPositive();
    }
  }

  @Test
  void shouldSayWhenAClientIsRefused() throws Exception {
    try (FakeNode node = new FakeNode(40, 0, FakeNode.Fault.NONE);
        SteadyHolds holds = SteadyHolds.start(options(List.of(node.url()), 2))) {
      node.sellOut();

      assertThatExceptionOfType(OnSaleException.class)
          .isThrownBy(() -> holds.awaitEveryClient(PATIENCE_MILLIS))
          .withMessageContaining("OBJECT_NOT_FREE");
    }
  }

  @Test
  void shouldSayThatTheHouseIsTooSmall() throws Exception {
    try (FakeNode node = new FakeNode(7, 0, FakeNode.Fault.NONE)) {
      assertThatExceptionOfType(OnSaleException.class)
          .isThrownBy(() -> SteadyHolds.start(options(List.of(node.url()), 4)))
          .withMessageContaining("need 8 free seats, the event has 7");
    }
  }

  private static SteadyHolds.Options options(List<URI> urls, int clients) {
    return new SteadyHolds.Options(urls, FakeNode.EVENT, FakeNode.KEY, clients, 1);
  }
}
