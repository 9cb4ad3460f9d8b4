package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.live.Until;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SupervisorTest {
  private static final Backoff QUICK = new Backoff(1, 4, 60_000);
  private static final Backoff NEVER = new Backoff(3_600_000, 3_600_000, 3_600_000);

  private final List<FakeChild> children = new CopyOnWriteArrayList<>();

  @Test
  void shouldStartAgainWhatEnds() {
    try (Supervisor supervisor = Supervisor.start("x", this::launch, QUICK)) {
      awaitRunning(supervisor, 1);
      children.getFirst().end();
      awaitRunning(supervisor, 2);
      assertThat(supervisor.kill()).isEqualTo(2);
      awaitRunning(supervisor, 3);

      assertThat(supervisor.status().restarts()).isEqualTo(2);
      assertThat(supervisor.status().lastWords()).isEqualTo("child 2 has ended");
      assertThat(children.get(1).killed).isTrue();
    }
  }

  @Test
  void shouldGoOnTryingWhatDoesNotStart() {
    AtomicInteger tries = new AtomicInteger();
    Supervisor.Launcher launcher =
        () -> {
          if (tries.incrementAndGet() < 5) {
            throw new IOException("the port is in use");
          }
          return launch();
        };
    try (Supervisor supervisor = Supervisor.start("x", launcher, QUICK)) {
      awaitRunning(supervisor, 1);

      assertThat(tries).hasValue(5);
      assertThat(supervisor.status().restarts()).isEqualTo(4);
      assertThat(supervisor.status().lastWords()).isEqualTo("the port is in use");
    }
  }

  @Test
  void shouldWaitBeforeTheNextStart() {
    try (Supervisor supervisor = Supervisor.start("x", this::launch, NEVER)) {
      awaitRunning(supervisor, 1);
      children.getFirst().end();

      await(supervisor, Supervisor.State.WAITING);
      assertThat(supervisor.status().pid()).isZero();
      assertThat(supervisor.kill()).isZero();
    }
    assertThat(children).hasSize(1);
  }

  @Test
  void shouldNotStartWhatIsHeldUntilItIsResumed() {
    try (Supervisor supervisor = Supervisor.start("x", this::launch, QUICK)) {
      awaitRunning(supervisor, 1);
      assertThat(supervisor.killAndHold()).isEqualTo(1);
      await(supervisor, Supervisor.State.HELD);
      assertThat(children).hasSize(1);

      supervisor.resume();

      awaitRunning(supervisor, 2);
    }
  }

  @Test
  void shouldEndInOrderAndStartNothingAfterwards() {
    Supervisor supervisor = Supervisor.start("x", this::launch, QUICK);
    awaitRunning(supervisor, 1);

    supervisor.close();

    assertThat(supervisor.status().state()).isEqualTo(Supervisor.State.ENDED);
    assertThat(children).hasSize(1);
    assertThat(children.getFirst().killed).isFalse();
    assertThat(children.getFirst().ended()).isCompleted();
  }

  @Test
  void shouldGiveUpAStartThatIsUnderWay() {
    CountDownLatch starting = new CountDownLatch(1);
    AtomicBoolean gaveUp = new AtomicBoolean();
    Supervisor supervisor =
        Supervisor.start(
            "x",
            () -> {
              starting.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                gaveUp.set(true);
                throw e;
              }
              throw new AssertionError("unreachable");
            },
            QUICK);
    Until.holds("it starts", () -> starting.getCount() == 0);

    supervisor.close();

    assertThat(gaveUp).isTrue();
    assertThat(supervisor.status().state()).isEqualTo(Supervisor.State.ENDED);
  }

  private void awaitRunning(Supervisor supervisor, int child) {
    Until.holds(
        "child " + child + " runs",
        () ->
            supervisor.status().state() == Supervisor.State.RUNNING
                && supervisor.status().pid() == child);
  }

  private static void await(Supervisor supervisor, Supervisor.State state) {
    Until.holds("it is " + state, () -> supervisor.status().state() == state);
  }

  private Supervisor.Child launch() {
    FakeChild child = new FakeChild(children.size() + 1);
    children.add(child);
    return child;
  }

  /** A process that ends when it is told to. */
  private static final class FakeChild implements Supervisor.Child {
    private final int number;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean killed;

    FakeChild(int number) {
      this.number = number;
    }

    void end() {
      ended.complete(null);
    }

    @Override
    public long pid() {
      return number;
    }

    @Override
    public CompletableFuture<?> ended() {
      return ended;
    }

    @Override
    public String lastWords() {
      return "child " + number + " has ended";
    }

    @Override
    public void kill() {
      killed = true;
      end();
    }

    @Override
    public void close() {
      end();
    }
  }
}
