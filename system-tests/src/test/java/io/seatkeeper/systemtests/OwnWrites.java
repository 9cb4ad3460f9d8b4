package io.seatkeeper.systemtests;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * People who hold and release a seat of their own, now through this node and now through that one,
 * and look after each change at what one node makes of it, naming what they have seen.
 *
 * <p>Each change turns the seat's status over, so that a look which misses it shows another.
 */
final class OwnWrites {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Of so many looks one is at the whole map, the others at the one seat. */
  private static final int WHOLE_MAP_EACH = 10;

  private static final int STATUS_BITS = 0x3F;

  private final Buyers buyers;
  private final String event;
  private final List<URI> writers;
  private final URI reader;
  private final List<String> labels;
  private final List<Person> people = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger writtenAgain = new AtomicInteger();
  private final AtomicInteger readAgain = new AtomicInteger();
  private final Latencies writeLatencies = new Latencies();
  private final Latencies readLatencies = new Latencies();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  /**
   * @param event the event's key
   * @param writers who are asked to change something, in turn
   * @param reader who is asked to show it
   */
  OwnWrites(Buyers buyers, String event, List<URI> writers, URI reader) {
    this.buyers = buyers;
    this.event = "/v1/events/" + event;
    this.writers = writers;
    this.reader = reader;
    JsonArray chart = buyers.get(reader, this.event + "/chart").json().getJsonArray("labels");
    this.labels = chart.stream().map(String::valueOf).toList();
  }

  /**
   * Lets people in, who go on where they stopped the last time.
   *
   * @param more whether there is to be another try
   * @return what ends with the last of them
   */
  Thread start(int count, BooleanSupplier more) {
    while (people.size() < count) {
      people.add(new Person(people.size()));
    }
    List<Thread> threads = new ArrayList<>();
    for (Person person : people.subList(0, count)) {
      threads.add(Thread.ofVirtual().name("person " + person.number).start(() -> person.go(more)));
    }
    return Thread.ofVirtual().start(() -> threads.forEach(OwnWrites::join));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries whose look showed the change. */
  int done() {
    return done.get();
  }

  /** Looks that did not show it, and what else should not be. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  /** How it went, on one line. */
  String text() {
    return "%d own writes read (writes %s, reads %s; asked again: %d writes, %d reads)"
        .formatted(done(), writeLatencies, readLatencies, writtenAgain.get(), readAgain.get());
  }

  /** Somebody with a seat and a hold token of their own. */
  private final class Person {
    private final int number;
    private String token = "";
    private int round;

    Person(int number) {
      this.number = number;
    }

    void go(BooleanSupplier more) {
      try {
        if (token.isEmpty()) {
          token = buyers.holdToken(reader, "token-" + number);
        }
        while (faults.isEmpty() && more.getAsBoolean()) {
          boolean hold = round % 2 == 0;
          look(write(hold), hold);
          round++;
          done.incrementAndGet();
        }
      } catch (RuntimeException | AssertionError e) {
        faults.add("person " + number + ": " + e);
      }
    }

    private String write(boolean hold) {
      URI writer = writers.get((number + round / 2) % writers.size());
      String body = "{'holdToken':'%s','objects':['%s']}".formatted(token, labels.get(number));
      String path = event + (hold ? "/holds" : "/releases");
      String key = number + "-" + round;
      long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
      Buyers.Heard heard = buyers.post(writer, path, key, body);
      while (heard.temporary() && System.nanoTime() - deadlineNanos < 0) {
        writtenAgain.incrementAndGet();
        heard = buyers.post(writer, path, key, body);
      }
      writeLatencies.add(answered(path, heard).nanos());
      return heard.causalToken();
    }

    private void look(String seen, boolean held) {
      boolean whole = (number + round) % WHOLE_MAP_EACH == 0;
      String path = event + "/objects" + (whole ? "" : "/" + labels.get(number));
      long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
      Buyers.Heard heard = buyers.getAfter(reader, path, seen);
      while (heard.temporary() && System.nanoTime() - deadlineNanos < 0) {
        readAgain.incrementAndGet();
        heard = buyers.getAfter(reader, path, seen);
      }
      readLatencies.add(answered(path, heard).nanos());
      String status = whole ? statusInMap(heard.json(), number) : heard.json().getString("status");
      if (!status.equals(held ? "held" : "free")) {
        throw new AssertionError(
            "%s showed %s after the %s in round %d, which %s stands for"
                .formatted(path, status, held ? "hold" : "release", round, seen));
      }
    }

    private Buyers.Heard answered(String path, Buyers.Heard heard) {
      if (!heard.ok()) {
        throw new AssertionError(path + " was answered " + heard);
      }
      return heard;
    }
  }

  private static String statusInMap(JsonObject map, int object) {
    byte[] states = Base64.getDecoder().decode(map.getString("objects"));
    return map.getJsonArray("statuses").getString(states[object] & STATUS_BITS);
  }
}
