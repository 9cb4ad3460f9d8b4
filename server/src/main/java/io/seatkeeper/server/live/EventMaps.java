package io.seatkeeper.server.live;

import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.replication.ShardStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole maps of events, encoded once for everyone who asks.
 *
 * <p>A map is taken anew at most every {@value #PAUSE_MILLIS} ms an event, by one thread whoever
 * asks meanwhile, and under the shard's lock only bytes are copied. An event that has not changed
 * is not copied at all. Safe for concurrent use.
 */
public final class EventMaps {
  /** How old a map may be that is handed out without asking the shard. */
  public static final int PAUSE_MILLIS = 20;

  /** How many events' maps are kept; the one unused for longest makes room. */
  public static final int MOST_EVENTS = 256;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);

  private final ShardRouter router;
  private final Executor executor;
  private final LongSupplier nanoTime;
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * Maps of the events of these shards.
   *
   * @param executor where maps are taken and encoded; its threads may wait
   */
  public EventMaps(ShardRouter router, Executor executor) {
    this(router, executor, System::nanoTime);
  }

  EventMaps(ShardRouter router, Executor executor, LongSupplier nanoTime) {
    this.router = router;
    this.executor = executor;
    this.nanoTime = nanoTime;
  }

  /**
   * A map together with the time at which it was known to be up to date.
   *
   * @param index a log index whose state the map shows
   * @param takenNanos when, by the clock of {@link System#nanoTime()}
   */
  public record Reading(EventMap map, long index, long takenNanos) {
    /** How old the map may be, at a reading of {@link System#nanoTime()}. */
    public long ageMillis(long nowNanos) {
      return Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - takenNanos));
    }
  }

  /**
   * An event's map.
   *
   * @param seen what this node has caught up with and the map must show; null for anything
   * @return completes on some other thread; exceptionally with {@link EventUnknownException}, or
   *     with what {@link Shard#read} throws
   */
  public CompletableFuture<Reading> read(String event, @Nullable CausalToken seen) {
    Entry entry = entry(event);
    return entry.read(seen != null && seen.group().equals(entry.shard.name()) ? seen.index() : 0);
  }

  /** An event's map that was taken after this call. */
  public CompletableFuture<Reading> readFresh(String event) {
    return entry(event).readFresh();
  }

  /** The shard that has an event; any, when none has it. */
  static Shard shardOf(ShardRouter router, String event) {
    List<Shard> shards = router.ofEvents();
    Shard having = shards.size() == 1 ? null : router.having(event);
    return having == null ? shards.getFirst() : having;
  }

  /** Forgets an event's map: the event has come to another shard. */
  void forget(String event) {
    entries.remove(event);
  }

  /** How many events' maps are kept now. */
  int kept() {
    return entries.size();
  }

  private Entry entry(String event) {
    Entry known = entries.get(event);
    if (known != null) {
      return known;
    }
    if (entries.size() >= MOST_EVENTS) {
      forgetOldest();
    }
    return entries.computeIfAbsent(event, key -> new Entry(key, shardOf(router, key)));
  }

  private void forgetOldest() {
    long now = nanoTime.getAsLong();
    Entry oldest = null;
    for (Entry entry : entries.values()) {
      if (oldest == null || now - entry.usedNanos > now - oldest.usedNanos) {
        oldest = entry;
      }
    }
    if (oldest != null) {
      entries.remove(oldest.key, oldest);
    }
  }

  /** One event's map, and who is taking it. */
  private final class Entry {
    private final String key;
    private final Shard shard;
    private volatile long usedNanos = nanoTime.getAsLong();
    private @Nullable Reading current;
    private @Nullable Flight flight;
    private @Nullable Flight next;

    /** One time the map is taken, and who waits for it. */
    private static final class Flight {
      private final CompletableFuture<Reading> reading = new CompletableFuture<>();
      private boolean begun;
    }

    Entry(String key, Shard shard) {
      this.key = key;
      this.shard = shard;
    }

    synchronized CompletableFuture<Reading> read(long leastIndex) {
      usedNanos = nanoTime.getAsLong();
      Reading known = current;
      if (known != null
          && known.index() >= leastIndex
          && usedNanos - known.takenNanos() < PAUSE_NANOS) {
        return CompletableFuture.completedFuture(known);
      }
      Flight joined = flight;
      if (joined == null) {
        return start().reading;
      }
      return joined.reading.thenCompose(
          reading ->
              reading.index() >= leastIndex
                  ? CompletableFuture.completedFuture(reading)
                  : readFresh());
    }

    synchronized CompletableFuture<Reading> readFresh() {
      usedNanos = nanoTime.getAsLong();
      Flight joined = flight;
      if (joined == null) {
        return start().reading;
      }
      if (!joined.begun) {
        return joined.reading;
      }
      Flight following = next;
      if (following == null) {
        following = new Flight();
        next = following;
      }
      return following.reading;
    }

    private synchronized Flight start() {
      Flight started = new Flight();
      executor.execute(() -> fly(started));
      flight = started;
      return started;
    }

    private void fly(Flight flown) {
      Reading before = begin(flown);
      Reading taken = null;
      Throwable failure = null;
      try {
        taken = take(before);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
      synchronized (this) {
        current = taken;
        flight = next;
        next = null;
        Flight following = flight;
        if (following != null) {
          executor.execute(() -> fly(following));
        }
      }
      if (taken == null) {
        entries.remove(key, this);
        flown.reading.completeExceptionally(
            failure == null ? new EventUnknownException(key) : failure);
      } else {
        flown.reading.complete(taken);
      }
    }

    /** Waits until the last map is old enough; from then on nobody joins. */
    private @Nullable Reading begin(Flight flown) {
      Reading last;
      synchronized (this) {
        last = current;
      }
      if (last != null) {
        long wait = last.takenNanos() + PAUSE_NANOS - nanoTime.getAsLong();
        while (wait > 0) {
          LockSupport.parkNanos(wait);
          wait = last.takenNanos() + PAUSE_NANOS - nanoTime.getAsLong();
        }
      }
      synchronized (this) {
        flown.begun = true;
        return current;
      }
    }

    private @Nullable Reading take(@Nullable Reading before) {
      long now = nanoTime.getAsLong();
      EventMap known = before == null ? null : before.map();
      Look look = shard.read(view -> look(view, known));
      if (look == null) {
        return null;
      }
      MapCopy copy = look.copy();
      if (copy != null) {
        ShardStatus status = shard.status();
        CausalToken token =
            new CausalToken(status.incarnation(), status.group(), status.epoch(), copy.index());
        return new Reading(new EventMap(copy, token), copy.index(), now);
      }
      return known == null ? null : new Reading(known, look.index(), now);
    }

    private @Nullable Look look(ShardView view, @Nullable EventMap known) {
      EventView event = view.eventByKey(key);
      if (event == null) {
        return null;
      }
      boolean same =
          known != null && known.event() == event.event() && known.version() == event.version();
      return new Look(view.index(), same ? null : new MapCopy(view.index(), event));
    }
  }

  /**
   * What a look at the shard found.
   *
   * @param copy null when the event is as it was
   */
  private record Look(long index, @Nullable MapCopy copy) {}
}
