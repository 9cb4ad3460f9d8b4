package io.seatkeeper.systemtests;

import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** How long things took; many threads may add. */
final class Latencies {
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  void add(long itsNanos) {
    nanos.add(itsNanos);
  }

  int count() {
    return nanos.size();
  }

  double medianMillis() {
    return percentileMillis(50);
  }

  /** What so many of a hundred did not exceed. */
  double percentileMillis(int percentile) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    if (sorted.length == 0) {
      throw new IllegalStateException("nothing was measured");
    }
    int rank = Math.ceilDiv(sorted.length * percentile, 100);
    return Arrays.stream(sorted, 0, Math.max(1, rank)).max().orElseThrow() / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms, 99th percentile %.1f ms",
        medianMillis(),
        percentileMillis(99));
  }
}
