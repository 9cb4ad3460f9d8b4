package io.seatkeeper.benchmarks;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time to hold the best two of a half-sold house of 60,000 seats and release them again. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class BestAvailableBenchmark {
  private static final int SEATS = 60_000;
  private static final int AT_ONCE = 100;

  /**
   * Which half is sold: seats anywhere, the nearer half, or every second seat, so that no two
   * neighbours are left and the fallbacks decide.
   */
  @Param({"anywhere", "nearest", "everySecond"})
  String sold = "anywhere";

  private final TokenLease lease = new TokenLease(1, House.WORKSPACE, 80_000_000, "ann");

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  private House house;

  /** Builds the house and sells half of it. */
  @Setup
  public void sellHalf() {
    house = new House(1, SEATS);
    SplittableRandom random = new SplittableRandom(7);
    int[] batch = new int[AT_ONCE];
    int inBatch = 0;
    int orders = 0;
    for (int seat = 0; seat < SEATS; seat++) {
      boolean take =
          switch (sold) {
            case "anywhere" -> random.nextBoolean();
            case "nearest" -> seat < SEATS / 2;
            default -> seat % 2 == 0;
          };
      if (take) {
        batch[inBatch++] = seat;
      }
      if (inBatch == AT_ONCE) {
        book("order" + orders++, batch);
        inBatch = 0;
      }
    }
  }

  /** One hold by best available and its release: two commands. */
  @Benchmark
  public Outcome holdBestTwo() {
    Command hold =
        new Command.HoldBestAvailable(
            lease,
            house.event(0),
            2,
            List.of(),
            null,
            null,
            false,
            true,
            true,
            true,
            ChannelAccess.GENERAL);
    if (house.apply(Request.unkeyed(hold)).outcome() instanceof Outcome.ObjectsHeld held) {
      Command release = new Command.ReleaseObjects(lease.token(), "", held.selections());
      return house.apply(Request.unkeyed(release)).outcome();
    }
    throw new IllegalStateException("nothing held");
  }

  private void book(String order, int[] seats) {
    List<Selection> selections = List.of(Selection.of(house.event(0), seats));
    house.applyOrFail(new Command.BookObjects(0, order, "", selections, ChannelAccess.GENERAL));
  }
}
