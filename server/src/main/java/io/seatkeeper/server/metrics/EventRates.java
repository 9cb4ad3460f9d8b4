package io.seatkeeper.server.metrics;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.replication.ChangeListener;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How much of each event was asked for, refused and sold, second by second over the last ten
 * minutes: asked for and refused on this node, sold anywhere.
 *
 * <p>Remembers a bounded number of events, and forgets the one that nothing has happened to for
 * longest. Safe for concurrent use; counting costs a look-up and an atomic write.
 */
public final class EventRates implements ChangeListener {
  static final int MOST_EVENTS = 256;

  private final Map<Integer, Rings> events = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;
  private final long originNanos;

  /** What happens to one event. */
  private static final class Rings {
    private final SecondRing sold = new SecondRing();
    private final SecondRing attempts = new SecondRing();
    private final SecondRing refusals = new SecondRing();
    private volatile int touched;
  }

  /**
   * The counts of whole seconds, the oldest first; the last one is the second before this one.
   *
   * @param sold places
   * @param attempts requests to hold or to book
   * @param refusals those of them that were refused or not answered
   */
  public record Series(List<Integer> sold, List<Integer> attempts, List<Integer> refusals) {}

  /** Rates by this machine's monotonic clock. */
  public EventRates() {
    this(System::nanoTime);
  }

  EventRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.originNanos = nanoTime.getAsLong();
  }

  /** Somebody asked to hold or to book something of an event. */
  public void attempted(int event, boolean refused) {
    int second = second();
    Rings rings = rings(event, second);
    rings.attempts.add(second, 1);
    if (refused) {
      rings.refusals.add(second, 1);
    }
  }

  @Override
  public void onEntry(long index, long logMillis, long wallMillis, List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof ObjectChanged object && object.reason() == Reason.BOOKED) {
        int second = second();
        rings(object.event(), second).sold.add(second, object.quantity());
      }
    }
  }

  /** What happened to an event in the last ten minutes. */
  public Series series(int event) {
    Rings rings = events.get(event);
    if (rings == null) {
      List<Integer> nothing = Collections.nCopies(SecondRing.SECONDS, 0);
      return new Series(nothing, nothing, nothing);
    }
    int end = second();
    return new Series(
        rings.sold.before(end), rings.attempts.before(end), rings.refusals.before(end));
  }

  /** Seconds since the origin, from 1: a slot that was never written has the second 0. */
  private int second() {
    return 1 + (int) TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - originNanos);
  }

  private Rings rings(int event, int second) {
    Rings known = events.get(event);
    Rings rings = known == null ? remember(event) : known;
    if (rings.touched != second) {
      rings.touched = second;
    }
    return rings;
  }

  private synchronized Rings remember(int event) {
    if (events.size() >= MOST_EVENTS && !events.containsKey(event)) {
      Integer idlest = idlest();
      if (idlest != null) {
        events.remove(idlest);
      }
    }
    return events.computeIfAbsent(event, _ -> new Rings());
  }

  private @Nullable Integer idlest() {
    Integer idlest = null;
    int least = Integer.MAX_VALUE;
    for (Map.Entry<Integer, Rings> entry : events.entrySet()) {
      if (entry.getValue().touched < least) {
        least = entry.getValue().touched;
        idlest = entry.getKey();
      }
    }
    return idlest;
  }
}
