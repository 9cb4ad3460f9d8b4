package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.OnSaleOptions;
import io.seatkeeper.server.load.SaleProgress;
import io.seatkeeper.server.load.Sales;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * A measurement of what further nodes cost on one machine: the same house is sold to the same fans
 * on one cluster and on another, in turn, and whatever process takes processor time meanwhile is
 * named.
 *
 * <p>All clusters run all the time, so that none begins cold in its second turn; those whose turn
 * it is not take next to nothing, which is measured too.
 */
final class NodesBench {
  private static final String SHARD = "main";
  private static final String NAME = "nodes";
  private static final int CONNECTIONS = 128;
  private static final long LOOK_MILLIS = 20;

  private final List<LocalCluster> clusters;
  private final byte[] drawing;
  private final Options options;
  private final LongFunction<Duration> processorTime;
  private final Consumer<String> progress;
  private int events;

  /**
   * How to sell, and how often.
   *
   * @param turns of each cluster
   * @param warmSeconds how long each sells before; that does not count
   * @param mostSeconds how long one sale may take
   */
  record Options(int fans, int turns, long warmSeconds, long mostSeconds) {}

  /**
   * A measurement on clusters that were started, with one shard each.
   *
   * @param processorTime what a process, by its id, has taken since its start
   * @param progress is told what happens, a line each
   */
  NodesBench(
      List<LocalCluster> clusters,
      byte[] drawing,
      Options options,
      LongFunction<Duration> processorTime,
      Consumer<String> progress) {
    this.clusters = List.copyOf(clusters);
    this.drawing = drawing;
    this.options = options;
    this.processorTime = processorTime;
    this.progress = progress;
  }

  /** What a process of this machine has taken since its start; nothing when it is gone. */
  static Duration processorTime(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  /**
   * Measures.
   *
   * @throws OnSaleException when the house cannot be sold or counted
   */
  NodesReport measure(long diskWritesPerSecond)
      throws OnSaleException, IOException, InterruptedException {
    for (LocalCluster cluster : clusters) {
      try (EventSetup setup = new EventSetup(cluster.urls(), cluster.secretKey())) {
        setup.importDrawing(NAME, drawing);
      }
      warm(cluster);
    }
    List<NodesReport.Turn> turns = new ArrayList<>();
    for (int turn = 0; turn < options.turns(); turn++) {
      for (LocalCluster cluster : clusters) {
        NodesReport.Turn measured = sell(cluster);
        progress.accept(measured.text());
        turns.add(measured);
      }
    }
    return new NodesReport(Runtime.getRuntime().availableProcessors(), diskWritesPerSecond, turns);
  }

  private void warm(LocalCluster cluster)
      throws OnSaleException, IOException, InterruptedException {
    progress.accept("Warming up " + nodes(cluster) + " for " + options.warmSeconds() + " s ...");
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.warmSeconds());
    for (long left = left(endNanos); left > 0; left = left(endNanos)) {
      try (Sales sales = open(cluster, left)) {
        sales.run();
      }
    }
  }

  private static long left(long endNanos) {
    return Math.ceilDiv(endNanos - System.nanoTime(), TimeUnit.SECONDS.toNanos(1));
  }

  /** A sale of another event on the same drawing. */
  private Sales open(LocalCluster cluster, long mostSeconds)
      throws OnSaleException, IOException, InterruptedException {
    String event = NAME + "-" + ++events;
    String key = cluster.secretKey();
    try (EventSetup setup = new EventSetup(cluster.urls(), key)) {
      setup.createEvent(event, NAME, event);
      setup.awaitEverywhere(event);
    }
    OnSaleOptions sale =
        new OnSaleOptions(
            cluster.urls(), event, key, options.fans(), mostSeconds, 0, CONNECTIONS, 1, null);
    return Sales.open(sale, List.of(event));
  }

  private NodesReport.Turn sell(LocalCluster cluster)
      throws OnSaleException, IOException, InterruptedException {
    try (Sales sales = open(cluster, options.mostSeconds())) {
      Map<String, Duration> before = taken(cluster);
      Duration idleBefore = takenByOthers(cluster);
      CompletableFuture<Sales.Result> selling = sales.start();
      while (!selling.isDone() && hasSome(sales.progress())) {
        Thread.sleep(LOOK_MILLIS);
      }
      // Not what the count from the outside takes afterwards.
      Map<String, Duration> after = taken(cluster);
      Duration idle = takenByOthers(cluster).minus(idleBefore);
      LoadReport report = selling.get().total();
      Map<String, Double> spent = new LinkedHashMap<>();
      after.forEach(
          (name, time) ->
              spent.put(name, seconds(time.minus(before.getOrDefault(name, Duration.ZERO)))));
      String leader = cluster.view().leader(SHARD).map(ClusterView.Member::name).orElse("nobody");
      return new NodesReport.Turn(cluster.urls().size(), leader, report, spent, seconds(idle));
    } catch (ExecutionException e) {
      throw new OnSaleException("The sale broke off: " + e.getCause(), e);
    }
  }

  private static boolean hasSome(SaleProgress now) {
    return now.free() + now.held() > 0;
  }

  /** What every process that has to do with a cluster's sale has taken, by name. */
  private Map<String, Duration> taken(LocalCluster cluster) {
    Map<String, Duration> taken = new LinkedHashMap<>();
    for (ClusterView.Member member : cluster.view().members()) {
      taken.put(member.name(), processorTime.apply(member.process().pid()));
    }
    taken.put(NodesReport.FANS, processorTime.apply(ProcessHandle.current().pid()));
    return taken;
  }

  private Duration takenByOthers(LocalCluster measured) {
    Duration taken = Duration.ZERO;
    for (LocalCluster cluster : clusters) {
      if (cluster != measured) {
        for (ClusterView.Member member : cluster.view().members()) {
          taken = taken.plus(processorTime.apply(member.process().pid()));
        }
      }
    }
    return taken;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  private static String nodes(LocalCluster cluster) {
    int count = cluster.urls().size();
    return count == 1 ? "1 node" : count + " nodes";
  }
}
