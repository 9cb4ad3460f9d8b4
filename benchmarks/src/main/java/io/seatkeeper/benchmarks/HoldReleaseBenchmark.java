package io.seatkeeper.benchmarks;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Commands a second through {@code SeatEngine.apply} on one thread: hold two seats drawn uniformly
 * from all events, then release them. One operation is one command.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
// Touching each page of a fresh heap for the first time would otherwise be what the first ten
// seconds measure.
@Fork(
    value = 3,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch"})
public class HoldReleaseBenchmark {
  private static final int TOKENS = 10_000;
  private static final int COMMANDS_A_MILLISECOND = 100;
  private static final long WINDOW_MILLIS = 1000;

  /** Seats of all events together. */
  @Param({"1000", "10000", "100000", "1000000"})
  int objects;

  /** Events the seats are spread over. */
  @Param({"1"})
  int events;

  /** Whether every command carries an idempotency key (a request log of about 100,000 entries). */
  @Param({"false"})
  boolean keyed;

  private final SplittableRandom random = new SplittableRandom(42);
  private final TokenLease[] leases = new TokenLease[TOKENS];

  @SuppressWarnings("NullAway.Init") // JMH calls the set-up first
  private House house;

  private int perEvent;
  private long applied;

  /** Builds the house. */
  @Setup
  public void build() {
    perEvent = objects / events;
    house = new House(events, perEvent);
    house.applyOrFail(new Command.ConfigureShard(2_000_000, WINDOW_MILLIS));
    for (int token = 0; token < TOKENS; token++) {
      leases[token] = new TokenLease(token + 1, House.WORKSPACE, 80_000_000, "buyer" + token);
    }
  }

  /** One hold and one release. */
  @Benchmark
  @OperationsPerInvocation(2)
  public Outcome holdThenRelease() {
    int event = house.event(events == 1 ? 0 : random.nextInt(events));
    int first = random.nextInt(perEvent);
    int second = (first + 1 + random.nextInt(perEvent - 1)) % perEvent;
    List<Selection> selections = List.of(Selection.of(event, first, second));
    TokenLease lease = leases[random.nextInt(TOKENS)];
    Outcome held = apply(new Command.HoldObjects(lease, selections, ChannelAccess.GENERAL));
    if (!(held instanceof Outcome.ObjectsHeld)) {
      throw new IllegalStateException("not held: " + held);
    }
    return apply(new Command.ReleaseObjects(lease.token(), "", selections));
  }

  private Outcome apply(Command command) {
    applied++;
    if (applied % COMMANDS_A_MILLISECOND == 0) {
      house.advanceMillis(1);
    }
    return house.apply(new Request(command, keyed ? nextKey() : null)).outcome();
  }

  private @Nullable RequestKey nextKey() {
    return new RequestKey(random.nextLong(), random.nextLong(), applied, 0);
  }
}
