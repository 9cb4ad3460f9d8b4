package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Buyers who hold and book one seat after another, each at every node in turn, and ask again under
 * the same key until they know what became of a request. Two of them want each seat. What they were
 * told is kept, and compared with what a node shows.
 */
final class SteadyBuyers implements AutoCloseable {
  private static final int BUYERS = 12;
  private static final int RIVALS = 2;
  private static final int PAGE = 1_000;
  private static final Duration REST = Duration.ofMillis(100);

  private final ClusterClient client;
  private final String event;
  private final List<String> seats;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger orders = new AtomicInteger();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final ReentrantReadWriteLock shopping = new ReentrantReadWriteLock(true);
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  private SteadyBuyers(ClusterClient client, String event, List<String> seats) {
    this.client = client;
    this.event = event;
    this.seats = List.copyOf(seats);
  }

  /**
   * Lets them in.
   *
   * @param seats what they buy, in this order; more than they can buy while the test lasts
   */
  static SteadyBuyers start(ClusterClient client, String event, List<String> seats) {
    SteadyBuyers buyers = new SteadyBuyers(client, event, seats);
    for (int number = 0; number < BUYERS; number++) {
      int own = number;
      buyers.threads.add(Thread.ofVirtual().name("buyer " + own).start(() -> buyers.shop(own)));
    }
    return buyers;
  }

  private void shop(int number) {
    try {
      for (int turn = number; !closing; turn++) {
        shopping.readLock().lock();
        try {
          buy(turn);
        } finally {
          shopping.readLock().unlock();
        }
        LockSupport.parkNanos(REST.toNanos());
      }
    } catch (RuntimeException | AssertionError e) {
      if (!closing) {
        faults.add("buyer " + number + ": " + e);
      }
    }
  }

  private void buy(int turn) {
    String seat = seats.get(next.getAndIncrement() / RIVALS);
    String token =
        client
            .postUntilSettled(turn, "/v1/hold-tokens", ClusterClient.freshKey(), "{}")
            .json()
            .getString("holdToken");
    String wanted = "'holdToken':'" + token + "','objects':['" + seat + "']";
    ClusterClient.Answer held =
        client.postUntilSettled(
            turn + 1,
            "/v1/events/" + event + "/holds",
            ClusterClient.freshKey(),
            "{" + wanted + "}");
    if (!held.done()) {
      expect(held.status() == 409, "holding " + seat, held);
      return;
    }
    String order = "order-" + orders.incrementAndGet();
    ClusterClient.Answer booked =
        client.postUntilSettled(
            turn + 2,
            "/v1/events/" + event + "/bookings",
            ClusterClient.freshKey(),
            "{" + wanted + ",'order':'" + order + "'}");
    expect(booked.done(), "booking " + seat + ", which was held,", booked);
    String other = acknowledged.putIfAbsent(seat, order);
    expect(other == null, seat + " was sold to " + other + " before", booked);
  }

  private void expect(boolean well, String what, ClusterClient.Answer answer) {
    if (!well) {
      faults.add(what + " was answered " + answer);
    }
  }

  /** How many bookings were acknowledged so far. */
  int bookings() {
    return acknowledged.size();
  }

  /** Waits until so many more bookings are acknowledged. */
  void awaitMore(int more, Duration patience) {
    int enough = bookings() + more;
    Waiting.until(
        more + " more bookings", patience, () -> bookings() >= enough || !faults.isEmpty());
    assertThat(faults).isEmpty();
  }

  /** Has all of them finish what they are at, and wait until the work is done. */
  void whileTheyWait(Runnable work) {
    shopping.writeLock().lock();
    try {
      assertThat(faults).isEmpty();
      work.run();
    } finally {
      shopping.writeLock().unlock();
    }
  }

  /** While they wait: a node shows every acknowledged booking under its order, and no other. */
  void assertShownBy(ClusterClient reader, URI node) {
    Map<String, String> shown = new TreeMap<>();
    String after = "";
    do {
      ClusterClient.Answer page =
          reader.get(node, "/v1/events/" + event + "/owners?limit=" + PAGE + after, "");
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      for (Object each : page.json().getJsonArray("items", new JsonArray())) {
        JsonObject owner = (JsonObject) each;
        String known =
            shown.put(owner.getString("label"), owner.getString("order", "held by a token"));
        assertThat(known).as("another owner of %s", owner).isNull();
      }
      Object more = page.json().getValue("next");
      after = more == null ? "" : "&after=" + more;
    } while (!after.isEmpty());
    assertThat(shown).as("what %s shows", node).isEqualTo(new TreeMap<>(acknowledged));
  }

  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
  }
}
