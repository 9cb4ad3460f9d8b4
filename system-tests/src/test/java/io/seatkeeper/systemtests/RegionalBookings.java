package io.seatkeeper.systemtests;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * People in every region who book one seat after another, each first at the node of their own
 * region and then, with the same key, at the others in turn until it is answered.
 */
final class RegionalBookings {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Buyers buyers;
  private final String event;
  private final Map<String, URI> nodes;
  private final List<String> regions;
  private final List<Thread> people = new ArrayList<>();
  private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
  private final Queue<String> refused = new ConcurrentLinkedQueue<>();
  private volatile boolean ending;

  /** A booking, who acknowledged it, and when that was asked for and said. */
  record Acknowledged(String seat, String order, String region, long askedNanos, long nanos) {}

  /**
   * @param event the event's key
   * @param nodes by region
   */
  RegionalBookings(Buyers buyers, String event, Map<String, URI> nodes) {
    this.buyers = buyers;
    this.event = event;
    this.nodes = nodes;
    this.regions = List.copyOf(nodes.keySet());
  }

  /** Lets in one person for each row of the house, who books its seats. */
  void start(TestHouse house) {
    for (int row = 1; row <= house.rows(); row++) {
      int own = row;
      people.add(Thread.ofVirtual().name("row " + row).start(() -> book(own, house.seats())));
    }
  }

  private void book(int row, int seats) {
    for (int seat = 1; seat <= seats && !ending; seat++) {
      book(row, "R" + row + "-" + seat);
    }
  }

  private void book(int row, String seat) {
    String order = "order-" + seat;
    String body = "{'objects':['%s'],'order':'%s'}".formatted(seat, order);
    for (int ask = 0; ; ask++) {
      String region = regions.get((row + ask) % regions.size());
      long asked = System.nanoTime();
      Buyers.Heard heard =
          buyers.post(
              Objects.requireNonNull(nodes.get(region)),
              "/v1/events/" + event + "/bookings",
              order,
              body,
              PATIENCE);
      if (heard.ok()) {
        acknowledged.put(seat, new Acknowledged(seat, order, region, asked, System.nanoTime()));
        return;
      }
      if (!heard.temporary()) {
        refused.add(seat + " was answered " + heard);
        return;
      }
    }
  }

  /** Bookings that were acknowledged, by seat. */
  Map<String, Acknowledged> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** How many of them were asked for after a moment. */
  long askedAfter(long nanos) {
    return acknowledged.values().stream().filter(one -> one.askedNanos() - nanos > 0).count();
  }

  /** Refusals; nobody wants what another wants. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /** The longest time between two acknowledgements, in milliseconds. */
  long longestGapMillis() {
    long[] times = acknowledged.values().stream().mapToLong(Acknowledged::nanos).sorted().toArray();
    long longest = 0;
    for (int at = 1; at < times.length; at++) {
      longest = Math.max(longest, times[at] - times[at - 1]);
    }
    return longest / 1_000_000;
  }

  /** Waits until what people have asked for is answered; they want nothing more. */
  void end() throws InterruptedException {
    ending = true;
    for (Thread person : people) {
      person.join();
    }
  }
}
