package io.seatkeeper.replication;

import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerService;
import io.seatkeeper.replication.storage.DataDirectory;
import io.seatkeeper.replication.storage.NodeIdentity;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.statemachine.StateMachine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process' part in the replicated log, living in one data directory. */
public final class Node implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Node.class);
  private static final long HEALTH_POLL_MILLIS = 5;
  private static final long WORD_NANOS = 5_000_000_000L;

  /** The log takes its room megabytes at a time. */
  private static final long LITTLE_ROOM = 16L * 1024 * 1024;

  private final NodeConfig config;
  private final NodeHealth health;
  private final DataDirectory directory;
  private final List<Replica> replicas = new ArrayList<>();
  private final RaftNode raft;
  private final @Nullable PeerTls tls;
  private final @Nullable ClusterLink link;
  private final Candidacy candidacy;
  private final MarkerKeeper marker;
  private final AtomicBoolean closed = new AtomicBoolean();
  private boolean markerStarted;

  private Node(
      NodeConfig config,
      NodeHealth health,
      DataDirectory directory,
      ReplicatedState.Factory states,
      MembershipStep.Listener steps)
      throws IOException {
    this.config = config;
    this.health = health;
    this.directory = directory;
    ClusterConfig cluster = config.cluster();
    NodeIdentity identity = directory.identity();
    ClientId clientId = ClientId.randomId();
    this.tls = PeerTls.open(cluster == null ? null : cluster.tls());
    PeerChannels peers =
        cluster == null ? null : new PeerChannels(tls == null ? null : tls.client());
    if (cluster != null && tls == null) {
      LOGGER.warn(
          "Nodes speak PLAIN TEXT to each other: whoever reaches {} can read and change everything."
              + " Give every node certificates (cluster.tls).",
          cluster.address());
    }
    Map<String, StateMachine> stateMachines = new LinkedHashMap<>();
    for (String group : identity.groups()) {
      Replica replica =
          new Replica(directory.group(group), identity, config, states, clientId, peers, health);
      replicas.add(replica);
      stateMachines.put(group, replica.stateMachine());
    }
    health.onBreak(() -> replicas.forEach(replica -> replica.batcher().abandon()));
    PeerService service = new PeerService();
    this.raft =
        RaftNode.create(identity, directory.raft(), cluster, clientId, stateMachines, service, tls);
    for (Replica replica : replicas) {
      replica.join(new GroupMember(raft, replica.group()));
    }
    this.link =
        cluster == null || peers == null
            ? null
            : new ClusterLink(identity, cluster, raft, replicas, peers, service, steps);
    this.candidacy = new Candidacy(replicas.stream().map(Replica::member).toList(), health);
    List<MarkerKeeper.Promise> promises = new ArrayList<>();
    replicas.forEach(replica -> promises.add(replica::promise));
    this.marker = new MarkerKeeper(promises, config.upkeep(), health);
  }

  /**
   * Opens the directory, loads the newest snapshots, replays the logs, and returns once every shard
   * takes requests. A node without a cluster creates the directory when it is empty; a cluster's
   * node must have been founded or joined before, and waits for a majority.
   *
   * @param fatalHandler called when the node breaks later on
   * @throws NodeStartException when the directory cannot be opened as it is; what was opened is
   *     closed again
   */
  public static Node open(NodeConfig config, FatalHandler fatalHandler) {
    return open(config, fatalHandler, SeatState.FACTORY);
  }

  static Node open(NodeConfig config, FatalHandler fatalHandler, ReplicatedState.Factory states) {
    return open(config, fatalHandler, states, MembershipStep.Listener.NONE);
  }

  static Node open(
      NodeConfig config,
      FatalHandler fatalHandler,
      ReplicatedState.Factory states,
      MembershipStep.Listener steps) {
    Node node = begin(config, fatalHandler, states, steps);
    if (!node.listensUnawares()) {
      return node;
    }
    node.close();
    return begin(config, fatalHandler, states, steps);
  }

  /**
   * Whether the node has no vote and would be a follower that may be elected all the same: the Raft
   * library learns that from the log only when it opens it.
   */
  private boolean listensUnawares() {
    return replicas.stream().anyMatch(replica -> replica.member().listensUnawares());
  }

  private static Node begin(
      NodeConfig config,
      FatalHandler fatalHandler,
      ReplicatedState.Factory states,
      MembershipStep.Listener steps) {
    NodeHealth health = new NodeHealth(fatalHandler);
    DataDirectory directory;
    try {
      directory =
          config.cluster() == null
              ? DataDirectory.open(config.dataDirectory())
              : DataDirectory.openMember(config.dataDirectory());
    } catch (StorageException e) {
      throw new NodeStartException(String.valueOf(e.getMessage()), e);
    }
    Node node = null;
    try {
      node = new Node(config, health, directory, states, steps);
      node.start();
      return node;
    } catch (StorageException | AuditDamagedException e) {
      abandon(node, directory, health);
      throw new NodeStartException(String.valueOf(e.getMessage()), e);
    } catch (NodeStartException e) {
      abandon(node, directory, health);
      throw e;
    } catch (IOException | RuntimeException e) {
      abandon(node, directory, health);
      throw new NodeStartException(
          "The data directory "
              + config.dataDirectory()
              + " cannot be opened: "
              + NodeHealth.rootMessage(e)
              + ". "
              + room(config.dataDirectory())
              + "Check the disk, or restore the whole directory from a backup.",
          e);
    }
  }

  /** Says that a disk is full, where that is the reason: not every failure tells. */
  private static String room(Path directory) {
    long free = directory.toFile().getUsableSpace();
    return free > LITTLE_ROOM
        ? ""
        : "Its disk has only " + free / 1024 + " KiB left: make room on it. ";
  }

  private void start() throws IOException {
    replicas.forEach(Replica::start);
    raft.start();
    if (link == null) {
      awaitLeadership();
    } else {
      startAsMember(link);
    }
    if (!markerStarted) {
      startMarker();
    }
    health.opened();
    LOGGER.info(
        "Node {} is open at log index {}",
        directory.identity().node(),
        replicas.getFirst().applied().index());
  }

  private void startMarker() {
    marker.start();
    markerStarted = true;
  }

  private void startAsMember(ClusterLink cluster) throws IOException {
    if (directory.identity().founder() && !directory.isFormed()) {
      // Only the first entries of its logs say that it is their member: without them it was never
      // founded, and begins anew. Nobody is taken in before.
      awaitLeadership();
    }
    // From here on it may be asked to vote, and must remember that it was.
    startMarker();
    candidacy.start();
    cluster.start();
    long nextWordNanos = System.nanoTime() + WORD_NANOS;
    while (!cluster.isMember() || !isReady()) {
      health.throwIfBroken();
      cluster.askForAdmission();
      pause();
      if (System.nanoTime() - nextWordNanos > 0) {
        nextWordNanos = System.nanoTime() + WORD_NANOS;
        LOGGER.info("Waiting for {}", cluster.whatIsMissing());
      }
    }
  }

  private boolean isReady() {
    return replicas.stream().allMatch(replica -> replica.shard().status().ready());
  }

  private void awaitLeadership() {
    for (Replica replica : replicas) {
      while (!replica.shard().status().ready()) {
        health.throwIfBroken();
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(HEALTH_POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NodeStartException("The start was interrupted.", e);
    }
  }

  private static void abandon(@Nullable Node node, DataDirectory directory, NodeHealth health) {
    health.closing();
    try {
      if (node == null) {
        directory.close();
      } else {
        node.release();
      }
    } catch (IOException | RuntimeException e) {
      LOGGER.warn("While closing what could not be opened", e);
    }
  }

  /** The shard of a node that has one; the catalogue's of one that has several. */
  public Shard shard() {
    return replicas.getFirst().shard();
  }

  /** A shard by its name. */
  public Shard shard(String name) {
    return replica(name).shard();
  }

  /** Every log of the node, the catalogue's first. */
  public List<Shard> shards() {
    return replicas.stream().<Shard>map(Replica::shard).toList();
  }

  /** Whose node it is. */
  public NodeIdentity identity() {
    return directory.identity();
  }

  /** The node's part in its cluster; empty for a node that is alone for good. */
  public Optional<ClusterLink> cluster() {
    return Optional.ofNullable(link);
  }

  /** Until when the node's certificate is valid; empty where nodes speak plain text. */
  public Optional<Instant> certificateNotAfter() {
    return Optional.ofNullable(tls).map(PeerTls::notAfter);
  }

  /** A node's part in a log, for tests that break it. */
  GroupMember member(String group) {
    return replica(group).member();
  }

  private Replica replica(String group) {
    for (Replica replica : replicas) {
      if (replica.group().equals(group)) {
        return replica;
      }
    }
    throw new IllegalArgumentException("no shard " + group);
  }

  /** Finds shards. */
  public ShardRouter router() {
    return new ShardRouter(shards());
  }

  /**
   * Hands its leaderships over, takes no more requests, answers those in flight, writes snapshots
   * and markers, and closes the logs. Does nothing the second time.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    if (link != null && !health.isBroken()) {
      link.handOverAll();
    }
    health.closing();
    replicas.forEach(Replica::drain);
    try {
      if (!health.isBroken()) {
        replicas.forEach(Replica::writeSnapshot);
      }
      if (markerStarted && !health.isBroken()) {
        marker.renew();
      }
      release();
    } catch (IOException e) {
      health.breaks(
          "The data directory "
              + config.dataDirectory()
              + " could not be closed in order: "
              + NodeHealth.rootMessage(e)
              + ". Everything acknowledged is in the log; check the disk, then start again.",
          e);
    }
  }

  private void release() throws IOException {
    closed.set(true);
    if (link != null) {
      link.close();
    }
    candidacy.close();
    replicas.forEach(Replica::stop);
    if (markerStarted) {
      marker.close();
    }
    try {
      raft.close();
    } finally {
      replicas.forEach(Replica::closeFiles);
      if (tls != null) {
        tls.close();
      }
      directory.close();
    }
  }
}
