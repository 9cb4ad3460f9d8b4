package io.seatkeeper.server.cli;

import io.seatkeeper.replication.ClusterConfig;
import io.seatkeeper.replication.ClusterSetup;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.http.SeatkeeperServer;
import io.seatkeeper.server.http.ServerConfig;
import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.OnSaleException;
import io.seatkeeper.server.load.OnSaleOptions;
import io.seatkeeper.server.load.Sales;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Sells a small house on a node in this very process, so that the JDK sees, and can keep for later
 * starts, what a node and its fans use. The {@code seatkeeper} script runs it after a build.
 */
@Command(
    name = "prepare",
    hidden = true,
    mixinStandardHelpOptions = true,
    description = "Sells a small house in this process: a training run for the JDK's cache.")
public final class PrepareCommand implements Callable<Integer> {
  private static final String NAME = "training";
  private static final int FANS = 50;
  private static final int MOST_SECONDS = 60;
  private static final int CONNECTIONS = 16;
  private static final int NODES = 3;
  private static final int SHARDS = 2;

  @Override
  public Integer call() throws InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create("seatkeeper-prepare-")) {
      boolean ok = sellAlone(folder.path().resolve("alone")) && sellTogether(folder.path());
      return ok ? ExitCode.WELL : ExitCode.NOT_VERIFIED;
    } catch (IOException | OnSaleException e) {
      throw new CommandException(ExitCode.BROKEN, String.valueOf(e.getMessage()), e);
    }
  }

  private static boolean sellAlone(Path data)
      throws IOException, OnSaleException, InterruptedException {
    try (SeatkeeperServer server = start(NodeConfig.in(data))) {
      return sell(List.of(server));
    }
  }

  /** What nodes do for each other is used too: forwarding, catching up, handing over. */
  private static boolean sellTogether(Path folder)
      throws IOException, OnSaleException, InterruptedException {
    List<String> addresses = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      addresses.add("127.0.0.1:" + FreePort.any());
    }
    List<SeatkeeperServer> servers = new ArrayList<>();
    try {
      for (int node = 0; node < NODES; node++) {
        String name = "n" + (node + 1);
        NodeConfig config =
            NodeConfig.in(folder.resolve(name))
                .inCluster(ClusterConfig.of(name, addresses.get(node), addresses));
        try (ClusterSetup setup = new ClusterSetup(config)) {
          if (node == 0) {
            setup.init(SHARDS);
          } else {
            setup.join();
          }
        }
        servers.add(start(config));
      }
      return sell(servers);
    } finally {
      servers.forEach(SeatkeeperServer::close);
    }
  }

  private static SeatkeeperServer start(NodeConfig node) throws IOException {
    return SeatkeeperServer.start(
        ServerConfig.in(node.dataDirectory(), (line, _) -> System.err.println(line))
            .withNode(node)
            .onPort(0));
  }

  private static boolean sell(List<SeatkeeperServer> servers)
      throws OnSaleException, InterruptedException {
    List<URI> urls =
        servers.stream().map(server -> URI.create("http://localhost:" + server.port())).toList();
    WorkspaceKeys keys = servers.getFirst().freshKeys();
    if (keys == null) {
      throw new IllegalStateException("a new data directory has new keys");
    }
    List<String> events = List.of(NAME, NAME + "-2");
    try (EventSetup setup = new EventSetup(urls, keys.secretKey())) {
      setup.importDrawing(NAME, SmallHouse.drawing());
      for (String event : events) {
        setup.createEvent(event, NAME, event);
        setup.awaitEverywhere(event);
      }
    }
    OnSaleOptions options =
        new OnSaleOptions(
            urls, NAME, keys.secretKey(), FANS, MOST_SECONDS, 0, CONNECTIONS, 1, null);
    try (Sales sales = Sales.open(options, events)) {
      LoadReport report = sales.run().total();
      System.out.println(ReportText.of(report));
      return report.ok();
    }
  }
}
