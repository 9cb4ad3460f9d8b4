package io.seatkeeper.server.load;

import io.vertx.core.json.DecodeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One run of simulated fans against one event, and the count from the outside that ends it.
 *
 * <p>{@link #open} reads the house, {@link #run} sells it. Progress may be read, and the run
 * stopped, from any thread.
 */
public final class OnSale implements AutoCloseable {
  private static final long TURN_MILLIS = 10;
  private static final long HASTY_POLL_MILLIS = 50;
  private static final long LEISURELY_POLL_MILLIS = 150;

  /** A node that is just starting answers 503 for a while. */
  private static final int FIRST_READS = 100;

  private static final long FIRST_READ_PAUSE_MILLIS = 100;
  private static final long GOING_HOME_MILLIS = RetryPolicy.PATIENT.patienceMillis() + 30_000;

  private final OnSaleOptions options;
  private final String runName;
  private final ConnectionPool pool;
  private final ConnectionPool watching;
  private final Caller caller;
  private final LiveMap map;
  private final LoadFigures figures = new LoadFigures();
  private final Ledger ledger = new Ledger();
  private final NewestState newest = new NewestState();
  private final Turnstile turnstile;
  private final History history;
  private volatile long startNanos;
  private volatile boolean stopped;

  private OnSale(OnSaleOptions options) throws IOException, InterruptedException {
    this.options = options;
    byte[] name = new byte[4];
    new SecureRandom().nextBytes(name);
    this.runName = HexFormat.of().formatHex(name);
    this.pool = new ConnectionPool(options.urls(), options.secretKey(), options.connections());
    this.watching =
        new ConnectionPool(options.urls(), options.secretKey(), Math.max(2, options.urls().size()));
    this.caller = new Caller(pool, RetryPolicy.PATIENT, figures);
    this.turnstile =
        new Turnstile(
            hasty()
                ? Turnstile.Pace.AT_ONCE
                : Turnstile.Pace.evenly(TimeUnit.SECONDS.toMillis(options.paceSeconds())),
            options.fans());
    String event = "/v1/events/" + options.event();
    HttpAnswer chart = answer(event + "/chart");
    // Every owner is named only to the secret key: asking for one tells whether the key is right.
    answer(event + "/owners?limit=1");
    this.map =
        new LiveMap(
            watching,
            ChartReader.read(chart.body()),
            event + "/objects",
            answer(event + "/objects"),
            hasty() ? HASTY_POLL_MILLIS : LEISURELY_POLL_MILLIS);
    this.history =
        options.history() == null
            ? History.none()
            : History.to(options.history(), options.event(), options.fans());
    this.startNanos = System.nanoTime();
  }

  /**
   * Reads the house and checks the key.
   *
   * @throws OnSaleException when the server, the event, the key or the history's file is not right
   */
  public static OnSale open(OnSaleOptions options) throws OnSaleException, InterruptedException {
    if (!options.secretKey().startsWith("sk_test_")) {
      throw new OnSaleException(
          "Simulated fans need the secret key of a test workspace: it begins with sk_test_.");
    }
    if (!options.event().matches("[a-z0-9._-]{1,130}")) {
      throw new OnSaleException("'" + options.event() + "' is no event key. Check its spelling.");
    }
    try {
      return new OnSale(options);
    } catch (IOException | IllegalArgumentException e) {
      throw new OnSaleException(String.valueOf(e.getMessage()), e);
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new OnSaleException(
          where(options) + " does not answer as a Seatkeeper node does. Check the URL.", e);
    }
  }

  private HttpAnswer answer(String path) throws IOException, InterruptedException {
    HttpAnswer answer = watching.exchange(HttpAsk.get(path)).answer();
    for (int read = 1; answer.status() == 503 && read < FIRST_READS; read++) {
      Thread.sleep(FIRST_READ_PAUSE_MILLIS);
      answer = watching.exchange(HttpAsk.get(path)).answer();
    }
    if (answer.status() == 401 || answer.status() == 403) {
      throw new IOException("The server does not accept the key. Use a secret one.");
    }
    if (answer.status() == 404) {
      throw new IOException(
          "There is no event " + options.event() + " at " + where(options) + ". Check its key.");
    }
    if (answer.status() != 200) {
      throw new IOException("GET " + path + " was answered " + answer.status() + ".");
    }
    return answer;
  }

  private static String where(OnSaleOptions options) {
    return String.join(", ", options.urls().stream().map(URI::toString).toList());
  }

  private boolean hasty() {
    return options.paceSeconds() == 0;
  }

  /**
   * Sells until everything is sold, the time is up or somebody stops it; then counts.
   *
   * @throws OnSaleException when the count cannot be made, or the history is not whole
   */
  public LoadReport run() throws OnSaleException, InterruptedException {
    return end().report();
  }

  /** {@link #run} before it is told in figures. */
  Ending end() throws OnSaleException, InterruptedException {
    startNanos = System.nanoTime();
    List<Thread> fans = startFans();
    boolean soldOut = supervise();
    turnstile.close();
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOING_HOME_MILLIS);
    for (Thread fan : fans) {
      long leftNanos = deadlineNanos - System.nanoTime();
      fan.join(Duration.ofNanos(Math.max(1, leftNanos)));
      fan.interrupt();
    }
    long lastSaleNanos = figures.lastSaleNanos(System.nanoTime());
    try {
      history.close();
      return new Ending(
          map.house().seats(),
          check(),
          soldOut,
          options.fans(),
          startNanos,
          lastSaleNanos,
          figures);
    } catch (UncheckedIOException e) {
      throw new OnSaleException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Runs the sale on a thread of its own; completes exceptionally with what {@link #run} throws.
   */
  public CompletableFuture<LoadReport> start() {
    return Background.start("sale of " + options.event(), this::run);
  }

  private List<Thread> startFans() {
    Habits habits = hasty() ? Habits.HASTY : Habits.LEISURELY;
    Fan.Sale sale =
        new Fan.Sale(
            caller,
            map,
            new SeatChooser(map.house()),
            turnstile,
            habits,
            ledger,
            newest,
            figures,
            history);
    List<Thread> fans = new ArrayList<>(options.fans());
    for (int number = 1; number <= options.fans(); number++) {
      Fan fan = new Fan(number, runName, options.event(), sale, options.seed() + number);
      fans.add(Thread.ofVirtual().name("fan " + number).start(fan));
    }
    return fans;
  }

  /** Lets the fans in until the sale ends; whether everything was sold. */
  private boolean supervise() throws InterruptedException {
    long endNanos = startNanos + TimeUnit.SECONDS.toNanos(options.seconds());
    while (!stopped && System.nanoTime() < endNanos) {
      MapView view = map.view();
      if (view.soldOut()) {
        return true;
      }
      turnstile.turn(view, elapsedMillis());
      Thread.sleep(TURN_MILLIS);
    }
    return map.view().soldOut();
  }

  /**
   * Counts from the outside what the server owes the fans now. Bookings on their way meanwhile may
   * be there or not.
   *
   * @throws OnSaleException when the server does not say
   */
  public SaleCount check() throws OnSaleException, InterruptedException {
    Ledger.Snapshot before = ledger.snapshot();
    try {
      FinalState state = FinalState.read(caller, map.house(), options.event(), newest);
      Verification.Verdict verdict = Verification.verify(before, ledger.snapshot(), runName, state);
      return new SaleCount(
          before.acknowledged().size(),
          verdict.sold(),
          verdict.doubleSold(),
          verdict.lostAcks(),
          verdict.ok(),
          verdict.faults());
    } catch (IOException | DecodeException | ClassCastException e) {
      throw new OnSaleException("The sale cannot be counted: " + e.getMessage(), e);
    }
  }

  /** How far the sale is. */
  public SaleProgress progress() {
    MapView view = map.view();
    return new SaleProgress(
        elapsedMillis(),
        map.house().seats(),
        view.free(),
        view.held(),
        view.booked(),
        figures.attempts(),
        figures.holds(),
        figures.bookings(),
        figures.refusalCount(),
        figures.retries(),
        figures.holdMillis(50),
        figures.holdMillis(99));
  }

  /** What the fans have counted so far. */
  LoadFigures figures() {
    return figures;
  }

  private long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  /** Ends the sale early; {@link #run} then counts. */
  public void stop() {
    stopped = true;
  }

  @Override
  public void close() {
    stopped = true;
    turnstile.close();
    map.close();
    pool.close();
    watching.close();
  }
}
