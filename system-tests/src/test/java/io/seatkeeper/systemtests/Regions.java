package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.cli.FreePort;
import io.seatkeeper.server.cli.NodeProcess;
import io.seatkeeper.server.cli.NodeProcess.Surroundings;
import io.seatkeeper.systemtests.lab.SlowLink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One cluster whose nodes, in processes of their own, stand in regions of their own: whatever one
 * node says to another takes a while, each way, and a region can be cut off.
 *
 * <p>Every node has a name, which each of the others resolves, by a hosts file of its own, to the
 * near end of its own link there. So there is a link for each ordered pair of nodes, and none of
 * their traffic takes another way.
 */
final class Regions implements AutoCloseable {
  private static final String REAL = "127.0.0.1";
  private static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";

  private final Path folder;
  private final List<Site> sites;
  private final List<Integer> ports;
  private final List<Way> ways = new ArrayList<>();
  private final List<RunningNode> nodes = new ArrayList<>();

  /**
   * A node and where it stands.
   *
   * @param region also the node's name: there is one node a region
   * @param votes whether it may vote
   */
  record Site(String region, boolean votes) {}

  /** The link by which one node reaches another. */
  private record Way(int from, int to, SlowLink link) {}

  private Regions(Path folder, List<Site> sites) {
    this.folder = folder;
    this.sites = List.copyOf(sites);
    this.ports = sites.stream().map(_ -> FreePort.any()).toList();
  }

  /** Founds a cluster with the first site's node and joins the others; all run and are ready. */
  static Regions start(Path folder, Duration oneWay, List<Site> sites)
      throws IOException, InterruptedException {
    Regions regions = new Regions(folder, sites);
    try {
      regions.link(oneWay);
      for (int node = 0; node < sites.size(); node++) {
        regions.startNode(node);
      }
      return regions;
    } catch (IOException | InterruptedException | RuntimeException e) {
      regions.close();
      throw e;
    }
  }

  private void link(Duration oneWay) throws IOException {
    for (int from = 0; from < sites.size(); from++) {
      for (int to = 0; to < sites.size(); to++) {
        if (from != to) {
          InetSocketAddress near = new InetSocketAddress(nearEnd(from, to), ports.get(to));
          InetSocketAddress target =
              new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(to));
          ways.add(new Way(from, to, SlowLink.between(near, target, oneWay)));
        }
      }
    }
  }

  private static InetAddress nearEnd(int from, int to) throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 1, (byte) (from + 1), (byte) (to + 1)});
  }

  private void startNode(int node) throws IOException, InterruptedException {
    Path own = Files.createDirectories(folder.resolve(sites.get(node).region()));
    Path config = Files.writeString(own.resolve("seatkeeper.yaml"), yaml(own, node), UTF_8);
    Path hosts = Files.writeString(own.resolve("hosts"), hosts(node), UTF_8);
    // Several JVMs share a few cores: the quick compiler alone, as 'seatkeeper cluster' has it.
    String options = "-XX:TieredStopAtLevel=1 -Djdk.net.hosts.file=" + hosts;
    List<String> command = new ArrayList<>(List.of("env", JAVA_OPTIONS + "=" + options));
    command.addAll(NodeProcess.javaCommand());
    String verb = node == 0 ? "init" : "join";
    try (Program admin = Program.run(command, own, "admin", verb, "--config", config.toString())) {
      admin.awaitEnd(0);
    }
    Surroundings surroundings = new Surroundings(List.of(), Map.of(JAVA_OPTIONS, options));
    nodes.add(RunningNode.start(own, surroundings, "--config", config.toString()));
  }

  private String address(int node) {
    return sites.get(node).region() + ":" + ports.get(node);
  }

  private String yaml(Path own, int node) {
    Site site = sites.get(node);
    return """
    data: '%s'
    node:
      name: %s
      region: %s
    cluster:
      address: %s
      listen: %s
      seeds: [%s]
      votes: %s
      plain-text: true
    """
        .formatted(
            own.resolve("data"),
            site.region(),
            site.region(),
            address(node),
            REAL,
            IntStream.range(0, sites.size())
                .mapToObj(this::address)
                .collect(Collectors.joining(", ")),
            site.votes());
  }

  private String hosts(int from) throws IOException {
    StringBuilder hosts = new StringBuilder(REAL + " localhost\n");
    for (int to = 0; to < sites.size(); to++) {
      hosts.append(from == to ? REAL : nearEnd(from, to).getHostAddress());
      hosts.append(' ').append(sites.get(to).region()).append('\n');
    }
    return hosts.toString();
  }

  private int number(String region) {
    return sites.stream().map(Site::region).toList().indexOf(region);
  }

  /** The node of a region. */
  RunningNode node(String region) {
    return nodes.get(number(region));
  }

  /** Where a region's node answers people who are near it. */
  URI url(String region) {
    return node(region).url();
  }

  /** The secret key of the cluster's first workspace. */
  String secretKey() throws IOException {
    return nodes.getFirst().secretKey();
  }

  /** Cuts a region off from all others, both ways; nobody is told. */
  void cutOff(String region) {
    waysOf(region).forEach(SlowLink::cut);
  }

  /** Lets it speak to the others again. */
  void heal(String region) {
    waysOf(region).forEach(SlowLink::heal);
  }

  private List<SlowLink> waysOf(String region) {
    int node = number(region);
    return ways.stream()
        .filter(way -> way.from() == node || way.to() == node)
        .map(Way::link)
        .toList();
  }

  /** Ends all at once: a node that ends in order would hand over to the next, and that again. */
  @Override
  public void close() {
    nodes.forEach(node -> node.process().kill());
    ways.forEach(way -> way.link().close());
  }
}
