package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.OnSaleOptions;
import io.seatkeeper.server.load.SaleCount;
import io.seatkeeper.server.load.SaleProgress;
import io.seatkeeper.server.load.Sales;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One demonstration on a cluster: an event for each shard, all sold at once, nodes killed. */
final class ClusterDemo {
  private static final String CHART = "demo";
  private static final int CONNECTIONS = 128;
  private static final int EVENTS_TRIED = 1_000;
  private static final long REDRAW_MILLIS = 200;
  private static final long SLACK_SECONDS = 3_600;

  private final byte[] drawing;
  private final Options options;
  private final LocalCluster cluster;
  private final KillPlan plan;
  private final Screen screen;
  private @Nullable Killed killed;
  private int turn;
  private long kills;
  private boolean quit;

  /**
   * What to show.
   *
   * @param seconds how long selling out should take, or the most it may take when it exits then
   * @param exitWhenSoldOut whether to sell as fast as possible and then end
   * @param killEverySeconds how often a node is killed; 0 for never
   * @param seed of which one
   */
  record Options(
      int fans,
      int shards,
      long seconds,
      boolean exitWhenSoldOut,
      long killEverySeconds,
      long seed) {}

  /**
   * Where to show it.
   *
   * @param port where HAProxy answers, the nodes behind it
   * @param data where the cluster keeps everything; null for a temporary folder
   */
  record Place(int nodes, int port, @Nullable Path data) {}

  /** A node that was killed and is not back yet. */
  private record Killed(String name, long pid, long nanos) {}

  /** Keys somebody types. */
  @FunctionalInterface
  interface Keys {
    /** Waits for the next one, in lower case; 0 when the time passes without one. */
    char next(long millis) throws InterruptedException;
  }

  /** A demonstration on a cluster that was started. */
  ClusterDemo(byte[] drawing, Options options, LocalCluster cluster, Screen screen) {
    this.drawing = drawing;
    this.options = options;
    this.cluster = cluster;
    this.screen = screen;
    this.plan = new KillPlan(TimeUnit.SECONDS.toMillis(options.killEverySeconds()), options.seed());
  }

  /**
   * Starts a cluster and runs a demonstration on it to its end.
   *
   * @param drawing the house
   * @return the exit code
   */
  static int run(byte[] drawing, Options options, Place place) throws InterruptedException {
    try (OrderlyEnd end = OrderlyEnd.atExit()) {
      TemporaryFolder temporary = end.add(TemporaryFolder.create("seatkeeper-demo-"));
      Path folder = place.data() == null ? temporary.path() : place.data().toAbsolutePath();
      LocalCluster cluster =
          end.add(
              LocalCluster.in(
                  new LocalCluster.Options(
                      place.nodes(), options.shards(), true, place.port(), folder),
                  System.out::println));
      Screen screen = new Screen(System.out, KeyPresses.onTerminal());
      screen.say(
          String.format(
              Locale.ROOT,
              "Starting %d nodes ... (their disk makes %,d small writes a second durable)",
              place.nodes(),
              DiskProbe.durableWritesPerSecond(temporary.path())));
      cluster.start();
      try (KeyPresses keys = KeyPresses.read()) {
        return new ClusterDemo(drawing, options, cluster, screen).sell(keys::next);
      }
    } catch (OnSaleException | IOException e) {
      throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Creates the events and sells them.
   *
   * @return the exit code
   * @throws OnSaleException when the events cannot be created, sold or counted
   */
  int sell(Keys keys) throws OnSaleException, IOException, InterruptedException {
    String key = cluster.secretKey();
    List<String> events = createEvents(key);
    OnSaleOptions sale =
        new OnSaleOptions(
            cluster.urls(),
            events.getFirst(),
            key,
            options.fans(),
            options.exitWhenSoldOut() ? options.seconds() : options.seconds() + SLACK_SECONDS,
            options.exitWhenSoldOut() ? 0 : options.seconds(),
            CONNECTIONS,
            1,
            null);
    try (Sales sales = Sales.open(sale, events)) {
      for (String event : events) {
        screen.say("Watch it sell out: " + cluster.front() + "/e/" + event);
      }
      Sales.Result result = watch(sales, keys);
      LoadReport report = result.total();
      screen.say(ReportText.of(report));
      if (events.size() > 1) {
        screen.say(ReportText.byEvent(result.byEvent()));
      }
      screen.say("  nodes killed: " + kills);
      if (options.exitWhenSoldOut()) {
        screen.say(report.jsonWith("kills", kills));
      } else if (!quit) {
        screen.say("The cluster keeps serving " + cluster.front() + "/e/" + events.getFirst());
        screen.say("k kills the leader of a shard, q quits.");
        keepServing(sales, keys);
      }
      boolean asPromised = report.soldOut() || !options.exitWhenSoldOut();
      return report.ok() && asPromised ? ExitCode.WELL : ExitCode.NOT_VERIFIED;
    }
  }

  /** An event a shard: {@code demo-1} and so on, or the next free names in used data. */
  private List<String> createEvents(String key) throws OnSaleException, InterruptedException {
    List<String> events = new ArrayList<>();
    try (EventSetup setup = new EventSetup(cluster.urls(), key)) {
      setup.importDrawing(CHART, drawing);
      for (int number = 1; number <= EVENTS_TRIED && events.size() < options.shards(); number++) {
        String event = CHART + "-" + number;
        if (setup.createEvent(event, CHART, "Demo night " + number)) {
          events.add(event);
        }
      }
      if (events.size() < options.shards()) {
        throw new OnSaleException("The folder holds too many demo events. Use another one.");
      }
      for (String event : events) {
        setup.awaitEverywhere(event);
      }
    }
    return events;
  }

  /** Shows the sales until they have been counted, doing what keys and the plan say. */
  private Sales.Result watch(Sales sales, Keys keys) throws OnSaleException, InterruptedException {
    CompletableFuture<Sales.Result> result = sales.start();
    String help = "k kills the leader of a shard   q quits";
    while (!result.isDone()) {
      SaleProgress progress = sales.progress();
      screen.show(progress, options.fans(), ClusterText.lines(cluster.view()), help);
      boolean selling = progress.free() + progress.held() > 0;
      act(keys.next(REDRAW_MILLIS), sales);
      int due = selling && !quit ? plan.due(progress.elapsedMillis(), cluster.urls().size()) : -1;
      if (due >= 0) {
        kill(cluster.view().members().get(due), "");
      }
      if (quit) {
        sales.stop();
      }
    }
    try {
      return result.get();
    } catch (ExecutionException e) {
      throw new OnSaleException("The sale broke off: " + e.getCause(), e);
    }
  }

  private void keepServing(Sales sales, Keys keys) throws OnSaleException, InterruptedException {
    while (!quit) {
      act(keys.next(REDRAW_MILLIS), sales);
    }
  }

  private void act(char key, Sales sales) throws OnSaleException, InterruptedException {
    if (key == 'q') {
      quit = true;
    } else if (key == 'k') {
      killLeader();
    }
    Killed gone = killed;
    if (gone == null) {
      return;
    }
    Optional<ClusterView.Member> member = cluster.view().member(gone.name());
    boolean back =
        member.filter(m -> m.health().ready() && m.process().pid() != gone.pid()).isPresent();
    if (back) {
      killed = null;
      tellBack(gone, sales);
    }
  }

  /** Kills whoever leads a shard, of each shard in turn. */
  private void killLeader() {
    List<String> shards = cluster.view().shards();
    for (int tried = 0; tried < shards.size(); tried++) {
      String shard = shards.get(turn++ % shards.size());
      Optional<ClusterView.Member> leader = cluster.view().leader(shard);
      if (leader.isPresent() && kill(leader.get(), ", which led " + shard + ",")) {
        return;
      }
    }
  }

  private boolean kill(ClusterView.Member member, String which) {
    long pid = cluster.supervisor(member.name()).kill();
    if (pid == 0) {
      return false;
    }
    kills++;
    killed = new Killed(member.name(), pid, System.nanoTime());
    screen.say(
        "Killed " + member.name() + which + " process " + pid + ", with SIGKILL. It starts again.");
    return true;
  }

  private void tellBack(Killed gone, Sales sales) throws OnSaleException, InterruptedException {
    double seconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - gone.nanos()) / 1000.0;
    if (options.killEverySeconds() > 0) {
      screen.say(String.format(Locale.ROOT, "%s is back after %.1f s.", gone.name(), seconds));
      return;
    }
    SaleCount count = sales.check();
    screen.say(
        String.format(
            Locale.ROOT,
            "%s is back after %.1f s: %,d orders acknowledged so far, %,d of them lost, %,d seats"
                + " sold twice: %s.",
            gone.name(),
            seconds,
            count.acknowledged(),
            count.lostAcks(),
            count.doubleSold(),
            count.ok() ? "every sale is still there" : "NOT WELL"));
    count.faults().forEach(fault -> screen.say("  - " + fault));
  }
}
