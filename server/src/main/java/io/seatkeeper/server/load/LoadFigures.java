package io.seatkeeper.server.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counters and latencies of one run; every fan adds to them. */
final class LoadFigures {
  private static final long LONGEST_MICROS = TimeUnit.HOURS.toMicros(1);

  private final LongAdder attempts = new LongAdder();
  private final LongAdder holds = new LongAdder();
  private final LongAdder bookings = new LongAdder();
  private final LongAdder unknown = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder lostConnections = new LongAdder();
  private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
  private final Histogram holdMicros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Histogram holdWireMicros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final AtomicLong lastSaleNanos = new AtomicLong(Long.MIN_VALUE);

  /** Adds what others have counted until now. */
  void add(LoadFigures other) {
    attempts.add(other.attempts.sum());
    holds.add(other.holds.sum());
    bookings.add(other.bookings.sum());
    unknown.add(other.unknown.sum());
    retries.add(other.retries.sum());
    lostConnections.add(other.lostConnections.sum());
    other.refusals.forEach(
        (code, count) -> refusals.computeIfAbsent(code, _ -> new LongAdder()).add(count.sum()));
    holdMicros.add(other.holdMicros);
    holdWireMicros.add(other.holdWireMicros);
    lastSaleNanos.accumulateAndGet(other.lastSaleNanos.get(), Math::max);
  }

  /** A hold request has ended, retries included. */
  void holdEnded(Reply reply) {
    attempts.increment();
    if (reply.ok()) {
      holds.increment();
      holdMicros.recordValue(micros(reply.nanos()));
      holdWireMicros.recordValue(micros(reply.wireNanos()));
    }
    ended(reply);
  }

  /** A booking request has ended, retries included. */
  void bookingEnded(Reply reply) {
    if (reply.ok()) {
      bookings.increment();
      lastSaleNanos.accumulateAndGet(reply.endNanos(), Math::max);
    }
    ended(reply);
  }

  /** Any other request has ended, retries included. */
  void ended(Reply reply) {
    switch (reply.verdict()) {
      case OK -> {
        // Counted by kind.
      }
      case FAILED -> refusals.computeIfAbsent(reply.code(), _ -> new LongAdder()).increment();
      case UNKNOWN -> unknown.increment();
    }
  }

  void retried() {
    retries.increment();
  }

  void connectionLost() {
    lostConnections.increment();
  }

  private static long micros(long nanos) {
    return Math.clamp(TimeUnit.NANOSECONDS.toMicros(nanos), 0, LONGEST_MICROS);
  }

  long attempts() {
    return attempts.sum();
  }

  /** Acknowledged holds. */
  long holds() {
    return holds.sum();
  }

  /** Acknowledged bookings. */
  long bookings() {
    return bookings.sum();
  }

  /** Requests whose end nobody knows. */
  long unknown() {
    return unknown.sum();
  }

  long retries() {
    return retries.sum();
  }

  long lostConnections() {
    return lostConnections.sum();
  }

  /** Refused requests by code, in the order of the codes. */
  Map<String, Long> refusals() {
    Map<String, Long> counted = new TreeMap<>();
    refusals.forEach((code, count) -> counted.put(code, count.sum()));
    return counted;
  }

  long refusalCount() {
    return refusals.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** When the last booking was acknowledged, or {@code otherwise} when there was none. */
  long lastSaleNanos(long otherwise) {
    long last = lastSaleNanos.get();
    return last == Long.MIN_VALUE ? otherwise : last;
  }

  /** A percentile of acknowledged holds as the fans felt them, in milliseconds; 0 without any. */
  double holdMillis(double percentile) {
    return holdMicros.getValueAtPercentile(percentile) / 1_000.0;
  }

  /** The same without the wait for one of the driver's connections. */
  double holdWireMillis(double percentile) {
    return holdWireMicros.getValueAtPercentile(percentile) / 1_000.0;
  }
}
