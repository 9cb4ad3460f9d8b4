package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.replication.ClusterConfig;
import io.seatkeeper.replication.NodeConfig;
import io.seatkeeper.server.cli.ExitCode;
import io.seatkeeper.server.cli.FreePort;
import io.seatkeeper.server.cli.NodeProcess;
import io.seatkeeper.server.cli.NodeProcess.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A cluster's node on this machine, whose every command is a process that tests may kill. */
final class ClusterNode implements AutoCloseable {
  private static final long LONGEST_MILLIS = 60_000;

  /** What lives for seconds only is not worth compiling well. */
  private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

  private final Path folder;
  private final String name;
  private final String address;
  private final List<String> seeds;
  private final int port = FreePort.any();
  private @Nullable NodeProcess process;

  private ClusterNode(Path folder, String name, String address, List<String> seeds) {
    this.folder = folder;
    this.name = name;
    this.address = address;
    this.seeds = seeds;
  }

  /** Nodes that are nobody's yet. */
  static List<ClusterNode> plan(Path folder, int count) throws IOException {
    List<String> addresses = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      addresses.add("127.0.0.1:" + FreePort.any());
    }
    List<ClusterNode> nodes = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      String name = "n" + number;
      ClusterNode node =
          new ClusterNode(folder.resolve(name), name, addresses.get(number - 1), addresses);
      node.configure();
      nodes.add(node);
    }
    return nodes;
  }

  private void configure() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        yaml(),
        """
        data: '%s'
        port: %d
        keys-file: '%s'
        node:
          name: %s
        cluster:
          address: %s
          seeds: [%s]
          plain-text: true
        """
            .formatted(
                folder.resolve("data"), port, keys(), name, address, String.join(", ", seeds)),
        UTF_8);
  }

  private Path yaml() {
    return folder.resolve("seatkeeper.yaml");
  }

  private Path keys() {
    return folder.resolve("keys");
  }

  String name() {
    return name;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The secret key that the first start wrote down. */
  String secretKey() throws IOException {
    return Files.readAllLines(keys()).stream()
        .filter(line -> line.startsWith("secret: "))
        .map(line -> line.substring("secret: ".length()))
        .findFirst()
        .orElseThrow();
  }

  /** The node as a program that speaks to its cluster knows it. */
  NodeConfig config() {
    return NodeConfig.in(folder.resolve("data")).inCluster(ClusterConfig.of(name, address, seeds));
  }

  /** Gives an operator's command, and kills it at a random moment. */
  void admin(Random random, int mostMillis, String... order) throws Exception {
    try (Program program = Program.run(java(), folder.resolve("admin"), arguments(order))) {
      program.process().waitFor(random.nextInt(mostMillis), TimeUnit.MILLISECONDS);
    }
  }

  /** Gives it again and lets it end: it is done now, or it was before. */
  void admin(String... order) throws Exception {
    try (Program program = Program.run(java(), folder.resolve("admin"), arguments(order))) {
      assertThat(program.process().waitFor(LONGEST_MILLIS, TimeUnit.MILLISECONDS)).isTrue();
      if (program.process().exitValue() != ExitCode.WELL) {
        assertThat(program.process().exitValue()).as(program.errors()).isEqualTo(ExitCode.BROKEN);
        assertThat(program.errors()).contains("is a node's already");
      }
    }
  }

  private static List<String> java() {
    List<String> command = new ArrayList<>(NodeProcess.javaCommand());
    command.add(1, QUICK_START);
    return command;
  }

  private String[] arguments(String... order) {
    List<String> all = new ArrayList<>(List.of("admin"));
    all.addAll(List.of(order));
    all.addAll(List.of("--config", yaml().toString()));
    return all.toArray(String[]::new);
  }

  /** Starts the node, and kills it at a random moment of its start. */
  void serve(Random random, int mostMillis) throws Exception {
    try (Program program =
        Program.run(java(), folder.resolve("serve"), "serve", "--config", yaml().toString())) {
      boolean ended = program.process().waitFor(random.nextInt(mostMillis), TimeUnit.MILLISECONDS);
      assertThat(ended).as("it ended by itself: %s", program.errors()).isFalse();
    }
  }

  /** Starts it and waits until it answers. */
  void serve() throws Exception {
    process =
        NodeProcess.start(
            folder.resolve("node.log"),
            new Surroundings(List.of(), Map.of("JAVA_TOOL_OPTIONS", QUICK_START)),
            List.of("--config", yaml().toString()));
  }

  void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    kill();
  }
}
