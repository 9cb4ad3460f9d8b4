package io.seatkeeper.server.exchange;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts what each of many callers asks against a rate. Of each is kept when it would have asked
 * all it did at an even pace; whoever has not asked for longest makes room. Safe for concurrent
 * use.
 */
final class Buckets<K> {
  private final long intervalNanos;
  private final long burstNanos;
  private final Map<K, Long> pacedNanos;

  /**
   * Nobody has asked yet.
   *
   * @param rate a limited one
   * @param most callers remembered at once
   */
  Buckets(Rate rate, int most) {
    this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / rate.perSecond();
    this.burstNanos = intervalNanos * rate.burst();
    this.pacedNanos =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
            return size() > most;
          }
        };
  }

  /**
   * Takes one request of a caller.
   *
   * @return 0 when it may pass, else for how long it may not, in nanoseconds
   */
  synchronized long take(K caller, long nowNanos) {
    Long paced = pacedNanos.get(caller);
    long from = paced == null || paced - nowNanos < 0 ? nowNanos : paced;
    long next = from + intervalNanos;
    long ahead = next - nowNanos;
    if (ahead > burstNanos) {
      return ahead - burstNanos;
    }
    pacedNanos.put(caller, next);
    return 0;
  }

  /** Callers remembered now. */
  synchronized int size() {
    return pacedNanos.size();
  }
}
