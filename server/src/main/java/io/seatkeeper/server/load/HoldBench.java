package io.seatkeeper.server.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A measurement of what a node can do: each connection holds two seats of its own and releases them
 * again, as fast as it is answered, so that nothing collides and nothing is refused.
 */
public final class HoldBench {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final long HOLD_MILLIS = TimeUnit.MINUTES.toMillis(15);

  private final Options options;
  private final String event;
  private final String run;
  private final LongAdder requests = new LongAdder();
  private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private long measureFromNanos;
  private long endNanos;

  /**
   * What to measure.
   *
   * @param urls the nodes, {@code http://host:port} each
   * @param event the event's key; two free seats a connection are needed
   * @param secretKey a test workspace's secret key
   * @param connections how many hold and release at once
   * @param warmSeconds what is done in these first seconds does not count
   * @param seconds how long is measured after that
   */
  public record Options(
      List<URI> urls,
      String event,
      String secretKey,
      int connections,
      long warmSeconds,
      long seconds) {}

  /**
   * What was measured: acknowledged requests, half of them holds, half releases.
   *
   * @param perSecond requests
   * @param p50Millis from the request's first byte to the answer's last
   */
  public record Figures(
      long requests, double perSecond, double p50Millis, double p99Millis, double p999Millis) {}

  private HoldBench(Options options) {
    this.options = options;
    this.event = "/v1/events/" + options.event();
    byte[] name = new byte[6];
    new SecureRandom().nextBytes(name);
    this.run = HexFormat.of().formatHex(name);
  }

  /**
   * Measures.
   *
   * @throws OnSaleException when the node cannot be reached or refuses anything
   */
  public static Figures measure(Options options) throws OnSaleException, InterruptedException {
    return new HoldBench(options).measure();
  }

  private Figures measure() throws OnSaleException, InterruptedException {
    try (ConnectionPool pool =
        new ConnectionPool(options.urls(), options.secretKey(), options.connections())) {
      List<String> seats = freeSeats(pool);
      int needed = 2 * options.connections();
      if (seats.size() < needed) {
        throw new OnSaleException(
            options.connections()
                + " connections need "
                + needed
                + " free seats, the event has "
                + seats.size()
                + ". Use fewer connections or a larger house.");
      }
      measureFromNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.warmSeconds());
      endNanos = measureFromNanos + TimeUnit.SECONDS.toNanos(options.seconds());
      List<Thread> shoppers = new ArrayList<>();
      for (int number = 0; number < options.connections(); number++) {
        Shopper shopper = new Shopper(pool, number, seats.subList(2 * number, 2 * number + 2));
        shoppers.add(Thread.ofVirtual().name("shopper " + number).start(shopper));
      }
      for (Thread shopper : shoppers) {
        shopper.join();
      }
    } catch (IOException | DecodeException | ClassCastException e) {
      throw new OnSaleException(String.valueOf(e.getMessage()), e);
    }
    String failed = failure.get();
    if (failed != null) {
      throw new OnSaleException(failed);
    }
    return new Figures(
        requests.sum(),
        (double) requests.sum() / options.seconds(),
        micros.getValueAtPercentile(50) / 1000.0,
        micros.getValueAtPercentile(99) / 1000.0,
        micros.getValueAtPercentile(99.9) / 1000.0);
  }

  private List<String> freeSeats(ConnectionPool pool)
      throws IOException, OnSaleException, InterruptedException {
    House house = ChartReader.read(body(pool, HttpAsk.get(event + "/chart")));
    MapView map = MapView.parse(house, body(pool, HttpAsk.get(event + "/objects")));
    List<String> seats = new ArrayList<>();
    for (int rank = 0; rank < map.freeObjects(); rank++) {
      seats.add(house.label(map.freeObject(rank)));
    }
    return seats;
  }

  private static String body(ConnectionPool pool, HttpAsk ask)
      throws IOException, OnSaleException, InterruptedException {
    HttpAnswer answer = pool.exchange(ask).answer();
    if (answer.status() >= 300) {
      throw new OnSaleException(
          ask.method()
              + " "
              + ask.path()
              + " was answered "
              + answer.status()
              + " "
              + answer.body());
    }
    return answer.body();
  }

  /** Holds and releases the same two seats until the time is up. */
  private final class Shopper implements Runnable {
    private final ConnectionPool pool;
    private final int number;
    private final List<String> seats;
    private int keys;

    Shopper(ConnectionPool pool, int number, List<String> seats) {
      this.pool = pool;
      this.number = number;
      this.seats = List.copyOf(seats);
    }

    @Override
    public void run() {
      try {
        String token = token();
        JsonObject body =
            new JsonObject()
                .put("holdToken", token)
                .put(
                    "objects", Place.json(seats.stream().map(seat -> new Place(seat, 1)).toList()));
        String release = body.encode();
        String hold = body.put("ignoreChannels", true).encode();
        while (failure.get() == null && System.nanoTime() < endNanos) {
          timed("/holds", hold);
          timed("/releases", release);
        }
      } catch (IOException | OnSaleException | DecodeException e) {
        failure.compareAndSet(null, String.valueOf(e.getMessage()));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private String token() throws IOException, OnSaleException, InterruptedException {
      String asked = new JsonObject().put("holdMillis", HOLD_MILLIS).encode();
      String made = body(pool, HttpAsk.post("/v1/hold-tokens", nextKey(), asked));
      return new JsonObject(made).getString("holdToken");
    }

    private void timed(String path, String asked)
        throws IOException, OnSaleException, InterruptedException {
      long startNanos = System.nanoTime();
      body(pool, HttpAsk.post(event + path, nextKey(), asked));
      long nowNanos = System.nanoTime();
      if (startNanos >= measureFromNanos && nowNanos <= endNanos) {
        requests.increment();
        long taken = TimeUnit.NANOSECONDS.toMicros(nowNanos - startNanos);
        micros.recordValue(Math.clamp(taken, 0, LONGEST_MICROS));
      }
    }

    private String nextKey() {
      return run + "-" + number + "-" + keys++;
    }
  }
}
