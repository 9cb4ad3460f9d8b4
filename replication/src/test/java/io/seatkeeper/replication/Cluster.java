package io.seatkeeper.replication;

import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.NodeConfig.Batching;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.jspecify.annotations.Nullable;

/** Nodes of one cluster in this process, each on a port of its own. */
final class Cluster implements AutoCloseable {
  private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final int shards;
  private final ReplicatedState.Factory states;
  private final Upkeep upkeep;
  private Shaping shaping = (_, usual) -> usual;
  private final List<String> addresses = new ArrayList<>();
  private final Map<Integer, Node> running = new ConcurrentSkipListMap<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final Set<Integer> killed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicReference<@Nullable Moment> awaited = new AtomicReference<>();

  /** Something to be done once a change of members has come so far. */
  private record Moment(String group, MembershipStep step, IntConsumer then) {}

  /** Nodes over ledgers, none of them begun. */
  Cluster(Path root, int nodes, int shards) {
    this(root, nodes, shards, LedgerState.FACTORY, Nodes.RARE_UPKEEP);
  }

  private Cluster(Path root, int nodes, int shards, ReplicatedState.Factory states, Upkeep upkeep) {
    this.root = root;
    this.shards = shards;
    this.states = states;
    this.upkeep = upkeep;
    for (int node = 0; node < nodes; node++) {
      addresses.add("127.0.0.1:" + freePort());
    }
  }

  /** Makes a node's part in the cluster another than usual. */
  interface Shaping {
    ClusterConfig shape(int node, ClusterConfig usual);
  }

  /** The same, none of it begun, with other parts in it. */
  Cluster shaped(Shaping other) {
    shaping = other;
    return this;
  }

  /** A port that no other cluster of this process is given: it may be a while before it is used. */
  private static int freePort() {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        if (PORTS.add(socket.getLocalPort())) {
          return socket.getLocalPort();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A cluster of so many nodes over ledgers, all running. */
  static Cluster of(Path root, int nodes, int shards) {
    return new Cluster(root, nodes, shards).begun();
  }

  /** A cluster of so many nodes that sell seats and take a snapshot after some entries. */
  static Cluster ofSeats(Path root, int nodes, int snapshotEntries) {
    Upkeep upkeep = new Upkeep(snapshotEntries, 1L << 40, 1_000_000, 1_000_000, 1000, 100);
    return new Cluster(root, nodes, 1, SeatState.FACTORY, upkeep).begun();
  }

  /** A cluster that sells seats and goes on from a backup; one node of it runs. */
  static Cluster restored(Path root, int nodes, Path backup) throws IOException {
    Cluster cluster = new Cluster(root, nodes, 1, SeatState.FACTORY, Nodes.RARE_UPKEEP);
    try (ClusterSetup setup = new ClusterSetup(cluster.config(0))) {
      setup.restore(backup);
    }
    cluster.start(0);
    return cluster;
  }

  /** All of its nodes run. */
  Cluster begun() {
    found();
    for (int node = 1; node < addresses.size(); node++) {
      join(node);
    }
    return this;
  }

  NodeConfig config(int node) {
    return new NodeConfig(
        root.resolve("n" + (node + 1)),
        Batching.DEFAULT,
        upkeep,
        shaping.shape(node, ClusterConfig.of("n" + (node + 1), addresses.get(node), addresses)));
  }

  Node found() {
    try (ClusterSetup setup = new ClusterSetup(config(0))) {
      setup.init(shards);
    }
    return start(0);
  }

  Node join(int node) {
    try (ClusterSetup setup = new ClusterSetup(config(node))) {
      setup.join();
    }
    return start(node);
  }

  Node start(int node) {
    return start(node, config(node));
  }

  Node start(int node, NodeConfig config) {
    killed.remove(node);
    Node opened =
        Node.open(
            config,
            (line, _) -> {
              if (!killed.contains(node)) {
                broken.add("n" + (node + 1) + ": " + line);
              }
            },
            states,
            (group, step) -> done(node, group, step));
    running.put(node, opened);
    return opened;
  }

  private void done(int node, String group, MembershipStep step) {
    Moment moment = awaited.get();
    if (moment != null
        && (moment.group().isEmpty() || moment.group().equals(group))
        && moment.step() == step
        && passed.getAndDecrement() == 0
        && awaited.compareAndSet(moment, null)) {
      Nodes.await("the node is open", () -> running.containsKey(node));
      moment.then().accept(node);
    }
  }

  /**
   * Has something done, once, by the node that leads the next such change of members.
   *
   * @param group empty for any log
   */
  void at(String group, MembershipStep step, IntConsumer then) {
    at(group, 0, step, then);
  }

  /** The same, once so many such changes have passed it. */
  void at(String group, int later, MembershipStep step, IntConsumer then) {
    passed.set(later);
    awaited.set(new Moment(group, step, then));
  }

  /** Loses the node that leads the next such change of members; completes with its number. */
  CompletableFuture<Integer> loseAt(String group, MembershipStep step) {
    return loseAt(group, 0, step);
  }

  /** The same, once so many such changes have passed it. */
  CompletableFuture<Integer> loseAt(String group, int later, MembershipStep step) {
    CompletableFuture<Integer> lost = new CompletableFuture<>();
    at(
        group,
        later,
        step,
        node -> {
          crash(node);
          lost.complete(node);
          throw new IllegalStateException("the leader is lost after " + step + " in " + group);
        });
    return lost;
  }

  /** Ends a node's logs at once: nothing is handed over, no snapshot or marker is written. */
  void crash(int node) {
    killed.add(node);
    for (Shard shard : node(node).shards()) {
      try {
        node(node).member(shard.name()).division().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The same, and nobody answers there any more. */
  void kill(int node) {
    crash(node);
    stop(node);
  }

  /** Starts a node again that has crashed. */
  Node revive(int node) {
    stop(node);
    return start(node);
  }

  Node node(int node) {
    return Objects.requireNonNull(running.get(node));
  }

  /** Stops a node in order. */
  void stop(int node) {
    Objects.requireNonNull(running.remove(node)).close();
  }

  /** The number of the node that leads a shard. */
  int leader(String shard) {
    int[] found = {-1};
    Nodes.await(
        "a leader of " + shard,
        () -> {
          running.forEach(
              (number, node) -> {
                if (node.shard(shard).status().leader() && node.shard(shard).status().ready()) {
                  found[0] = number;
                }
              });
          return found[0] >= 0;
        });
    return found[0];
  }

  /** The number of a node that votes in a shard and does not lead it. */
  int aFollowingVoter(String shard) {
    int leader = leader(shard);
    Set<String> voters = voters(node(leader), shard);
    return running.entrySet().stream()
        .filter(entry -> entry.getKey() != leader && voters.contains(id(entry.getValue())))
        .mapToInt(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /** An order under a key of its own, which may arrive twice. */
  static Request book(String order) {
    return new Request(
        Nodes.book(order).command(), new RequestKey(order.hashCode(), order.length(), 1, 2));
  }

  /** Waits until every running node has applied the same, and says what. */
  Map<String, Long> settled(String shard) {
    return settled(shard, LedgerView::orders);
  }

  /** Waits until every running node has applied the same, and says what they all show. */
  <T> T settled(String shard, Function<? super ShardView, T> reader) {
    Nodes.await(
        "all nodes show the same",
        () ->
            running.values().stream()
                    .map(node -> node.shard(shard).status().index())
                    .distinct()
                    .count()
                == 1);
    List<T> shown =
        running.values().stream()
            .map(node -> node.shard(shard).<T>read(reader))
            .distinct()
            .toList();
    if (shown.size() != 1) {
      throw new AssertionError("the nodes differ: " + shown);
    }
    return shown.getFirst();
  }

  /** The ids of those that vote in a log, as a running node knows it. */
  static Set<String> voters(Node node, String shard) {
    return ids(node, shard, RaftPeerRole.FOLLOWER);
  }

  /** The ids of those that follow a log without a vote, as a running node knows it. */
  static Set<String> listeners(Node node, String shard) {
    return ids(node, shard, RaftPeerRole.LISTENER);
  }

  private static Set<String> ids(Node node, String shard, RaftPeerRole role) {
    Set<String> ids = new TreeSet<>();
    try {
      for (RaftPeer peer : node.member(shard).members().getCurrentPeers(role)) {
        if (!ids.add(peer.getId().toString())) {
          throw new AssertionError(peer + " is a member of " + shard + " twice");
        }
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String id(Node node) {
    return node.identity().node().toString();
  }

  List<String> broken() {
    return broken;
  }

  /** Stops all together: closing a log makes the Raft library wait a second. */
  @Override
  public void close() {
    List<CompletableFuture<Void>> closing = new ArrayList<>();
    for (Node node : running.values()) {
      closing.add(CompletableFuture.runAsync(node::close, Thread::startVirtualThread));
    }
    closing.forEach(CompletableFuture::join);
  }
}
