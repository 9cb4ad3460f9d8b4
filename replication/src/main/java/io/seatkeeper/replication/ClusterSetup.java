package io.seatkeeper.replication;

import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerMethod;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.replication.peer.PeerUnreachableException;
import io.seatkeeper.replication.peer.PeerWriter;
import io.seatkeeper.replication.storage.DataDirectory;
import io.seatkeeper.replication.storage.NodeIdentity;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says explicitly: founds clusters, joins nodes to them, moves leaderships. Talks
 * to nodes as one of them would.
 */
public final class ClusterSetup implements AutoCloseable {
  private static final long HELLO_MILLIS = 8_000;
  private static final long TRANSFER_MILLIS = 10_000;
  private static final long MOVE_MILLIS = 70_000;
  private static final long DRAIN_MILLIS = 30_000;

  private final NodeConfig config;
  private final ClusterConfig cluster;
  private final @Nullable PeerTls tls;
  private final PeerChannels peers;

  /**
   * Setting up the node with a configuration.
   *
   * @throws NodeStartException when its certificates are not right
   */
  public ClusterSetup(NodeConfig config) {
    this.config = config;
    this.cluster =
        Objects.requireNonNull(config.cluster(), "a node without a cluster is set up by itself");
    this.tls = PeerTls.open(cluster.tls());
    this.peers = new PeerChannels(tls == null ? null : tls.client());
  }

  /**
   * Makes the empty data directory the first node's of a new cluster.
   *
   * @param shards how many shards keep its events, 1 to {@link NodeIdentity#MOST_SHARDS}; for good
   * @throws StorageException when the directory is not empty or cannot be written
   */
  public NodeIdentity init(int shards) {
    NodeIdentity identity = NodeIdentity.founder(shards);
    DataDirectory.found(config.dataDirectory(), identity);
    return identity;
  }

  /**
   * Makes the empty data directory a further node's of the cluster that the seeds belong to.
   *
   * @throws PeerUnreachableException when no seed answers; nothing was written
   * @throws PeerRefusedException when the seeds belong to several clusters; nothing was written
   * @throws StorageException when the directory is not empty or cannot be written
   */
  public NodeIdentity join() {
    List<Hello> answers = hellos();
    Hello first = answers.getFirst();
    for (Hello other : answers) {
      if (!other.cluster().equals(first.cluster()) || other.incarnation() != first.incarnation()) {
        throw new PeerRefusedException(
            "The seeds %s and %s belong to different clusters. Name seeds of one only."
                .formatted(first.address(), other.address()));
      }
      if (other.name().equals(cluster.name()) && !other.address().equals(cluster.address())) {
        throw new PeerRefusedException(
            "There is a node %s at %s already. Choose another name."
                .formatted(other.name(), other.address()));
      }
    }
    NodeIdentity identity =
        NodeIdentity.joining(UUID.fromString(first.cluster()), first.incarnation(), first.shards());
    DataDirectory.found(config.dataDirectory(), identity);
    return identity;
  }

  /**
   * What every reachable node says of itself; at least one.
   *
   * @throws PeerUnreachableException when nobody answers
   */
  public List<Hello> hellos() {
    List<String> addresses = new ArrayList<>(cluster.seeds());
    if (!addresses.contains(cluster.address())) {
      addresses.add(cluster.address());
    }
    List<Hello> answers = new ArrayList<>();
    PeerUnreachableException unreachable = null;
    Map<String, CompletableFuture<byte[]>> asked = new HashMap<>();
    addresses.forEach(address -> asked.put(address, ask(address)));
    for (int at = 0; at < addresses.size(); at++) {
      try {
        Hello hello = Hello.of(answer(asked.computeIfAbsent(addresses.get(at), this::ask)));
        answers.add(hello);
        for (Hello.Log log : hello.groups()) {
          for (Hello.Peer peer : log.peers()) {
            if (!addresses.contains(peer.address())) {
              addresses.add(peer.address());
            }
          }
        }
      } catch (PeerUnreachableException e) {
        unreachable = e;
      }
    }
    if (answers.isEmpty()) {
      throw new PeerUnreachableException(
          "No node answers at "
              + String.join(", ", addresses)
              + ". Nothing was done. Check that one of them runs and can be reached.",
          unreachable == null ? new IllegalStateException("no addresses") : unreachable);
    }
    return answers;
  }

  private CompletableFuture<byte[]> ask(String address) {
    return peers.call(address, PeerMethod.HELLO, new byte[0], HELLO_MILLIS);
  }

  /**
   * Has a node hand its leaderships over and be ready for nothing new, or take work again.
   *
   * @param name the node's name
   * @throws PeerRefusedException when no such node answers
   */
  public void drain(String name, boolean draining) {
    for (Hello node : hellos()) {
      if (node.name().equals(name)) {
        answer(
            peers.call(
                node.address(),
                PeerMethod.DRAIN,
                new PeerWriter().yes(draining).toBytes(),
                DRAIN_MILLIS));
        return;
      }
    }
    throw new PeerRefusedException("No node named " + name + " answers. See admin members.");
  }

  /**
   * Copies the cluster while it sells.
   *
   * @param target an empty directory, or none yet
   * @throws PeerRefusedException when a shard has no leader, or a group moves; what was copied has
   *     no manifest then
   * @throws StorageException when the directory is not empty
   */
  public BackupManifest backup(Path target) throws IOException {
    return ClusterBackup.copy(peers, hellos(), this::placements, target);
  }

  /**
   * Makes the empty data directory the first node's of a new cluster that goes on from a backup: in
   * another history, so that causal tokens of the old one are refused.
   *
   * @throws StorageException when the backup is damaged, mixed or not whole, or the directory is
   *     not empty
   */
  public NodeIdentity restore(Path backup) throws IOException {
    return ClusterBackup.restore(backup, config.dataDirectory());
  }

  /**
   * Hands the leadership of a shard to a node.
   *
   * @param name the node's name
   * @throws PeerRefusedException when that is not possible, saying why
   */
  public void transfer(String shard, String name) {
    List<Hello> nodes = hellos();
    String target = null;
    String leader = null;
    for (Hello node : nodes) {
      target = node.name().equals(name) ? node.node() : target;
      for (Hello.Log log : node.groups()) {
        leader = log.group().equals(shard) && log.leads() ? node.address() : leader;
      }
    }
    if (target == null) {
      throw new PeerRefusedException("No node named " + name + " answers. See admin members.");
    }
    if (leader == null) {
      throw new PeerRefusedException(
          "Nobody leads a shard " + shard + " now. See admin shards, and try again.");
    }
    answer(
        peers.call(
            leader,
            PeerMethod.TRANSFER,
            new PeerWriter().text(shard).text(target).toBytes(),
            TRANSFER_MILLIS));
  }

  /**
   * Moves a placement group to another shard and waits until it is active there.
   *
   * @throws PeerRefusedException when that is not possible, saying why
   */
  public void move(String group, String toShard) {
    answer(
        peers.call(
            catalogueLeader(),
            PeerMethod.MOVE,
            new PeerWriter().text(group).text(toShard).toBytes(),
            MOVE_MILLIS));
  }

  /** Which placement group is where, by the catalogue's leader. */
  public List<PlacementView> placements() {
    return Placements.of(
        answer(peers.call(catalogueLeader(), PeerMethod.GROUPS, new byte[0], TRANSFER_MILLIS)));
  }

  private String catalogueLeader() {
    for (Hello node : hellos()) {
      if (!node.groups().isEmpty() && node.groups().getFirst().leads()) {
        return node.address();
      }
    }
    throw new PeerRefusedException(
        "Nobody leads the catalogue now. See admin shards, and try again.");
  }

  private static byte[] answer(CompletableFuture<byte[]> call) {
    try {
      return call.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PeerUnreachableException unreachable
          ? unreachable
          : e.getCause() instanceof PeerRefusedException refused ? refused : e;
    }
  }

  @Override
  public void close() {
    peers.close();
    if (tls != null) {
      tls.close();
    }
  }
}
