package io.seatkeeper.replication;

import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.replication.storage.StorageException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A process that joins its node to a cluster, if it has not yet, and runs it until it is killed.
 */
final class JoiningNode {
  private JoiningNode() {}

  /** The arguments for a node of a cluster whose nodes know each other by all their addresses. */
  static List<String> arguments(NodeConfig node) {
    ClusterConfig cluster = Objects.requireNonNull(node.cluster());
    return List.of(
        node.dataDirectory().toString(),
        cluster.name(),
        cluster.address(),
        String.join(",", cluster.seeds()));
  }

  /**
   * Gives both of an operator's commands, the first also where it was given before.
   *
   * @param arguments as made by {@link #arguments}
   */
  public static void main(String[] arguments) throws InterruptedException {
    KilledNode.endWithTheTest();
    ClusterConfig cluster =
        ClusterConfig.of(arguments[1], arguments[2], List.of(arguments[3].split(",")));
    NodeConfig config =
        new NodeConfig(Path.of(arguments[0]), Batching.DEFAULT, Nodes.RARE_UPKEEP)
            .inCluster(cluster);
    try (ClusterSetup setup = new ClusterSetup(config)) {
      setup.join();
    } catch (StorageException e) {
      System.err.println("join: " + e.getMessage());
    }
    try (Node node =
        Node.open(
            config,
            (line, _) -> {
              System.out.println(KilledNode.BROKEN + " " + line);
              Runtime.getRuntime().halt(KilledNode.BROKEN_EXIT_CODE);
            },
            LedgerState.FACTORY)) {
      System.out.println(KilledNode.OPEN + " " + node.shard().status().index() + " 0");
      Thread.currentThread().join();
    }
  }
}
