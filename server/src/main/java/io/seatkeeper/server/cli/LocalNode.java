package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.replication.storage.DataDirectory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One node of a cluster on this machine: its name, its ports, and its folder with configuration,
 * data and log.
 *
 * @param port where it answers HTTP
 * @param clusterPort where the other nodes reach it
 */
record LocalNode(String name, Path folder, int port, int clusterPort) {
  private static final String ADDRESS = "127.0.0.1";
  private static final int FIRST_CLUSTER_PORT = 7101;

  /**
   * The nodes of a cluster in a folder: those that were there before keep their ports, new ones get
   * free ports behind the given one.
   *
   * @throws CommandException when the folder holds another number of nodes
   * @throws IOException when what is there cannot be read
   */
  static List<LocalNode> plan(Path folder, int nodes, int port) throws IOException {
    List<LocalNode> planned = new ArrayList<>();
    if (Files.exists(folder.resolve("n1/seatkeeper.yaml"))) {
      for (int number = 1; Files.exists(folder.resolve("n" + number)); number++) {
        planned.add(read("n" + number, folder.resolve("n" + number)));
      }
      if (planned.size() != nodes) {
        throw new CommandException(
            ExitCode.USAGE,
            folder
                + (" holds a cluster of " + planned.size() + " nodes, not of " + nodes)
                + ". Say --nodes "
                + planned.size()
                + ", or use another folder.");
      }
      return planned;
    }
    int nextPort = port;
    int nextClusterPort = FIRST_CLUSTER_PORT;
    for (int number = 1; number <= nodes; number++) {
      nextPort = FreePort.from(nextPort + 1);
      int clusterPort = FreePort.from(nextClusterPort);
      nextClusterPort = clusterPort + 1;
      String name = "n" + number;
      planned.add(new LocalNode(name, folder.resolve(name), nextPort, clusterPort));
    }
    return planned;
  }

  private static LocalNode read(String name, Path folder) {
    YamlSection root = YamlSection.read(folder.resolve("seatkeeper.yaml"));
    String address = root.section("cluster").text("address", ADDRESS + ":" + FIRST_CLUSTER_PORT);
    return new LocalNode(
        name,
        folder,
        root.number("port", 0, 1, 65_535),
        Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
  }

  /** Where it answers. */
  URI url() {
    return URI.create("http://" + ADDRESS + ":" + port);
  }

  Path config() {
    return folder.resolve("seatkeeper.yaml");
  }

  Path data() {
    return folder.resolve("data");
  }

  Path log() {
    return folder.resolve("node.log");
  }

  /** Whether it has founded or joined its cluster. */
  boolean isMember() {
    return DataDirectory.isNodes(data());
  }

  private String address() {
    return ADDRESS + ":" + clusterPort;
  }

  /** Writes its configuration, unless it was written before. */
  void configure(List<LocalNode> all) throws IOException {
    if (Files.exists(config())) {
      return;
    }
    Files.createDirectories(folder);
    Files.writeString(config(), yaml(all), UTF_8);
  }

  private String yaml(List<LocalNode> all) {
    return """
    data: '%s'
    host: %s
    port: %d
    node:
      name: %s
      region: local
    cluster:
      address: %s
      seeds: [%s]
      plain-text: true
    """
        .formatted(
            data().toAbsolutePath().toString().replace("'", "''"),
            ADDRESS,
            port,
            name,
            address(),
            all.stream().map(LocalNode::address).collect(Collectors.joining(", ")));
  }
}
