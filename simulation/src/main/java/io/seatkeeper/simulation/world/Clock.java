package io.seatkeeper.simulation.world;

/**
 * Log time that mostly creeps, sometimes stands, sometimes falls back (the shard must not), and
 * sometimes jumps past every deadline.
 */
final class Clock {
  private static final long HOUR = 60 * 60 * 1000;

  private final Dice dice;
  private long logMillis = 1000;
  private long index = 1;

  Clock(Dice dice) {
    this.dice = dice;
  }

  void pass() {
    int kind = dice.between(1, 1000);
    if (kind <= 600) {
      logMillis += dice.between(0, 40);
    } else if (kind <= 900) {
      logMillis += dice.between(40, 400);
    } else if (kind <= 970) {
      logMillis += dice.between(400, 3000);
    } else if (kind <= 996) {
      logMillis += dice.between(3000, 20_000);
    } else if (kind <= 999) {
      logMillis += HOUR;
    } else {
      logMillis += 25 * HOUR;
    }
    index += dice.chance(40) ? dice.between(1, 3) : 0;
  }

  /** The log's own time: the latest one. */
  long logMillis() {
    return logMillis;
  }

  /** The time an entry states: now and then an earlier one. */
  long statedLogMillis() {
    return dice.chance(3) ? Math.max(0, logMillis - dice.between(1, 10_000)) : logMillis;
  }

  long wallMillis() {
    return 1_800_000_000_000L + logMillis + dice.between(-50, 50);
  }

  /** The wall time that people go by who announce something. */
  long announcedMillis() {
    return 1_800_000_000_000L + logMillis;
  }

  long index() {
    return index;
  }
}
