package io.seatkeeper.server.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A few clients that hold and release seats of their own, one after another, over all nodes of a
 * cluster, and ask again until each request is answered: what they see of a failure is how long
 * nobody got a hold.
 */
public final class SteadyHolds implements AutoCloseable {
  private static final long HOLD_MILLIS = TimeUnit.MINUTES.toMillis(15);
  private static final long RENEW_MILLIS = TimeUnit.MINUTES.toMillis(10);
  private static final long LOOK_MILLIS = 5;
  private static final int SEATS = 2;

  /** Asks again soon, so that the clients' own pauses do not hide the cluster's. */
  private static final RetryPolicy EAGER = new RetryPolicy(5, 50, 60_000);

  private final Options options;
  private final ConnectionPool pool;
  private final Caller caller;
  private final String run;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final Object lock = new Object();
  private final long[] lastStartNanos;
  private long lastAckNanos;
  private long longestNanos;
  private volatile boolean closing;

  /**
   * What to do.
   *
   * @param urls the nodes
   * @param event the event's key; two free seats a client are needed
   * @param clients how many
   * @param pauseMillis how long each client rests between a release and the next hold
   */
  public record Options(
      List<URI> urls, String event, String secretKey, int clients, long pauseMillis) {
    public Options {
      urls = List.copyOf(urls);
    }
  }

  private SteadyHolds(Options options) {
    this.options = options;
    this.pool = new ConnectionPool(options.urls(), options.secretKey(), options.clients());
    this.caller = new Caller(pool, EAGER, new LoadFigures());
    this.lastStartNanos = new long[options.clients()];
    byte[] name = new byte[6];
    new SecureRandom().nextBytes(name);
    this.run = HexFormat.of().formatHex(name);
    this.lastAckNanos = System.nanoTime();
  }

  /**
   * Starts the clients.
   *
   * @throws OnSaleException when the event cannot be read or is too small
   */
  public static SteadyHolds start(Options options) throws OnSaleException, InterruptedException {
    SteadyHolds holds = new SteadyHolds(options);
    try {
      holds.start();
      return holds;
    } catch (OnSaleException | InterruptedException | RuntimeException e) {
      holds.close();
      throw e;
    }
  }

  private void start() throws OnSaleException, InterruptedException {
    List<String> seats;
    try {
      seats = freeSeats();
    } catch (IOException | DecodeException | ClassCastException | NullPointerException e) {
      throw new OnSaleException("The event cannot be read: " + e.getMessage(), e);
    }
    int needed = SEATS * options.clients();
    if (seats.size() < needed) {
      throw new OnSaleException(
          options.clients()
              + (" clients need " + needed + " free seats, the event has " + seats.size())
              + ".");
    }
    long nowNanos = System.nanoTime();
    for (int number = 0; number < options.clients(); number++) {
      lastStartNanos[number] = nowNanos;
      Client client = new Client(number, seats.subList(SEATS * number, SEATS * (number + 1)));
      threads.add(Thread.ofVirtual().name("client " + number).start(client));
    }
  }

  private List<String> freeSeats() throws IOException, InterruptedException {
    String path = "/v1/events/" + options.event();
    House house = ChartReader.read(get(path + "/chart"));
    MapView map = MapView.parse(house, get(path + "/objects"));
    List<String> seats = new ArrayList<>();
    for (int rank = 0; rank < map.freeObjects(); rank++) {
      seats.add(house.label(map.freeObject(rank)));
    }
    return seats;
  }

  private String get(String path) throws IOException, InterruptedException {
    Reply reply = caller.call(HttpAsk.get(path), () -> 0.5);
    if (!reply.ok()) {
      throw new IOException("GET " + path + " was answered " + reply.status() + " " + reply.code());
    }
    return reply.body();
  }

  /** Begins to measure: the time since the last acknowledged hold counts. */
  public void mark() {
    synchronized (lock) {
      longestNanos = 0;
    }
  }

  /**
   * Waits until every client has a hold acknowledged that it asked for after now.
   *
   * @throws OnSaleException when that takes longer, or a client was refused
   */
  public void awaitEveryClient(long millis) throws OnSaleException, InterruptedException {
    long nowNanos = System.nanoTime();
    while (!everyClientSince(nowNanos)) {
      String failed = failure.get();
      if (failed != null) {
        throw new OnSaleException(failed);
      }
      if (System.nanoTime() - nowNanos > TimeUnit.MILLISECONDS.toNanos(millis)) {
        throw new OnSaleException("A client got no hold for " + millis / 1000 + " s.");
      }
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private boolean everyClientSince(long nanos) {
    synchronized (lock) {
      for (long start : lastStartNanos) {
        if (start - nanos < 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** The longest time since {@link #mark} between two acknowledged holds, of whichever clients. */
  public double longestGapMillis() {
    synchronized (lock) {
      long openNanos = System.nanoTime() - lastAckNanos;
      return Math.max(longestNanos, openNanos) / 1e6;
    }
  }

  private void acknowledged(int client, Reply reply) {
    synchronized (lock) {
      long nowNanos = System.nanoTime();
      longestNanos = Math.max(longestNanos, nowNanos - lastAckNanos);
      lastAckNanos = nowNanos;
      lastStartNanos[client] = reply.startNanos();
    }
  }

  @Override
  public void close() {
    closing = true;
    threads.forEach(Thread::interrupt);
    pool.close();
  }

  /** Holds and releases the same seats until it is closed. */
  private final class Client implements Runnable {
    private final int number;
    private final List<Place> seats;
    private final SplittableRandom random;
    private int keys;

    Client(int number, List<String> labels) {
      this.number = number;
      this.seats = labels.stream().map(label -> new Place(label, 1)).toList();
      this.random = new SplittableRandom(number);
    }

    @Override
    public void run() {
      try {
        String token = "";
        long madeNanos = 0;
        while (!closing && failure.get() == null) {
          long agedNanos = System.nanoTime() - madeNanos;
          if (token.isEmpty() || agedNanos > TimeUnit.MILLISECONDS.toNanos(RENEW_MILLIS)) {
            token = token();
            madeNanos = System.nanoTime();
          }
          JsonObject body =
              new JsonObject().put("holdToken", token).put("objects", Place.json(seats));
          String release = body.encode();
          acknowledged(number, ask("/holds", body.put("ignoreChannels", true).encode()));
          ask("/releases", release);
          Thread.sleep(options.pauseMillis());
        }
      } catch (IOException | DecodeException e) {
        if (!closing) {
          failure.compareAndSet(null, e.getMessage());
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private String token() throws IOException, InterruptedException {
      String body = new JsonObject().put("holdMillis", HOLD_MILLIS).encode();
      return new JsonObject(send("/v1/hold-tokens", body).body()).getString("holdToken", "");
    }

    private Reply ask(String end, String body) throws IOException, InterruptedException {
      return send("/v1/events/" + options.event() + end, body);
    }

    private Reply send(String path, String body) throws IOException, InterruptedException {
      String key = run + "-" + number + "-" + keys++;
      Reply reply = caller.call(HttpAsk.post(path, key, body), random::nextDouble);
      if (!reply.ok()) {
        throw new IOException(
            "POST " + path + " was answered " + reply.status() + " " + reply.body());
      }
      return reply;
    }
  }
}
