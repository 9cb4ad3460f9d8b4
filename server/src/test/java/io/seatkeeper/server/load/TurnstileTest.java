package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TurnstileTest {
  private static final int SEATS = 1_000;

  private final House house = house();

  private static House house() {
    List<House.Thing> things = new ArrayList<>();
    for (int seat = 0; seat < SEATS; seat++) {
      things.add(new House.Thing("S-" + seat, false, 1, -1, seat));
    }
    return new House(things);
  }

  @Test
  void shouldLetEverybodyInWhenThereIsEnough() throws InterruptedException {
    Turnstile turnstile = new Turnstile(Turnstile.Pace.AT_ONCE, 50);

    turnstile.turn(withBooked(0), 0);

    assertThat(entered(turnstile, 50)).isEqualTo(50);
  }

  @Test
  void shouldLetFewInForTheLastSeats() throws InterruptedException {
    Turnstile turnstile = new Turnstile(Turnstile.Pace.AT_ONCE, 50);

    turnstile.turn(withBooked(SEATS - 2), 0);
    turnstile.turn(withBooked(SEATS - 2), 10);

    assertThat(entered(turnstile, 50)).isEqualTo(6);
  }

  @Test
  void shouldLetInMoreOnceSomebodyLeaves() throws InterruptedException {
    Turnstile turnstile = new Turnstile(Turnstile.Pace.AT_ONCE, 50);
    turnstile.turn(withBooked(SEATS - 1), 0);
    turnstile.leave();

    turnstile.turn(withBooked(SEATS - 1), 10);

    assertThat(entered(turnstile, 50)).isEqualTo(4);
  }

  @Test
  void shouldKeepPace() throws InterruptedException {
    Turnstile turnstile = new Turnstile(Turnstile.Pace.evenly(10_000), 1_000);

    turnstile.turn(withBooked(0), 1_000);

    // A tenth of the time has passed: a hundred places should be taken, by forty parties.
    assertThat(entered(turnstile, 1_000)).isEqualTo(41);
  }

  @Test
  void shouldWaitWhenTheSaleIsAheadOfItsPace() throws InterruptedException {
    Turnstile turnstile = new Turnstile(Turnstile.Pace.evenly(10_000), 1_000);

    turnstile.turn(withBooked(500), 1_000);

    assertThat(entered(turnstile, 1_000)).isZero();
  }

  @Test
  void shouldSendEverybodyHomeWhenItCloses() throws InterruptedException {
    Turnstile turnstile = new Turnstile(Turnstile.Pace.AT_ONCE, 1);

    turnstile.close();
    turnstile.close();

    assertThat(turnstile.enter()).isFalse();
    assertThat(turnstile.over()).isTrue();
  }

  private MapView withBooked(int booked) {
    return MapViews.of(house, seat -> seat < booked ? 2 : 0);
  }

  /** How many of some waiting fans get in. */
  private static int entered(Turnstile turnstile, int fans) throws InterruptedException {
    AtomicInteger entered = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int fan = 0; fan < fans; fan++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try {
                  if (turnstile.enter()) {
                    entered.incrementAndGet();
                  }
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              }));
    }
    // Everybody has either got in or waits: nobody else opens the turnstile.
    long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (threads.stream().anyMatch(TurnstileTest::undecided)) {
      assertThat(System.nanoTime()).isLessThan(deadlineNanos);
      Thread.onSpinWait();
    }
    threads.forEach(Thread::interrupt);
    return entered.get();
  }

  private static boolean undecided(Thread thread) {
    return thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED;
  }
}
