package io.seatkeeper.replication;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two times of a log entry, as its leader stamps them.
 *
 * <p>Log time goes on from the last applied entry with the monotonic clock: time without a leader
 * does not count, and no wall clock can move it. Wall time follows the machine's wall clock but
 * never falls; a jump against the monotonic clock is noted.
 */
final class LogClock {
  /** A wall clock that differs by more than this from what the monotonic clock says has jumped. */
  static final long JUMP_MILLIS = 2_000;

  private static final Logger LOGGER = LoggerFactory.getLogger(LogClock.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final LongSupplier nanoTime;
  private final LongSupplier wallTime;
  private long baseLogMillis;
  private long baseNanos;
  private long lastWallMillis;
  private long wallAnchorMillis;
  private long wallAnchorNanos;
  private long wallClockJumps;

  /**
   * @param nanoTime the monotonic clock, nanoseconds
   * @param wallTime the wall clock, milliseconds since the epoch
   */
  LogClock(LongSupplier nanoTime, LongSupplier wallTime) {
    this.nanoTime = nanoTime;
    this.wallTime = wallTime;
  }

  /** Continues from the times of the entry applied last. */
  synchronized void continueFrom(long logMillis, long wallMillis) {
    baseLogMillis = logMillis;
    baseNanos = nanoTime.getAsLong();
    lastWallMillis = wallMillis;
    wallAnchorNanos = baseNanos;
    wallAnchorMillis = wallTime.getAsLong();
    if (wallAnchorMillis < wallMillis) {
      noteJump(wallAnchorMillis - wallMillis);
    }
  }

  /** The shard's elapsed time now, milliseconds. */
  synchronized long logMillis() {
    return baseLogMillis + (nanoTime.getAsLong() - baseNanos) / NANOS_PER_MILLI;
  }

  /** The wall time for an entry stamped now: never less than the last one. */
  synchronized long wallMillis() {
    long now = wallTime.getAsLong();
    long nanos = nanoTime.getAsLong();
    long expected = wallAnchorMillis + (nanos - wallAnchorNanos) / NANOS_PER_MILLI;
    if (Math.abs(now - expected) > JUMP_MILLIS) {
      noteJump(now - expected);
    }
    wallAnchorMillis = now;
    wallAnchorNanos = nanos;
    lastWallMillis = Math.max(lastWallMillis, now);
    return lastWallMillis;
  }

  /** The wall time that an entry would be stamped with now; nothing is stamped, nor noted. */
  synchronized long peekWallMillis() {
    return Math.max(lastWallMillis, wallTime.getAsLong());
  }

  /** How often the wall clock jumped. */
  synchronized long wallClockJumps() {
    return wallClockJumps;
  }

  private void noteJump(long millis) {
    wallClockJumps++;
    LOGGER.warn(
        "The machine's wall clock jumped by {} ms. Deadlines are not affected; check the clock's"
            + " synchronisation.",
        millis);
  }
}
