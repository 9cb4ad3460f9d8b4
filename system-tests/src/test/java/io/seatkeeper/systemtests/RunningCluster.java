package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.replication.ClusterConfig;
import io.seatkeeper.replication.ClusterSetup;
import io.seatkeeper.replication.Hello;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.server.cli.FreePort;
import io.seatkeeper.server.cli.NodeProcess.Surroundings;
import io.seatkeeper.server.load.EventSetup;
import io.seatkeeper.server.load.OnSaleException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A cluster with one shard, each node a process in surroundings of its own, and what an operator
 * sees of it and does to it.
 */
final class RunningCluster implements AutoCloseable {
  private static final String SHARD = "main";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration HEALTH_ANSWER = Duration.ofSeconds(5);

  /** Several JVMs on a few cores: compiling less makes them ready sooner. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private final Path folder;
  private final Map<String, RunningNode> nodes = new LinkedHashMap<>();
  private final ClusterClient health;
  private final ClusterSetup operator;

  /**
   * Where a node runs.
   *
   * @param address an IP address of its own, or one that it shares
   */
  record Place(String name, String address, Surroundings surroundings) {}

  /** How the shard's log is on a node. */
  record Log(String node, String role, long index, String stateHash) {}

  private RunningCluster(Path folder, ClusterSetup operator) {
    this.folder = folder;
    this.operator = operator;
    this.health = new ClusterClient(List.of(), "", HEALTH_ANSWER);
  }

  /**
   * Founds a cluster on the first place and joins the others to it; returns once all are ready.
   *
   * @param settings more sections of every node's configuration
   */
  static RunningCluster start(Path folder, String settings, List<Place> places)
      throws IOException, InterruptedException {
    Map<String, String> addresses = new LinkedHashMap<>();
    places.forEach(place -> addresses.put(place.name(), place.address() + ":" + FreePort.any()));
    for (Place place : places) {
      Path own = Files.createDirectories(folder.resolve(place.name()));
      Files.writeString(own.resolve("node.yaml"), yaml(own, place, addresses) + settings);
    }
    List<String> seeds = List.copyOf(addresses.values());
    RunningCluster cluster =
        new RunningCluster(folder, setup(folder, "operator", seeds.getFirst(), seeds));
    try {
      for (Place place : places) {
        String address = Objects.requireNonNull(addresses.get(place.name()));
        try (ClusterSetup own = setup(folder, place.name(), address, seeds)) {
          cluster.begin(place, own);
        }
      }
      cluster.awaitReady();
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      cluster.close();
      throw e;
    }
  }

  private static ClusterSetup setup(Path folder, String name, String address, List<String> seeds) {
    return new ClusterSetup(
        NodeConfig.in(folder.resolve(name).resolve("data"))
            .inCluster(ClusterConfig.of(name, address, seeds)));
  }

  private static String yaml(Path own, Place place, Map<String, String> addresses) {
    return """
    data: '%s'
    host: %s
    node:
      name: %s
    cluster:
      address: %s
      seeds: [%s]
      plain-text: true
    """
        .formatted(
            own.resolve("data"),
            place.address(),
            place.name(),
            addresses.get(place.name()),
            String.join(", ", addresses.values()));
  }

  /** Founds or joins as {@code admin init} and {@code admin join} do, and starts. */
  private void begin(Place place, ClusterSetup own) throws IOException, InterruptedException {
    if (nodes.isEmpty()) {
      own.init(1);
    } else {
      own.join();
    }
    Map<String, String> environment = new HashMap<>(place.surroundings().environment());
    environment.put("JAVA_TOOL_OPTIONS", QUICK_START);
    nodes.put(
        place.name(),
        RunningNode.start(
            folder.resolve(place.name()),
            new Surroundings(place.surroundings().prefix(), environment),
            "--config",
            config(place.name())));
  }

  private String config(String node) {
    return folder.resolve(node).resolve("node.yaml").toString();
  }

  /** Runs a command of {@code admin} with a node's configuration; what it prints. */
  String admin(String command, String node) {
    Path own = folder.resolve("admin");
    try (Program program = Program.start(own, "admin", command, "--config", config(node))) {
      program.awaitEnd(0);
      return program.output();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  List<String> names() {
    return List.copyOf(nodes.keySet());
  }

  URI url(String node) {
    return node(node).url();
  }

  List<URI> urls() {
    return nodes.values().stream().map(RunningNode::url).toList();
  }

  String secretKey() throws IOException {
    return nodes.values().iterator().next().secretKey();
  }

  private RunningNode node(String name) {
    return Objects.requireNonNull(nodes.get(name));
  }

  /** Puts a house on sale, and waits until every node shows it. */
  void putOnSale(String event, TestHouse house)
      throws IOException, OnSaleException, InterruptedException {
    try (EventSetup setup = new EventSetup(urls(), secretKey())) {
      setup.importDrawing(event, house.drawing());
      setup.createEvent(event, event, "Test night");
      setup.awaitEverywhere(event);
    }
  }

  /** No process has ended by itself. */
  void assertAllRun() {
    nodes.forEach(
        (name, node) ->
            assertThat(node.process().alive())
                .as("%s runs. %s", name, node.process().lastWords())
                .isTrue());
  }

  /** The node that leads, once one of all nodes says so of itself. */
  String leader() {
    return leaderAmong(names());
  }

  /** The node that leads, once exactly one of some nodes says so of itself. */
  String leaderAmong(List<String> some) {
    List<String> leading = new ArrayList<>();
    Waiting.until(
        "one of " + some + " leads",
        PATIENCE,
        () -> {
          leading.clear();
          some.stream().filter(this::leads).forEach(leading::add);
          return leading.size() == 1;
        });
    return leading.getFirst();
  }

  private boolean leads(String node) {
    ClusterClient.Answer answer = health.get(url(node), "/health/ready", "");
    return answer.body().contains("\"leader\":true");
  }

  /** Whether a node calls itself ready. */
  boolean isReady(String node) {
    return health.get(url(node), "/health/ready", "").status() == 200;
  }

  /** Waits until every node calls itself ready. */
  void awaitReady() {
    for (String name : names()) {
      Waiting.until(name + " is ready", PATIENCE, () -> isReady(name));
    }
  }

  /** The value of a meter of a node, with or without the shard's name; NaN where it says none. */
  double meter(String node, String meter) {
    return health
        .get(url(node), "/metrics", "")
        .body()
        .lines()
        .filter(line -> line.startsWith(meter + " ") || line.startsWith(meter + "{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Hands the leadership to a node, and waits until it has it. */
  void transfer(String to) {
    operator.transfer(SHARD, to);
    Waiting.until(to + " leads", PATIENCE, () -> leader().equals(to));
  }

  /** SIGKILL. */
  void kill(String node) {
    node(node).process().kill();
  }

  /** Starts a node that was killed, and waits until it is ready. */
  void startAgain(String node) throws IOException, InterruptedException {
    node(node).startAgain();
    Waiting.until(node + " is ready", PATIENCE, () -> isReady(node));
  }

  /** How the log is on every node that answers, all asked at one time. */
  List<Log> logs() {
    List<Log> logs = new ArrayList<>();
    for (Hello node : operator.hellos()) {
      for (Hello.Log log : node.groups()) {
        if (log.group().equals(SHARD)) {
          logs.add(
              new Log(
                  node.name(), log.role(), log.appliedIndex(), "%016x".formatted(log.stateHash())));
        }
      }
    }
    return logs;
  }

  /** Waits until all nodes are at the same entry of the log under one leader, and says how. */
  List<Log> settled() {
    List<Log> last = new ArrayList<>();
    Waiting.until(
        "all nodes are at one index",
        PATIENCE,
        () -> {
          last.clear();
          last.addAll(logs());
          return last.size() == nodes.size()
              && last.stream().map(Log::index).distinct().count() == 1
              && last.stream().filter(log -> log.role().equals("leader")).count() == 1;
        });
    return last;
  }

  /** The others than one. */
  List<String> others(String node) {
    return names().stream().filter(name -> !name.equals(node)).toList();
  }

  /** Kills what runs. */
  @Override
  public void close() {
    nodes.values().forEach(node -> node.process().kill());
    operator.close();
    health.close();
  }
}
