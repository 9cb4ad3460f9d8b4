package io.seatkeeper.server.live;

import io.seatkeeper.server.live.EventMaps.Reading;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One connection that watches an event. Belongs to its event loop.
 *
 * <p>It has seen the event up to a version. A message that follows that version is written; one
 * that leaves a gap, or that meets a full write queue, is not: then the watcher gets a whole map
 * once its queue has drained. Nobody waits for it.
 */
final class Watcher {
  /** Messages kept while a whole map is on its way. */
  private static final int MOST_PENDING = 64;

  private static final int LEAST_QUEUE_BYTES = 64 * 1024;

  private final Context context;
  private final HttpServerResponse response;
  private final int event;
  private final Supplier<CompletableFuture<Reading>> freshMap;
  private final Supplier<List<Buffer>> greeting;
  private final Runnable cutOff;
  private final LiveBounds bounds;
  private final LiveCounters counters;
  private final Deque<Batch> pending = new ArrayDeque<>();
  private State state = State.WAITING;
  private long version;
  private boolean pendingLost;
  private long lagsSinceNanos;

  private enum State {
    /** A map, or what it missed, is on its way. */
    WAITING,
    /** Gets every message. */
    LIVE,
    /** Does not read fast enough, and gets nothing until it has caught up. */
    LAGGING,
    GONE
  }

  /**
   * A watcher that has seen nothing yet.
   *
   * @param freshMap asks for the event's map as it is now
   * @param greeting what is to be told besides a map
   * @param cutOff closes the connection without waiting for what has not been read
   */
  Watcher(
      Context context,
      HttpServerResponse response,
      int event,
      Supplier<CompletableFuture<Reading>> freshMap,
      Supplier<List<Buffer>> greeting,
      Runnable cutOff,
      LiveBounds bounds,
      LiveCounters counters) {
    this.context = context;
    this.response = response;
    this.event = event;
    this.freshMap = freshMap;
    this.greeting = greeting;
    this.cutOff = cutOff;
    this.bounds = bounds;
    this.counters = counters;
  }

  /** Begins with a whole map. */
  void begin() {
    requestMap(null);
  }

  /** Begins with what was missed; null for a whole map, because too much was. */
  void resume(@Nullable Batch missed) {
    if (state != State.WAITING) {
      return;
    }
    if (missed == null) {
      resynchronise();
      return;
    }
    counters.resumed.increment();
    if (missed.version() > missed.from()) {
      write(missed.message());
    }
    goLive(missed.version());
  }

  /** Takes the next message of the event. */
  void deliver(Batch batch) {
    switch (state) {
      case WAITING -> keep(batch);
      case LIVE -> send(batch);
      case LAGGING, GONE -> {}
    }
  }

  /** Takes what is to be told besides the map; who gets a map later is told then. */
  void tell(List<Buffer> messages) {
    if (state == State.LIVE) {
      if (response.writeQueueFull()) {
        lag(System.nanoTime());
      } else {
        messages.forEach(this::write);
      }
    }
  }

  /** Learns that messages were dropped before they came here. */
  void lose() {
    switch (state) {
      case WAITING -> {
        pending.clear();
        pendingLost = true;
      }
      case LIVE -> resynchronise();
      case LAGGING, GONE -> {}
    }
  }

  /** Shows that the connection is alive; gives it up when nobody reads from it. */
  void heartbeat(long nowNanos) {
    if (state == State.LIVE) {
      if (response.writeQueueFull()) {
        lag(nowNanos);
      } else {
        response.write(Messages.HEARTBEAT);
      }
    } else if (state == State.LAGGING
        && nowNanos - lagsSinceNanos > bounds.lagMillis() * 1_000_000) {
      counters.laggedOut.increment();
      state = State.GONE;
      cutOff.run();
    }
  }

  /** Ends the answer; the browser comes back with the last id it has seen. */
  void end() {
    if (state != State.GONE) {
      state = State.GONE;
      if (!response.ended() && !response.closed()) {
        response.end();
      }
    }
  }

  /** Stops, because the connection is gone. */
  void gone() {
    state = State.GONE;
    pending.clear();
  }

  private void keep(Batch batch) {
    if (pending.size() >= MOST_PENDING) {
      pending.clear();
      pendingLost = true;
    }
    pending.add(batch);
  }

  private void send(Batch batch) {
    if (batch.version() <= version) {
      return;
    }
    if (batch.from() > version) {
      resynchronise();
      return;
    }
    if (response.writeQueueFull()) {
      lag(System.nanoTime());
      return;
    }
    write(batch.message());
    version = batch.version();
    if (batch.ended()) {
      end();
    }
  }

  private void lag(long nowNanos) {
    state = State.LAGGING;
    lagsSinceNanos = nowNanos;
    response.drainHandler(
        _ -> {
          if (state == State.LAGGING) {
            resynchronise();
          }
        });
  }

  private void resynchronise() {
    state = State.WAITING;
    pending.clear();
    pendingLost = false;
    counters.resynchronised.increment();
    requestMap(Messages.RESYNC);
  }

  private void requestMap(@Nullable Buffer announcement) {
    var _ =
        freshMap
            .get()
            .whenComplete(
                (reading, failure) ->
                    context.runOnContext(
                        _ -> {
                          if (failure != null) {
                            end();
                          } else {
                            show(reading, announcement);
                          }
                        }));
  }

  private void show(Reading reading, @Nullable Buffer announcement) {
    if (state != State.WAITING) {
      return;
    }
    EventMap map = reading.map();
    if (map.event() != event) {
      end();
      return;
    }
    if (pendingLost) {
      resynchronise();
      return;
    }
    response.setWriteQueueMaxSize(Math.max(LEAST_QUEUE_BYTES, 2 * map.beginning().length()));
    if (announcement != null) {
      write(announcement);
    }
    response.write(Messages.snapshotHead(map));
    response.write(map.beginning());
    write(Messages.snapshotTail(reading.ageMillis(System.nanoTime())));
    goLive(map.version());
  }

  private void goLive(long seen) {
    version = seen;
    state = State.LIVE;
    greeting.get().forEach(this::write);
    while (state == State.LIVE && !pending.isEmpty()) {
      send(pending.remove());
    }
  }

  private void write(Buffer message) {
    counters.sent.increment();
    response.write(message);
  }
}
