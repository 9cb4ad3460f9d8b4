package io.seatkeeper.server.load;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every booking that was ever asked for, and what the server said to it. */
final class Ledger {
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();

  /**
   * One order.
   *
   * @param verdict {@code UNKNOWN} until an answer comes
   */
  record Entry(String order, List<Place> places, Reply.Verdict verdict) {
    Entry {
      places = List.copyOf(places);
    }

    boolean acknowledged() {
      return verdict == Reply.Verdict.OK;
    }
  }

  /** The booking is about to be sent. Orders are never asked for twice. */
  void asked(String order, List<Place> places) {
    if (entries.putIfAbsent(order, new Entry(order, places, Reply.Verdict.UNKNOWN)) != null) {
      throw new IllegalStateException("the order " + order + " was asked for before");
    }
  }

  /** The booking has ended. */
  void ended(String order, Reply.Verdict verdict) {
    entries.computeIfPresent(order, (_, entry) -> new Entry(order, entry.places(), verdict));
  }

  /** All orders as they stand now. */
  Snapshot snapshot() {
    return new Snapshot(entries);
  }

  /** The orders of one moment, by reference. */
  record Snapshot(Map<String, Entry> entries) {
    Snapshot {
      entries = Map.copyOf(entries);
    }

    /** The orders that were acknowledged. */
    List<Entry> acknowledged() {
      return entries.values().stream().filter(Entry::acknowledged).toList();
    }
  }
}
