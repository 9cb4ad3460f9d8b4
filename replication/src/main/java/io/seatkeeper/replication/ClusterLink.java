package io.seatkeeper.replication;

import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.Neighbours.Neighbour;
import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerMethod;
import io.seatkeeper.replication.peer.PeerReader;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.replication.peer.PeerService;
import io.seatkeeper.replication.peer.PeerWriter;
import io.seatkeeper.replication.storage.NodeIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.DivisionInfo;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node's part in its cluster: what it answers the others, and what it knows of them. */
public final class ClusterLink implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(ClusterLink.class);
  private static final long CLOCK_AGREES_MILLIS = 1_000;
  private static final long ADMIT_MILLIS = 35_000;
  private static final long ASK_AGAIN_NANOS = 300_000_000;

  private final NodeIdentity identity;
  private final ClusterConfig cluster;
  private final List<Replica> replicas;
  private final PeerChannels peers;
  private final Neighbours neighbours;
  private final Membership membership;
  private volatile boolean draining;
  private volatile @Nullable Mover mover;
  private volatile long nextAskNanos = System.nanoTime();
  private volatile CompletableFuture<Void> admission = CompletableFuture.completedFuture(null);

  ClusterLink(
      NodeIdentity identity,
      ClusterConfig cluster,
      RaftNode raft,
      List<Replica> replicas,
      PeerChannels peers,
      PeerService service,
      MembershipStep.Listener steps) {
    this.identity = identity;
    this.cluster = cluster;
    this.replicas = List.copyOf(replicas);
    this.peers = peers;
    this.neighbours = new Neighbours(peers, this::others, this::hello, this::heard);
    this.membership =
        new Membership(
            raft, cluster, replicas.stream().map(Replica::member).toList(), neighbours, steps);
    service.handle(PeerMethod.HELLO, _ -> CompletableFuture.completedFuture(hello().toBytes()));
    service.handle(PeerMethod.ADMIT, request -> aside(() -> admit(new PeerReader(request))));
    service.handle(PeerMethod.TRANSFER, request -> aside(() -> transfer(new PeerReader(request))));
    service.handle(PeerMethod.DRAIN, request -> aside(() -> drain(new PeerReader(request))));
    service.handle(PeerMethod.MOVE, request -> aside(() -> move(new PeerReader(request))));
    service.handle(PeerMethod.GROUPS, _ -> aside(this::groups));
    service.handle(PeerMethod.FORWARD, this::forward);
    service.handle(PeerMethod.READ_INDEX, this::readIndex);
    service.handle(
        PeerMethod.SNAPSHOT,
        request ->
            aside(
                () -> {
                  replicaOf(request).snapshotNow();
                  return new byte[0];
                }));
    service.handle(
        PeerMethod.LIST_SNAPSHOT, request -> aside(() -> replicaOf(request).courier().list()));
    service.handle(
        PeerMethod.FETCH, request -> aside(() -> replicaOf(request).courier().piece(request)));
  }

  void start() {
    neighbours.start();
    membership.start();
  }

  /** How many nodes are in the catalogue's log, with or without a vote. */
  public int size() {
    return peersOf(replicas.getFirst()).size();
  }

  /** Hands over every log that this node leads; for a node that is about to stop. */
  public void handOverAll() {
    membership.handOverAll();
  }

  Hello hello() {
    List<Hello.Log> logs = new ArrayList<>();
    for (Replica replica : replicas) {
      try {
        RaftServer.Division division = replica.member().division();
        DivisionInfo info = division.getInfo();
        AppliedShard.Reached reached = replica.applied().reached();
        logs.add(
            new Hello.Log(
                replica.group(),
                role(info),
                info.getCurrentTerm(),
                reached.index(),
                reached.stateHash(),
                replica.shard().logMillis(),
                info.getLeaderId() == null ? "" : info.getLeaderId().toString(),
                peersOf(replica)));
      } catch (IOException e) {
        LOGGER.debug("{} is not open yet", replica.group(), e);
      }
    }
    return new Hello(
        identity.node().toString(),
        identity.cluster().toString(),
        identity.incarnation(),
        identity.shards(),
        cluster.name(),
        cluster.region(),
        cluster.address(),
        cluster.votes(),
        draining,
        System.currentTimeMillis(),
        clocks(),
        logs);
  }

  /** A leader is one once it has applied what was there before it: the others go by it. */
  private static String role(DivisionInfo info) {
    RaftPeerRole role =
        info.isLeader() && !info.isLeaderReady() ? RaftPeerRole.CANDIDATE : info.getCurrentRole();
    return role.name().toLowerCase(Locale.ROOT);
  }

  private List<Hello.Clock> clocks() {
    return neighbours.all().stream()
        .filter(Neighbour::isFresh)
        .map(
            other ->
                new Hello.Clock(
                    other.hello().name(),
                    other.clockOffsetMillis(),
                    (other.roundTripMillis() + 1) / 2))
        .toList();
  }

  /** The largest distance between this node's wall clock and another's, sure of, milliseconds. */
  public long clockOffsetMillis() {
    return clocks().stream()
        .mapToLong(clock -> Math.max(0, Math.abs(clock.offsetMillis()) - clock.errorMillis()))
        .max()
        .orElse(0);
  }

  /** Whether this node's wall clock agrees, within a second, with those of a majority. */
  public boolean isClockTrusted() {
    List<Hello.Clock> clocks = clocks();
    long agreeing =
        clocks.stream()
            .filter(
                clock ->
                    Math.abs(clock.offsetMillis()) <= CLOCK_AGREES_MILLIS + clock.errorMillis())
            .count();
    return 2 * (agreeing + 1) > peersOf(replicas.getFirst()).size();
  }

  private static List<Hello.Peer> peersOf(Replica replica) {
    List<Hello.Peer> known = new ArrayList<>();
    try {
      for (RaftPeer voter : replica.member().members().getCurrentPeers()) {
        known.add(new Hello.Peer(voter.getId().toString(), voter.getAddress(), true));
      }
      for (RaftPeer listener : replica.member().members().getCurrentPeers(RaftPeerRole.LISTENER)) {
        known.add(new Hello.Peer(listener.getId().toString(), listener.getAddress(), false));
      }
    } catch (IOException e) {
      LOGGER.debug("{} is not open yet", replica.group(), e);
    }
    return known;
  }

  private Collection<String> others() {
    Set<String> addresses = new LinkedHashSet<>(cluster.seeds());
    replicas.forEach(replica -> peersOf(replica).forEach(peer -> addresses.add(peer.address())));
    neighbours.all().forEach(known -> addresses.add(known.hello().address()));
    addresses.remove(cluster.address());
    addresses.remove("nowhere:0");
    return addresses;
  }

  private void heard(Hello hello, long askedNanos) {
    askForAdmission();
    for (Hello.Log log : hello.groups()) {
      if (log.leads()) {
        for (Replica replica : replicas) {
          if (replica.group().equals(log.group())) {
            replica.shard().heard(log.logMillis(), log.appliedIndex(), askedNanos);
          }
        }
      }
    }
  }

  /** Whether every log has this node as a member, at its address. */
  boolean isMember() {
    return replicas.stream().allMatch(this::isMemberOf);
  }

  /** By this node's own log and, as that may be behind, by its leader's. */
  private boolean isMemberOf(Replica replica) {
    boolean alone = identity.founder() && peersOf(replica).size() == 1;
    return alone || (isAmong(peersOf(replica)) && !isDenied(replica.group()));
  }

  private boolean isAmong(List<Hello.Peer> members) {
    return members.stream()
        .anyMatch(
            peer ->
                peer.id().equals(identity.node().toString())
                    && peer.address().equals(cluster.address()));
  }

  /** Whether somebody who leads a log does not have this node among its members. */
  private boolean isDenied(String group) {
    for (Neighbour neighbour : neighbours.all()) {
      for (Hello.Log log : neighbour.hello().groups()) {
        if (neighbour.isFresh()
            && log.group().equals(group)
            && log.leads()
            && neighbour.hello().cluster().equals(identity.cluster().toString())) {
          return !isAmong(log.peers());
        }
      }
    }
    return false;
  }

  /**
   * Asks the leaders of the logs that this node is no member of, one after the other. Also while it
   * runs: a repair lets go of whom it does not hear.
   */
  synchronized void askForAdmission() {
    if (!admission.isDone() || System.nanoTime() - nextAskNanos < 0) {
      return;
    }
    nextAskNanos = System.nanoTime() + ASK_AGAIN_NANOS;
    for (Replica replica : replicas) {
      String leader = isMemberOf(replica) ? null : leaderOf(replica.group());
      if (leader != null) {
        admission =
            peers
                .call(
                    leader,
                    PeerMethod.ADMIT,
                    new PeerWriter()
                        .text(replica.group())
                        .text(identity.cluster().toString())
                        .text(identity.node().toString())
                        .text(cluster.address())
                        .yes(cluster.votes())
                        .toBytes(),
                    ADMIT_MILLIS)
                .handle(
                    (_, failure) -> {
                      if (failure != null) {
                        LOGGER.info(
                            "{} does not take this node in yet: {}",
                            replica.group(),
                            NodeHealth.rootMessage(failure));
                      }
                      return null;
                    });
        return;
      }
    }
  }

  private @Nullable String leaderOf(String group) {
    for (Neighbour neighbour : neighbours.all()) {
      for (Hello.Log log : neighbour.hello().groups()) {
        if (neighbour.isFresh()
            && log.group().equals(group)
            && log.leads()
            && neighbour.hello().cluster().equals(identity.cluster().toString())) {
          return neighbour.hello().address();
        }
      }
    }
    return null;
  }

  String whatIsMissing() {
    List<String> missing = new ArrayList<>();
    for (Replica replica : replicas) {
      if (!isMemberOf(replica)) {
        missing.add(replica.group() + " to take this node in");
      } else if (!replica.shard().status().ready()) {
        missing.add(replica.group() + " to have a leader and to catch up");
      }
    }
    long heard = neighbours.all().stream().filter(Neighbour::isFresh).count();
    return String.join(", ", missing) + "; " + heard + " other nodes answer";
  }

  private byte[] admit(PeerReader request) {
    String group = request.text();
    if (!request.text().equals(identity.cluster().toString())) {
      throw new PeerRefusedException(
          "The node belongs to another cluster. Give it an empty data directory and join it.");
    }
    membership.admit(group, RaftNode.peer(request.text(), request.text()), request.yes());
    return new byte[0];
  }

  /** Whether this node was told to hand its work over. */
  public boolean isDraining() {
    return draining;
  }

  private byte[] drain(PeerReader request) {
    draining = request.yes();
    if (draining) {
      LOGGER.info("Draining: this node hands its leaderships over and is ready for nothing new");
      membership.handOverAll();
    } else {
      LOGGER.info("Draining has ended");
    }
    return new byte[0];
  }

  /** Carries out an operator's order to move a placement group. */
  @FunctionalInterface
  public interface Mover {
    /**
     * Moves a group and returns once it is active there.
     *
     * @throws PeerRefusedException when that is not possible, saying why
     */
    void move(String group, String toShard) throws InterruptedException;
  }

  /** Has orders to move groups carried out. */
  public void onMove(Mover carriesOut) {
    mover = carriesOut;
  }

  private byte[] move(PeerReader request) throws InterruptedException {
    Mover carriesOut = mover;
    if (carriesOut == null) {
      throw new PeerRefusedException("The node is starting. Ask again in a second.");
    }
    carriesOut.move(request.text(), request.text());
    return new byte[0];
  }

  private byte[] groups() {
    return Placements.toBytes(replicas.getFirst().shard().read(ShardView::placements));
  }

  private byte[] transfer(PeerReader request) {
    membership.transfer(request.text(), request.text());
    return new byte[0];
  }

  private CompletableFuture<byte[]> forward(byte[] request) {
    ForwardMessage.Ask ask = ForwardMessage.Ask.of(request);
    return replica(ask.group()).carryOut(ask.commands()).thenApply(ForwardMessage::answers);
  }

  private CompletableFuture<byte[]> readIndex(byte[] request) {
    return replicaOf(request)
        .confirmedIndex()
        .thenApply(index -> new PeerWriter().number(index).toBytes());
  }

  /** The replica that a message is about which begins with a group's name. */
  private Replica replicaOf(byte[] request) {
    return replica(new PeerReader(request).text());
  }

  private Replica replica(String group) {
    for (Replica replica : replicas) {
      if (replica.group().equals(group)) {
        return replica;
      }
    }
    throw new PeerRefusedException("There is no log " + group + " here.");
  }

  private static CompletableFuture<byte[]> aside(Callable<byte[]> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        },
        Thread::startVirtualThread);
  }

  @Override
  public void close() {
    membership.close();
    neighbours.close();
    peers.close();
  }
}
