package io.seatkeeper.server.load;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets fans in to shop: as many as the pace allows, and towards the end no more than there is
 * something left for. A fan who is not let in costs nothing.
 */
final class Turnstile {
  /** People a fan buys for, on average. */
  static final double PARTY = 2.5;

  /** Fans let in for each thing that is left, so that the last ones are fought over. */
  private static final int RIVALS = 3;

  private final Pace pace;
  private final int fans;
  private final Semaphore open = new Semaphore(0);
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean over;

  /** How much should be taken after a time. */
  @FunctionalInterface
  interface Pace {
    /** Everything at once. */
    Pace AT_ONCE = (_, seats) -> seats;

    /** Places that should be held or booked after so long, of so many. */
    long taken(long elapsedMillis, long seats);

    /** Evenly, until everything is sold. */
    static Pace evenly(long millis) {
      return (elapsed, seats) ->
          elapsed >= millis ? seats : Math.min(seats, 1 + seats * elapsed / millis);
    }
  }

  Turnstile(Pace pace, int fans) {
    this.pace = pace;
    this.fans = fans;
  }

  /** Waits to be let in; false when the sale is over. */
  boolean enter() throws InterruptedException {
    open.acquire();
    return !over;
  }

  /** A fan has gone. */
  void leave() {
    inside.decrementAndGet();
  }

  /** Lets in whoever may come now. Called again and again by one thread. */
  void turn(MapView view, long elapsedMillis) {
    long seats = view.free() + view.held() + view.booked();
    long lacking = pace.taken(elapsedMillis, seats) - view.held() - view.booked();
    long wanted = Math.min(view.free(), (long) Math.ceil(lacking / PARTY));
    boolean unhurried = lacking < view.free();
    long crowd = unhurried ? wanted : Math.min(RIVALS * things(view), fans);
    int let = Math.clamp(crowd - inside.get(), 0, fans);
    if (let > 0) {
      inside.addAndGet(let);
      open.release(let);
    }
  }

  /** Single purchases that are left: an area's room in parties, everything else one by one. */
  private static long things(MapView view) {
    return view.freeObjects()
        + Math.ceilDiv(view.free() - view.freeObjects(), (long) Math.ceil(PARTY));
  }

  /** Sends everybody home: whoever waits, and whoever will. */
  void close() {
    if (!over) {
      over = true;
      open.release(Integer.MAX_VALUE / 2);
    }
  }

  boolean over() {
    return over;
  }
}
