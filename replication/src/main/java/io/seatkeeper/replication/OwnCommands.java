package io.seatkeeper.replication;

import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The commands a leading node writes by itself: ticks while deadlines exist and when a sale is to
 * open, and checkpoints. Used by the batcher's thread only.
 */
final class OwnCommands {
  /** How long an entry that is to open a sale may take before another one is written. */
  static final long OPENING_RETRY_MILLIS = 200;

  /** An opening that is farther away than this is looked at again later. */
  private static final long FAR_AWAY_MILLIS = 60_000;

  private final Upkeep upkeep;
  private final LogClock clock;
  private final AppliedState applied;
  private final Function<Request, byte[]> encoder;
  private long stampedLogMillis;
  private long stampedWallMillis;
  private long checkpointPosition;
  private long checkpointLogMillis;

  /** What the batcher needs to know of the applied state. */
  interface AppliedState {
    long logMillis();

    long wallMillis();

    /** When the next deadline is met, in log time; {@link Long#MAX_VALUE} when there is none. */
    long nextDeadlineLogMillis();

    /** When the next sale opens, in wall time; {@link Long#MAX_VALUE} when none does. */
    long nextOpeningWallMillis();

    /** Commands applied so far. */
    long position();

    <T> T read(Function<? super ShardView, ? extends T> reader);
  }

  OwnCommands(
      Upkeep upkeep, LogClock clock, AppliedState applied, Function<Request, byte[]> encoder) {
    this.upkeep = upkeep;
    this.clock = clock;
    this.applied = applied;
    this.encoder = encoder;
  }

  /** Log time goes on from the state as it is applied now. */
  void beginLeadership() {
    clock.continueFrom(applied.logMillis(), applied.wallMillis());
    stampedLogMillis = applied.logMillis();
    stampedWallMillis = applied.wallMillis();
    checkpointPosition = applied.position();
    checkpointLogMillis = applied.logMillis();
  }

  /** The log time for the next entry, never less than the last one's. */
  long stamp(long logMillis) {
    stampedLogMillis = Math.max(stampedLogMillis, logMillis);
    return stampedLogMillis;
  }

  /** The wall time for the next entry. */
  long stampWall() {
    stampedWallMillis = clock.wallMillis();
    return stampedWallMillis;
  }

  /** A checkpoint of the state as it is now, if one is due. */
  byte @Nullable [] checkpoint(long logMillis) {
    long commands = applied.position() - checkpointPosition;
    boolean due =
        commands >= upkeep.checkpointCommands()
            || (commands > 1 && logMillis - checkpointLogMillis >= upkeep.checkpointMillis());
    if (!due) {
      return null;
    }
    Checkpoint checkpoint = applied.read(view -> new Checkpoint(view.position(), view.stateHash()));
    checkpointPosition = checkpoint.position();
    checkpointLogMillis = logMillis;
    return encoder.apply(Request.unkeyed(checkpoint));
  }

  /** A tick, if one is due. */
  byte @Nullable [] tick(long logMillis) {
    return logMillis >= nextTickLogMillis() ? encoder.apply(Request.unkeyed(new Tick())) : null;
  }

  /** How long no tick is due. */
  long nanosUntilTick(long logMillis) {
    long next = nextTickLogMillis();
    return next == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : Math.max(0, Duration.ofMillis(next - logMillis).toNanos());
  }

  private long nextTickLogMillis() {
    long opening = applied.nextOpeningWallMillis();
    return opening == Long.MAX_VALUE
        ? nextDeadlineTick()
        : Math.min(nextDeadlineTick(), nextOpeningTick(opening));
  }

  /** Any entry that is stamped with the time of an opening opens the sale once it is applied. */
  private long nextOpeningTick(long opening) {
    return opening > stampedWallMillis
        ? clock.logMillis() + Math.clamp(opening - clock.peekWallMillis(), 0, FAR_AWAY_MILLIS)
        : stampedLogMillis + OPENING_RETRY_MILLIS;
  }

  private long nextDeadlineTick() {
    long deadline = applied.nextDeadlineLogMillis();
    if (deadline == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long regular = stampedLogMillis + upkeep.tickMillis();
    return deadline > stampedLogMillis ? Math.min(regular, deadline) : regular;
  }
}
