package io.seatkeeper.server.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What the live feed has done since it started, for metrics. */
public final class LiveCounters {
  final AtomicInteger watching = new AtomicInteger();
  final LongAdder sent = new LongAdder();
  final LongAdder encoded = new LongAdder();
  final LongAdder resynchronised = new LongAdder();
  final LongAdder resumed = new LongAdder();
  final LongAdder overflowed = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder laggedOut = new LongAdder();

  LiveCounters() {}

  /** Who watches now. */
  public int watchers() {
    return watching.get();
  }

  /** Messages written to watchers, heartbeats left out. */
  public long messages() {
    return sent.sum();
  }

  /** Groups of changes encoded, each for all watchers of its event. */
  public long batches() {
    return encoded.sum();
  }

  /** How often a watcher got a whole map again. */
  public long resyncs() {
    return resynchronised.sum();
  }

  /** How often a returning watcher got just what it had missed. */
  public long resumptions() {
    return resumed.sum();
  }

  /** How often changes were dropped because too many waited. */
  public long overflows() {
    return overflowed.sum();
  }

  /** How often somebody was turned away. */
  public long refusals() {
    return refused.sum();
  }

  /** Connections closed because nobody read from them. */
  public long laggards() {
    return laggedOut.sum();
  }
}
