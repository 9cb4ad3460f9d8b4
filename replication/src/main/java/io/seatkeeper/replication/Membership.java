package io.seatkeeper.replication;

import io.seatkeeper.replication.Neighbours.Neighbour;
import io.seatkeeper.replication.peer.PeerRefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who takes part in the logs that this node leads: takes nodes in, gives a caught-up one the vote
 * where one is missing or has been gone for too long, spreads the leaders. One change at a time,
 * each valid only for the members it was decided for.
 */
final class Membership implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(Membership.class);
  private static final long EVERY_MILLIS = 1_000;
  private static final long CHANGE_SECONDS = 30;
  private static final long TRANSFER_MILLIS = 3_000;
  private static final long HAND_OVER_MILLIS = 1_000;
  private static final long SPREAD_AFTER_NANOS = Duration.ofSeconds(20).toNanos();
  private static final long CAUGHT_UP_ENTRIES = 200;

  private final RaftNode node;
  private final ClusterConfig cluster;
  private final List<GroupMember> groups;
  private final Neighbours neighbours;
  private final MembershipStep.Listener steps;
  private final Map<String, Long> leadsSinceNanos = new HashMap<>();
  private final long startedNanos = System.nanoTime();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  Membership(
      RaftNode node,
      ClusterConfig cluster,
      List<GroupMember> groups,
      Neighbours neighbours,
      MembershipStep.Listener steps) {
    this.node = node;
    this.cluster = cluster;
    this.groups = List.copyOf(groups);
    this.neighbours = neighbours;
    this.steps = steps;
    this.thread = Thread.ofPlatform().name("membership").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** The members of a log in their two roles, changed as one. */
  private record Members(
      RaftConfiguration decidedFor, List<RaftPeer> voters, List<RaftPeer> listeners) {
    static Members of(RaftConfiguration now) {
      return new Members(
          now,
          new ArrayList<>(now.getCurrentPeers()),
          new ArrayList<>(now.getCurrentPeers(RaftPeerRole.LISTENER)));
    }

    void remove(RaftPeerId id) {
      voters.removeIf(peer -> peer.getId().equals(id));
      listeners.removeIf(peer -> peer.getId().equals(id));
    }

    /** Members are told where the others are: an address that changed must be changed here. */
    void locate(RaftPeer peer) {
      voters.replaceAll(known -> known.getId().equals(peer.getId()) ? peer : known);
      listeners.replaceAll(known -> known.getId().equals(peer.getId()) ? peer : known);
    }
  }

  /**
   * Takes a node into a log that this node leads, or learns its new address. It votes at once when
   * fewer vote than may, otherwise it follows.
   *
   * @throws PeerRefusedException when this node does not lead the log, or the change did not happen
   */
  synchronized void admit(String group, RaftPeer peer, boolean votes) {
    if (!thread.isAlive()) {
      throw new PeerRefusedException("This node is starting. Ask it again in a second.");
    }
    GroupMember member = member(group);
    try {
      Members members = Members.of(led(member).members());
      RaftPeer known = find(members, peer.getId());
      if (known != null && known.getAddress().equals(peer.getAddress())) {
        return;
      }
      if (known == null) {
        boolean votesNow = votes && members.voters().size() < cluster.voters();
        (votesNow ? members.voters() : members.listeners()).add(peer);
      } else {
        members.locate(peer);
      }
      change(member, members, "takes in " + peer.getId() + " at " + peer.getAddress());
    } catch (IOException e) {
      throw new PeerRefusedException("The log " + group + " is not open here: " + e.getMessage());
    }
  }

  /**
   * Hands the leadership of a log over.
   *
   * @throws PeerRefusedException when this node does not lead it, or it could not be handed over
   */
  void transfer(String group, String target) {
    transfer(group, target, TRANSFER_MILLIS);
  }

  private void transfer(String group, String target, long timeoutMillis) {
    GroupMember member = member(group);
    try {
      led(member);
      RaftPeerId id = RaftPeerId.valueOf(target);
      if (id.equals(node.server().getId())) {
        return;
      }
      if (member.members().getPeer(id) == null) {
        throw new PeerRefusedException(
            "No voter of " + group + " has the id " + target + ". See admin members.");
      }
      RaftClientReply reply =
          member.transfer(id, timeoutMillis).get(2 * timeoutMillis, TimeUnit.MILLISECONDS);
      if (!reply.isSuccess()) {
        throw new PeerRefusedException(
            "The leadership of " + group + " was not handed over: " + reason(reply));
      }
      LOGGER.info("{} handed its leadership to {}", group, target);
    } catch (IOException | ExecutionException | TimeoutException e) {
      throw new PeerRefusedException(
          "The leadership of " + group + " was not handed over: " + NodeHealth.rootMessage(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerRefusedException("This node is stopping.");
    }
  }

  /** Hands every leadership to a caught-up voter; used before a node stops. */
  void handOverAll() {
    groups.forEach(this::handOver);
  }

  private void handOver(GroupMember member) {
    try {
      if (member.division().getInfo().isLeader()) {
        for (RaftPeer voter : member.members().getCurrentPeers()) {
          if (!member.isSelf(voter) && isCaughtUp(member, voter)) {
            transfer(member.group(), voter.getId().toString(), HAND_OVER_MILLIS);
            break;
          }
        }
      }
    } catch (IOException | PeerRefusedException e) {
      LOGGER.warn("{} keeps its leader until it is missed: {}", member.group(), e.getMessage());
    }
  }

  private GroupMember member(String group) {
    for (GroupMember member : groups) {
      if (member.group().equals(group)) {
        return member;
      }
    }
    throw new PeerRefusedException("There is no log " + group + ". See admin shards.");
  }

  private static GroupMember led(GroupMember member) throws IOException {
    if (!member.division().getInfo().isLeaderReady()) {
      throw new PeerRefusedException(
          "This node does not lead " + member.group() + ". Ask the one that does.");
    }
    return member;
  }

  private static @Nullable RaftPeer find(Members members, RaftPeerId id) {
    for (RaftPeer peer : members.voters()) {
      if (peer.getId().equals(id)) {
        return peer;
      }
    }
    for (RaftPeer peer : members.listeners()) {
      if (peer.getId().equals(id)) {
        return peer;
      }
    }
    return null;
  }

  private synchronized void change(GroupMember member, Members members, String what)
      throws IOException {
    members.locate(node.self());
    LOGGER.info("{} {}", member.group(), what);
    steps.done(member.group(), MembershipStep.DECIDED);
    Throwable failure;
    try {
      CompletableFuture<RaftClientReply> changing =
          member.change(members.decidedFor(), members.voters(), members.listeners());
      steps.done(member.group(), MembershipStep.ASKED);
      RaftClientReply reply = changing.get(CHANGE_SECONDS, TimeUnit.SECONDS);
      if (reply.isSuccess()) {
        steps.done(member.group(), MembershipStep.CHANGED);
        return;
      }
      failure = reply.getException();
    } catch (ExecutionException | TimeoutException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerRefusedException("This node is stopping.");
    }
    if (failure != null && NodeHealth.root(failure) instanceof IllegalStateException) {
      // Elected in the middle of a change, the library keeps a sender for whom that change let
      // go, and then cannot take it in again. A leader that was elected afterwards can.
      handOver(member);
    }
    throw new PeerRefusedException(
        "The members of "
            + member.group()
            + " were not changed: "
            + (failure == null ? "no reason given" : NodeHealth.rootMessage(failure)));
  }

  private static String reason(RaftClientReply reply) {
    return reply.getException() == null
        ? "no reason given"
        : NodeHealth.rootMessage(reply.getException());
  }

  private void run() {
    try {
      while (!closed.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        for (int ordinal = 0; ordinal < groups.size(); ordinal++) {
          attend(groups.get(ordinal), ordinal);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attend(GroupMember member, int ordinal) {
    try {
      if (!member.division().getInfo().isLeaderReady()) {
        leadsSinceNanos.remove(member.group());
        return;
      }
      long since = leadsSinceNanos.computeIfAbsent(member.group(), _ -> System.nanoTime());
      if (!repair(member) && System.nanoTime() - since > SPREAD_AFTER_NANOS) {
        spread(member, ordinal);
      }
    } catch (IOException | PeerRefusedException e) {
      LOGGER.warn("{}: {}", member.group(), e.getMessage());
    }
  }

  /** Gives a follower the vote where one is missing; whether anything was changed. */
  private boolean repair(GroupMember member) throws IOException {
    Members members = Members.of(member.members());
    RaftPeer lost = lost(member, members);
    boolean room = members.voters().size() < cluster.voters();
    if (lost == null && !room) {
      return false;
    }
    for (RaftPeer listener : List.copyOf(members.listeners())) {
      Neighbour neighbour = neighbours.byId(listener.getId().toString());
      if (neighbour == null || !neighbour.hello().votes() || !isCaughtUp(member, listener)) {
        continue;
      }
      promote(member, listener, lost);
      return true;
    }
    return false;
  }

  /**
   * Gives a follower the vote, in two changes.
   *
   * <p>While a change is under way the Raft library makes nobody leader who finds a member among
   * the voters of one list and the listeners of the other: a leader lost in the middle of such a
   * change would be the last. So the follower is let go before it is given the vote, and a lost
   * voter is let go instead of being made a follower. Who finds itself let go asks to be taken in.
   */
  private synchronized void promote(GroupMember member, RaftPeer follower, @Nullable RaftPeer lost)
      throws IOException {
    Members without = Members.of(member.members());
    without.remove(follower.getId());
    change(member, without, "lets " + follower.getId() + " go, to give it a vote");
    Members with = Members.of(member.members());
    with.remove(follower.getId());
    with.voters().add(follower);
    String what = "gives " + follower.getId() + " the vote";
    if (lost != null) {
      with.remove(lost.getId());
      what += " of " + lost.getId() + ", which has been gone for too long";
    }
    change(member, with, what);
  }

  /** A voter that nobody here has heard of for as long as a repair waits. */
  private @Nullable RaftPeer lost(GroupMember member, Members members) throws IOException {
    Map<RaftPeerId, Long> logMillis = member.silentMillis();
    long now = System.nanoTime();
    List<SilentVoter> others = new ArrayList<>();
    for (RaftPeer voter : members.voters()) {
      if (!member.isSelf(voter)) {
        Neighbour neighbour = neighbours.byId(voter.getId().toString());
        long heardNanos = neighbour == null ? startedNanos : neighbour.heardNanos();
        others.add(
            new SilentVoter(
                voter,
                TimeUnit.NANOSECONDS.toMillis(now - heardNanos),
                logMillis.getOrDefault(voter.getId(), 0L)));
      }
    }
    return SilentVoter.lost(others, cluster.repairAfterMillis()).orElse(null);
  }

  /** Hands the log to the voter whose turn it is by its place in the row. */
  private void spread(GroupMember member, int ordinal) throws IOException {
    if (groups.size() == 1) {
      return;
    }
    List<RaftPeer> voters = new ArrayList<>(member.members().getCurrentPeers());
    voters.sort(Comparator.comparing(peer -> name(peer)));
    RaftPeer preferred = voters.get(ordinal % voters.size());
    if (!member.isSelf(preferred) && isCaughtUp(member, preferred)) {
      leadsSinceNanos.put(member.group(), System.nanoTime());
      transfer(member.group(), preferred.getId().toString());
    }
  }

  private String name(RaftPeer peer) {
    if (peer.getId().equals(node.server().getId())) {
      return cluster.name();
    }
    Neighbour neighbour = neighbours.byId(peer.getId().toString());
    return neighbour == null ? peer.getId().toString() : neighbour.hello().name();
  }

  /** The node was heard of just now and lacks little of the log. */
  private boolean isCaughtUp(GroupMember member, RaftPeer peer) throws IOException {
    Neighbour neighbour = neighbours.byId(peer.getId().toString());
    if (neighbour == null || !neighbour.isFresh() || neighbour.hello().draining()) {
      return false;
    }
    long applied = member.division().getInfo().getLastAppliedIndex();
    for (Hello.Log log : neighbour.hello().groups()) {
      if (log.group().equals(member.group())) {
        return applied - log.appliedIndex() <= CAUGHT_UP_ENTRIES || applied < 0;
      }
    }
    return false;
  }

  @Override
  public void close() {
    closed.countDown();
    Threads.join(thread);
  }
}
