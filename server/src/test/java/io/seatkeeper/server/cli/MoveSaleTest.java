package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.replication.ClusterConfig;
import io.seatkeeper.replication.ClusterSetup;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.server.http.SeatkeeperServer;
import io.seatkeeper.server.http.ServerConfig;
import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.OnSaleOptions;
import io.seatkeeper.server.load.Sales;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A house sells out on three nodes while it moves to and fro between two shards. */
@Isolated
class MoveSaleTest {
  private static final String EVENT = "moving";
  private static final int NODES = 3;
  private static final int PACE_SECONDS = 3;
  private static final int MOVES = 6;

  @TempDir Path directory;

  @Test
  void shouldSellEverySeatOnceWhileTheEventMoves() throws Exception {
    List<SeatkeeperServer> servers = new ArrayList<>();
    NodeConfig first = start(servers);
    try (ClusterSetup operator = new ClusterSetup(first)) {
      List<URI> urls =
          servers.stream().map(server -> URI.create("http://localhost:" + server.port())).toList();
      String key = Objects.requireNonNull(servers.getFirst().freshKeys()).secretKey();
      try (EventSetup setup = new EventSetup(urls, key)) {
        setup.importDrawing(EVENT, SmallHouse.drawing());
        setup.createEvent(EVENT, EVENT, EVENT);
        setup.awaitEverywhere(EVENT);
      }
      OnSaleOptions options =
          new OnSaleOptions(urls, EVENT, key, 60, 60, PACE_SECONDS, 16, 1, null);
      int moves = 0;
      LoadReport report;
      try (Sales sales = Sales.open(options, List.of(EVENT))) {
        CompletableFuture<Sales.Result> selling = sales.start();
        while (moves < MOVES && !selling.isDone()) {
          String from = operator.placements().getFirst().shard();
          operator.move(EVENT, from.equals("s1") ? "s2" : "s1");
          moves++;
        }
        report = selling.join().total();
      }

      System.out.println(moves + " moves; " + ReportText.of(report));
      assertThat(moves).isGreaterThan(1);
      assertThat(report.faults()).isEmpty();
      assertThat(report.doubleSold()).isZero();
      assertThat(report.lostAcks()).isZero();
      assertThat(report.ok()).isTrue();
    } finally {
      // Together, so that none waits for the others to take its leaderships over.
      List<CompletableFuture<Void>> closing = new ArrayList<>();
      servers.forEach(
          server ->
              closing.add(CompletableFuture.runAsync(server::close, Thread::startVirtualThread)));
      closing.forEach(CompletableFuture::join);
    }
  }

  private NodeConfig start(List<SeatkeeperServer> servers) throws Exception {
    List<String> addresses = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      addresses.add("127.0.0.1:" + FreePort.any());
    }
    NodeConfig first = null;
    for (int node = 0; node < NODES; node++) {
      String name = "n" + (node + 1);
      NodeConfig config =
          NodeConfig.in(directory.resolve(name))
              .inCluster(ClusterConfig.of(name, addresses.get(node), addresses));
      first = first == null ? config : first;
      try (ClusterSetup setup = new ClusterSetup(config)) {
        if (node == 0) {
          setup.init(2);
        } else {
          setup.join();
        }
      }
      servers.add(
          SeatkeeperServer.start(
              ServerConfig.in(config.dataDirectory(), (line, _) -> System.err.println(line))
                  .withNode(config)
                  .onPort(0)));
    }
    return Objects.requireNonNull(first);
  }
}
