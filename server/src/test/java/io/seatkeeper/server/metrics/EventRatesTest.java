package io.seatkeeper.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.server.metrics.EventRates.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EventRatesTest {
  private final AtomicLong nanos = new AtomicLong(-5);
  private final EventRates rates = new EventRates(nanos::get);

  private void passSeconds(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private void sell(int event, int places) {
    Change change =
        new ObjectChanged(
            event, 1, 0, Reason.BOOKED, "held", "booked", true, false, places, 0, 0, 0, "o");
    rates.onEntry(1, 1, 1, List.of(change));
  }

  private static List<Integer> last(List<Integer> counts, int count) {
    return counts.subList(counts.size() - count, counts.size());
  }

  @Test
  void shouldCountSecondBySecond() {
    rates.attempted(3, false);
    rates.attempted(3, true);
    sell(3, 4);
    passSeconds(1);
    rates.attempted(3, true);
    passSeconds(2);

    Series series = rates.series(3);

    assertThat(last(series.attempts(), 4)).containsExactly(0, 2, 1, 0);
    assertThat(last(series.refusals(), 4)).containsExactly(0, 1, 1, 0);
    assertThat(last(series.sold(), 4)).containsExactly(0, 4, 0, 0);
    assertThat(series.sold()).hasSize(600);
  }

  @Test
  void shouldLeaveOutTheSecondThatGoesOn() {
    rates.attempted(3, false);

    assertThat(rates.series(3).attempts()).containsOnly(0);
  }

  @Test
  void shouldForgetAfterTenMinutes() {
    rates.attempted(3, false);
    passSeconds(600);
    assertThat(rates.series(3).attempts().getFirst()).isEqualTo(1);

    passSeconds(1);
    assertThat(rates.series(3).attempts()).containsOnly(0);

    // By then the count would stand where another second's is.
    passSeconds(1024 - 601);
    rates.attempted(3, false);
    passSeconds(1);
    assertThat(last(rates.series(3).attempts(), 2)).containsExactly(0, 1);
  }

  @Test
  void shouldTellEventsApart() {
    rates.attempted(3, false);
    passSeconds(1);

    assertThat(rates.series(4).attempts()).hasSize(600).containsOnly(0);
  }

  @Test
  void shouldForgetTheEventThatWasIdleLongest() {
    rates.attempted(0, false);
    passSeconds(1);
    for (int event = 1; event <= EventRates.MOST_EVENTS; event++) {
      rates.attempted(event, false);
    }
    passSeconds(1);

    assertThat(rates.series(0).attempts()).containsOnly(0);
    assertThat(rates.series(1).attempts()).contains(1);
    assertThat(rates.series(EventRates.MOST_EVENTS).attempts()).contains(1);
  }

  @Test
  void shouldLoseNothingWhenManyCountAtOnce() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int count = 0; count < 10_000; count++) {
                      rates.attempted(3, false);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    passSeconds(1);

    assertThat(last(rates.series(3).attempts(), 1)).containsExactly(40_000);
  }
}
