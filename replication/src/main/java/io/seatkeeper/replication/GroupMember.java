package io.seatkeeper.replication;

import io.seatkeeper.replication.CommandBatcher.Fate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.proto.RaftProtos.ServerRpcProto;
import org.apache.ratis.protocol.LeaderElectionManagementRequest;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientAsynchronousProtocol;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SetConfigurationRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.protocol.exceptions.LeaderNotReadyException;
import org.apache.ratis.protocol.exceptions.ResourceUnavailableException;
import org.apache.ratis.server.RaftConfiguration;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

/** This node's membership in one Raft group. */
final class GroupMember implements CommandBatcher.EntryLog {
  private final RaftNode node;
  private final String group;
  private final RaftGroupId groupId;
  private final ConcurrentLinkedQueue<Long> repliedCallIds = new ConcurrentLinkedQueue<>();

  GroupMember(RaftNode node, String group) {
    this.node = node;
    this.group = group;
    this.groupId = node.groupId(group);
  }

  String group() {
    return group;
  }

  /** The library's part for the group. */
  RaftServer.Division division() throws IOException {
    return node.server().getDivision(groupId);
  }

  /** The index up to which the log is on this node's disk. */
  long flushedIndex() throws IOException {
    return division().getRaftLog().getFlushIndex();
  }

  /** The members as the log has them now. */
  RaftConfiguration members() throws IOException {
    return division().getRaftConf();
  }

  /** The leader, if this node knows one. */
  @Nullable RaftPeer leader() {
    try {
      RaftServer.Division division = division();
      RaftPeerId leader = division.getInfo().getLeaderId();
      // Who misses its leader and may not be elected keeps the name of the one it missed.
      return leader == null || division.getInfo().isCandidate()
          ? null
          : division.getRaftConf().getPeer(leader, RaftPeerRole.FOLLOWER, RaftPeerRole.LISTENER);
    } catch (IOException e) {
      return null;
    }
  }

  /** How long each other member has not answered the log's messages, where this node leads. */
  Map<RaftPeerId, Long> silentMillis() throws IOException {
    Map<RaftPeerId, Long> silent = new HashMap<>();
    for (ServerRpcProto other :
        division().getInfo().getRoleInfoProto().getLeaderInfo().getFollowerInfoList()) {
      silent.put(RaftPeerId.valueOf(other.getId().getId()), other.getLastRpcElapsedTimeMs());
    }
    return silent;
  }

  /** Whether this node has no vote here by the log, but follows as if it had one. */
  boolean listensUnawares() {
    try {
      RaftServer.Division division = division();
      return division.getInfo().isFollower()
          && division.getRaftConf().getPeer(node.server().getId(), RaftPeerRole.LISTENER) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether this node has a vote here by the log, after a change that is under way. */
  boolean votes() throws IOException {
    return members().getCurrentPeers().stream().anyMatch(this::isSelf);
  }

  /** Whether this node was let go or is to follow, but would ask to be elected all the same. */
  boolean standsWithoutVote() throws IOException {
    RaftServer.Division division = division();
    return !division.getInfo().isListener()
        && !division.getRaftConf().getCurrentPeers().isEmpty()
        && !votes();
  }

  /** Has this node ask to be elected where it misses a leader, or not. */
  void mayBeElected(boolean may) throws IOException {
    RaftPeerId self = node.server().getId();
    node.server()
        .leaderElectionManagement(
            may
                ? LeaderElectionManagementRequest.newResume(
                    node.clientId(), self, groupId, node.nextCallId())
                : LeaderElectionManagementRequest.newPause(
                    node.clientId(), self, groupId, node.nextCallId()));
  }

  boolean isSelf(RaftPeer peer) {
    return peer.getId().equals(node.server().getId());
  }

  @Override
  public CompletableFuture<Fate> append(long callId, byte[] entry) {
    try {
      if (!division().getInfo().isLeader()) {
        return CompletableFuture.completedFuture(Fate.NOT_APPENDED);
      }
      RaftClientRequest request =
          request(callId, RaftClientRequest.writeRequestType())
              .setMessage(Message.valueOf(UnsafeByteOperations.unsafeWrap(entry)))
              .setRepliedCallIds(takeReplied())
              .build();
      return submit(request)
          .handle(
              (reply, failure) -> {
                if (reply != null) {
                  repliedCallIds.add(callId);
                }
                return fateOf(reply, failure);
              });
    } catch (IOException e) {
      return CompletableFuture.completedFuture(Fate.UNKNOWN);
    }
  }

  /** Completes, where this node leads, once that was true after the call. */
  CompletableFuture<RaftClientReply> confirmLeadership() throws IOException {
    return submit(
        request(node.nextCallId(), RaftClientRequest.readRequestType())
            .setMessage(Message.EMPTY)
            .build());
  }

  /**
   * Gives the group other members, where this node leads.
   *
   * @param decidedFor the members it was decided for: refused when there are others by now
   */
  CompletableFuture<RaftClientReply> change(
      RaftConfiguration decidedFor, Collection<RaftPeer> voters, Collection<RaftPeer> listeners)
      throws IOException {
    SetConfigurationRequest.Arguments arguments =
        SetConfigurationRequest.Arguments.newBuilder()
            .setServersInNewConf(List.copyOf(voters))
            .setListenersInNewConf(List.copyOf(listeners))
            .setServersInCurrentConf(List.copyOf(decidedFor.getCurrentPeers()))
            .setListenersInCurrentConf(
                List.copyOf(decidedFor.getCurrentPeers(RaftPeerRole.LISTENER)))
            .setMode(SetConfigurationRequest.Mode.COMPARE_AND_SET)
            .build();
    return node.server()
        .setConfigurationAsync(
            new SetConfigurationRequest(
                node.clientId(), node.server().getId(), groupId, node.nextCallId(), arguments));
  }

  /** Hands the leadership over, where this node leads; the target needs the highest priority. */
  CompletableFuture<RaftClientReply> transfer(RaftPeerId target, long timeoutMillis)
      throws IOException {
    return node.server()
        .transferLeadershipAsync(
            new TransferLeadershipRequest(
                node.clientId(),
                node.server().getId(),
                groupId,
                node.nextCallId(),
                target,
                timeoutMillis));
  }

  private RaftClientRequest.Builder request(long callId, RaftClientRequest.Type type) {
    return RaftClientRequest.newBuilder()
        .setClientId(node.clientId())
        .setServerId(node.server().getId())
        .setGroupId(groupId)
        .setCallId(callId)
        .setType(type);
  }

  /** Straight to the division where it allows that: the server would hop to another thread. */
  private CompletableFuture<RaftClientReply> submit(RaftClientRequest request) throws IOException {
    return division() instanceof RaftClientAsynchronousProtocol division
        ? division.submitClientRequestAsync(request)
        : node.server().submitClientRequestAsync(request);
  }

  private List<Long> takeReplied() {
    List<Long> taken = new ArrayList<>(4);
    Long callId;
    while ((callId = repliedCallIds.poll()) != null) {
      taken.add(callId);
    }
    return taken;
  }

  /** A leader that loses its office has handed entries on whose fate nobody knows. */
  private static Fate fateOf(RaftClientReply reply, Throwable failure) {
    if (failure == null && reply.isSuccess()) {
      return Fate.APPLIED;
    }
    Throwable cause = failure == null ? reply.getException() : failure;
    boolean refusedBeforeTheLog =
        cause instanceof ResourceUnavailableException || cause instanceof LeaderNotReadyException;
    return refusedBeforeTheLog ? Fate.NOT_APPENDED : Fate.UNKNOWN;
  }
}
