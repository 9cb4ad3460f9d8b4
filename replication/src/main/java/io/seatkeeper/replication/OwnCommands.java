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
 * The commands a leading node writes by itself: ticks while deadlines exist, and checkpoints. Used
 * by the batcher's thread only.
 */
final class OwnCommands {
  private final Upkeep upkeep;
  private final LogClock clock;
  private final AppliedState applied;
  private final Function<Request, byte[]> encoder;
  private long stampedLogMillis;
  private long checkpointPosition;
  private long checkpointLogMillis;

  /** What the batcher needs to know of the applied state. */
  interface AppliedState {
    long logMillis();

    long wallMillis();

    /** When the next deadline is met, in log time; {@link Long#MAX_VALUE} when there is none. */
    long nextDeadlineLogMillis();

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
    checkpointPosition = applied.position();
    checkpointLogMillis = applied.logMillis();
  }

  /** The log time for the next entry, never less than the last one's. */
  long stamp(long logMillis) {
    stampedLogMillis = Math.max(stampedLogMillis, logMillis);
    return stampedLogMillis;
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
    long deadline = applied.nextDeadlineLogMillis();
    if (deadline == Long.MAX_VALUE) {
      return Long.MAX_VALUE;
    }
    long regular = stampedLogMillis + upkeep.tickMillis();
    return deadline > stampedLogMillis ? Math.min(regular, deadline) : regular;
  }
}
