package io.seatkeeper.simulation.trial;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.core.outcome.Outcome.PaymentRecorded;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.simulation.trial.Campaign.FailedSeed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Classic bugs, put between the engine and the checks: each is found within {@link #SEEDS} seeds,
 * by the promise it breaks. The promises are checked without the model's help.
 */
class SabotageTest {
  private static final int SEEDS = 8;
  private static final int COMMANDS = 2000;

  @Test
  void shouldFindASeatThatIsSoldTwice() {
    assertFound(
        "I3: acknowledged",
        () ->
            new Saboteur() {
              @Override
              public Applied apply(long index, long logMillis, long wallMillis, Request request) {
                Applied answer = super.apply(index, logMillis, wallMillis, request);
                boolean taken =
                    answer.outcome() instanceof Refused refused
                        && refused.rejection() == Rejection.OBJECT_NOT_FREE;
                if (taken && request.command() instanceof BookObjects book) {
                  Request release = Request.unkeyed(new ReleaseObjects(0, "", book.selections()));
                  super.apply(index, logMillis, wallMillis, release);
                  return super.apply(index, logMillis, wallMillis, request);
                }
                return answer;
              }
            });
  }

  @Test
  void shouldFindARequestThatIsCarriedOutTwice() {
    assertFound(
        "I3: another outcome",
        () ->
            new Saboteur() {
              @Override
              public Applied apply(long index, long logMillis, long wallMillis, Request request) {
                Applied answer = super.apply(index, logMillis, wallMillis, request);
                return answer.repeated()
                    ? super.apply(index, logMillis, wallMillis, Request.unkeyed(request.command()))
                    : answer;
              }
            });
  }

  @Test
  void shouldFindABookingThatWasOnlyAnswered() {
    assertFound(
        "I3: acknowledged",
        () ->
            new Saboteur() {
              @Override
              public Applied apply(long index, long logMillis, long wallMillis, Request request) {
                if (request.command() instanceof BookObjects book && book.order().endsWith("7")) {
                  super.apply(index, logMillis, wallMillis, Request.unkeyed(new Command.Tick()));
                  int objects = book.selections().stream().mapToInt(Selection::size).sum();
                  return new Applied(new ObjectsBooked(book.order(), objects), false, List.of());
                }
                return super.apply(index, logMillis, wallMillis, request);
              }
            });
  }

  @Test
  void shouldFindAHoldThatLivesTooLong() {
    assertFound(
        "I4: held for longer",
        () ->
            new Saboteur() {
              @Override
              public Applied apply(long index, long logMillis, long wallMillis, Request request) {
                return super.apply(
                    index, logMillis, wallMillis, withLease(request, Lease.PROLONGED));
              }
            });
  }

  @Test
  void shouldFindABookingThatIsDoneByHalves() {
    assertFound(
        "I5: ",
        () ->
            new Saboteur() {
              @Override
              public Applied apply(long index, long logMillis, long wallMillis, Request request) {
                Applied answer = super.apply(index, logMillis, wallMillis, request);
                if (answer.outcome() instanceof Refused
                    && request.command() instanceof BookObjects book
                    && !book.selections().isEmpty()
                    && book.selections().getFirst().size() > 1) {
                  Applied half = super.apply(index, logMillis, wallMillis, firstObjectOnly(book));
                  List<Change> changes = new ArrayList<>(answer.changes());
                  changes.addAll(half.changes());
                  return new Applied(answer.outcome(), false, changes);
                }
                return answer;
              }
            });
  }

  @Test
  void shouldFindAHashThatMissesAnUpdate() {
    AtomicInteger steps = new AtomicInteger();
    assertFound(
        "I6: the incremental hash",
        () ->
            new Saboteur() {
              @Override
              public long computeStateHash() {
                return super.computeStateHash() + (steps.incrementAndGet() > 900 ? 1 : 0);
              }
            });
  }

  @Test
  void shouldFindAReplicaThatReadsItsOwnClock() {
    AtomicInteger replicas = new AtomicInteger();
    assertFound(
        "I6: a replica that replayed the log has another hash",
        () -> {
          int replica = replicas.getAndIncrement();
          return new Saboteur() {
            @Override
            public Applied apply(long index, long logMillis, long wallMillis, Request request) {
              return super.apply(index, logMillis, wallMillis + replica, request);
            }
          };
        });
  }

  @Test
  void shouldFindASnapshotThatIsTakenTooLate() {
    assertFound(
        "I6: a replica restored",
        () ->
            new Saboteur() {
              @Override
              public Supplier<Subject> snapshot() {
                return () -> super.snapshot().get();
              }
            });
  }

  @Test
  void shouldFindABuyerWhoIsNotCounted() {
    assertFound(
        "I7: ",
        () ->
            new Saboteur() {
              @Override
              public Applied apply(long index, long logMillis, long wallMillis, Request request) {
                return super.apply(
                    index, logMillis, wallMillis, withLease(request, Lease.WITHOUT_BUYER));
              }
            });
  }

  @Test
  void shouldFindAnOrderThatLosesItsMoney() {
    assertFound(
        "money: payment",
        () ->
            new Saboteur() {
              @Override
              public Applied apply(long index, long logMillis, long wallMillis, Request request) {
                if (request.command() instanceof RecordPayment payment
                    && isExpired(view().order(payment.event(), payment.order()))) {
                  super.apply(index, logMillis, wallMillis, Request.unkeyed(new Command.Tick()));
                  return new Applied(
                      new PaymentRecorded(payment.order(), OrderState.REFUND_DUE),
                      false,
                      List.of());
                }
                return super.apply(index, logMillis, wallMillis, request);
              }
            });
  }

  private static boolean isExpired(@Nullable OrderView order) {
    return order != null && order.state() == OrderState.EXPIRED && order.total() > 0;
  }

  @Test
  void shouldFindAnAreaThatIsOverfull() {
    assertFound("I2: ", () -> new Liar("areaBooked", 1000));
  }

  @Test
  void shouldFindASeatThatIsHeldByTwo() {
    assertFound("I1: ", () -> new Liar("token", 4711L));
  }

  @Test
  void shouldShrinkAFailureToAFewSteps() {
    SeedRun run = new SeedRun(1, IgnoringChannels::new);
    Failure failure = requireNonNull(run.run(COMMANDS));

    Failure smallest = run.shrink(failure);

    assertThat(smallest.steps()).hasSizeLessThan(30);
    assertThat(run.run(smallest.steps())).isEqualTo(smallest);
  }

  @Test
  void shouldExplainAFailureSoThatItCanBeSeenAgain() throws InterruptedException {
    Campaign campaign = new Campaign(COMMANDS, IgnoringChannels::new);
    FailedSeed failed = requireNonNull(campaign.run(1, 2));

    String text = campaign.explain(failed, "the command that replays it");

    assertThat(text)
        .startsWith("seed " + failed.seed() + ", step " + failed.failure().step() + ": ")
        .contains("HoldObjects", "CHANNEL_NOT_ALLOWED", "run it again: the command that replays it")
        .containsPattern("shrunk to \\d+ steps");
  }

  /** Lets everybody hold what is set aside for a channel. */
  private static final class IgnoringChannels extends Saboteur {
    @Override
    public Applied apply(long index, long logMillis, long wallMillis, Request request) {
      if (request.command() instanceof HoldObjects hold) {
        ChannelAccess every = new ChannelAccess(true, List.of(), hold.access().caller());
        Command open = new HoldObjects(hold.lease(), hold.selections(), every);
        return super.apply(index, logMillis, wallMillis, new Request(open, request.key()));
      }
      return super.apply(index, logMillis, wallMillis, request);
    }
  }

  private static void assertFound(String fault, Supplier<Subject> spoiled) {
    List<String> found = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Failure failure = new SeedRun(seed, spoiled).run(COMMANDS);
      if (failure != null) {
        found.addAll(failure.faults());
      }
    }
    assertThat(found).anyMatch(sentence -> sentence.startsWith(fault));
  }

  private enum Lease {
    PROLONGED,
    WITHOUT_BUYER
  }

  private static Request withLease(Request request, Lease how) {
    if (!(request.command() instanceof HoldObjects hold)) {
      return request;
    }
    TokenLease lease = hold.lease();
    TokenLease spoiled =
        switch (how) {
          case PROLONGED ->
              new TokenLease(
                  lease.token(), lease.workspace(), lease.deadlineLogMillis() + 500, lease.buyer());
          case WITHOUT_BUYER ->
              new TokenLease(lease.token(), lease.workspace(), lease.deadlineLogMillis(), "");
        };
    return new Request(new HoldObjects(spoiled, hold.selections(), hold.access()), request.key());
  }

  private static Request firstObjectOnly(BookObjects book) {
    Selection selection = book.selections().getFirst();
    Selection first =
        Selection.withQuantities(
            selection.event(), new int[] {selection.object(0)}, new int[] {selection.quantity(0)});
    return Request.unkeyed(
        new BookObjects(book.token(), book.order(), book.buyer(), List.of(first), book.access()));
  }
}
