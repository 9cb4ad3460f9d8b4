package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.SteadyHolds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A measurement of what clients see when the leader of a shard is killed, and when its leadership
 * is moved as planned.
 *
 * <p>The cluster has one shard, so that the event's leader is known. A killed node is kept down
 * until the gap is measured: what its start costs on a shared machine is no part of it.
 */
final class FailoverBench {
  private static final String SHARD = "main";
  private static final String NAME = "failover";
  private static final int CLIENTS = 6;
  private static final long PAUSE_MILLIS = 5;
  private static final long BACK_MILLIS = 60_000;
  private static final long CALM_MILLIS = 1_000;
  private static final long CAUGHT_UP_MILLIS = 120_000;

  private final LocalCluster cluster;
  private final Consumer<String> progress;

  private FailoverBench(LocalCluster cluster, Consumer<String> progress) {
    this.cluster = cluster;
    this.progress = progress;
  }

  /**
   * Measures on a cluster that was started.
   *
   * @param runs how many leaders are killed, and then how many leaderships moved
   * @param warmSeconds how long clients hold and release before
   * @param progress is told what happens, a line each
   * @throws OnSaleException when clients are not answered any more
   * @throws IOException when the cluster does not do what it is told
   */
  static FailoverReport measure(
      LocalCluster cluster,
      int runs,
      long warmSeconds,
      long diskWritesPerSecond,
      Consumer<String> progress)
      throws OnSaleException, IOException, InterruptedException {
    FailoverBench bench = new FailoverBench(cluster, progress);
    String key = cluster.secretKey();
    try (EventSetup setup = new EventSetup(cluster.urls(), key)) {
      setup.importDrawing(NAME, SmallHouse.drawing());
      setup.createEvent(NAME, NAME, NAME);
      setup.awaitEverywhere(NAME);
    }
    SteadyHolds.Options options =
        new SteadyHolds.Options(cluster.urls(), NAME, key, CLIENTS, PAUSE_MILLIS);
    try (SteadyHolds holds = SteadyHolds.start(options)) {
      progress.accept("Warming up for " + warmSeconds + " s ...");
      Thread.sleep(TimeUnit.SECONDS.toMillis(warmSeconds));
      List<Double> kills = new ArrayList<>();
      List<Double> transfers = new ArrayList<>();
      for (int run = 1; run <= runs; run++) {
        kills.add(bench.kill(holds, run, runs));
      }
      for (int run = 1; run <= runs; run++) {
        transfers.add(bench.transfer(holds, run, runs));
      }
      return new FailoverReport(
          cluster.urls().size(),
          Runtime.getRuntime().availableProcessors(),
          diskWritesPerSecond,
          kills,
          transfers);
    }
  }

  private double kill(SteadyHolds holds, int run, int runs)
      throws OnSaleException, IOException, InterruptedException {
    String leader = leader();
    Supervisor supervisor = cluster.supervisor(leader);
    holds.mark();
    supervisor.killAndHold();
    double gapMillis = gap(holds);
    supervisor.resume();
    awaitCaughtUp(leader);
    tell(run, runs, "killed " + leader, gapMillis);
    return gapMillis;
  }

  private double transfer(SteadyHolds holds, int run, int runs)
      throws OnSaleException, IOException, InterruptedException {
    String from = leader();
    String to = next(from);
    holds.mark();
    cluster.transfer(SHARD, to);
    double gapMillis = gap(holds);
    boolean moved =
        cluster.await(
            BACK_MILLIS, view -> view.leader(SHARD).filter(m -> m.name().equals(to)).isPresent());
    if (!moved) {
      throw new IOException("The leadership of " + SHARD + " did not move to " + to + ".");
    }
    tell(run, runs, from + " gave up to " + to, gapMillis);
    return gapMillis;
  }

  /** The longest time without a hold, once all clients get some again and have for a while. */
  private static double gap(SteadyHolds holds) throws OnSaleException, InterruptedException {
    holds.awaitEveryClient(BACK_MILLIS);
    Thread.sleep(CALM_MILLIS);
    holds.awaitEveryClient(BACK_MILLIS);
    return holds.longestGapMillis();
  }

  private String leader() throws IOException, InterruptedException {
    if (!cluster.await(BACK_MILLIS, view -> view.leader(SHARD).isPresent())) {
      throw new IOException("Nobody leads " + SHARD + ".");
    }
    return cluster.view().leader(SHARD).map(ClusterView.Member::name).orElseThrow();
  }

  private String next(String name) {
    List<ClusterView.Member> members = cluster.view().members();
    for (int position = 0; position < members.size(); position++) {
      if (members.get(position).name().equals(name)) {
        return members.get((position + 1) % members.size()).name();
      }
    }
    throw new IllegalStateException("no node is called " + name);
  }

  /** Waits until a node that was started again has come as far as its leader was then. */
  private void awaitCaughtUp(String name) throws IOException, InterruptedException {
    long wanted =
        cluster
            .view()
            .leader(SHARD)
            .flatMap(member -> member.replica(SHARD))
            .map(NodeHealth.ShardHealth::index)
            .orElse(0L);
    boolean caughtUp =
        cluster.await(CAUGHT_UP_MILLIS, view -> view.ready() && hasComeTo(view, name, wanted));
    if (!caughtUp) {
      throw new IOException(
          name + " did not catch up. " + cluster.supervisor(name).status().lastWords());
    }
  }

  private static boolean hasComeTo(ClusterView view, String name, long index) {
    return view.member(name)
        .flatMap(member -> member.replica(SHARD))
        .filter(replica -> replica.ready() && replica.index() >= index)
        .isPresent();
  }

  private void tell(int run, int runs, String what, double gapMillis) {
    progress.accept(
        String.format(
            Locale.ROOT, "%2d of %d  %s: %.0f ms without a hold", run, runs, what, gapMillis));
  }
}
