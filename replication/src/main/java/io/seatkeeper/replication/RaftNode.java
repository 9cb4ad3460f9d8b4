package io.seatkeeper.replication;

import io.seatkeeper.replication.peer.PeerService;
import io.seatkeeper.replication.storage.NodeIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.StateMachine;
import org.jspecify.annotations.Nullable;

/** This node's server in the Raft library, with its part in every group. */
final class RaftNode implements AutoCloseable {
  private static final String NO_ADDRESS = "nowhere:0";

  private final NodeIdentity identity;
  private final @Nullable ClusterConfig cluster;
  private final ClientId clientId;
  private final RaftServer server;
  private final AtomicLong callIds = new AtomicLong();

  private RaftNode(
      NodeIdentity identity,
      @Nullable ClusterConfig cluster,
      ClientId clientId,
      RaftServer server) {
    this.identity = identity;
    this.cluster = cluster;
    this.clientId = clientId;
    this.server = server;
  }

  /**
   * Makes the server; {@link #start} opens its logs.
   *
   * @param cluster null for a node that is alone for good
   * @param stateMachines by group name
   * @param tls null for plain text
   */
  static RaftNode create(
      NodeIdentity identity,
      Path directory,
      @Nullable ClusterConfig cluster,
      ClientId clientId,
      Map<String, StateMachine> stateMachines,
      PeerService service,
      @Nullable PeerTls tls)
      throws IOException {
    Parameters parameters = new Parameters();
    RaftProperties properties;
    if (cluster == null) {
      properties = RaftSettings.ofLoneNode(directory);
    } else {
      properties = RaftSettings.ofMember(directory, cluster);
      GrpcConfigKeys.Server.setServicesCustomizer(
          parameters,
          (builder, _) -> builder.addService(service.definition()).intercept(new VoteAnswers()));
      if (tls != null) {
        GrpcConfigKeys.TLS.setConf(parameters, tls.configuration());
      }
    }
    RaftServer server =
        RaftServer.newBuilder()
            .setServerId(peerId(identity))
            .setOption(RaftStorage.StartupOption.RECOVER)
            .setStateMachineRegistry(
                group -> {
                  for (String name : identity.groups()) {
                    if (groupId(identity, name).equals(group)) {
                      return stateMachines.get(name);
                    }
                  }
                  throw new IllegalStateException(
                      "The data directory has a log of nobody: " + group);
                })
            .setProperties(properties)
            .setParameters(parameters)
            .build();
    return new RaftNode(identity, cluster, clientId, server);
  }

  /** Opens the logs that are there, and begins those that are not. */
  void start() throws IOException {
    server.start();
    Set<RaftGroupId> present = new HashSet<>();
    server.getGroupIds().forEach(present::add);
    for (String name : identity.groups()) {
      RaftGroupId group = groupId(identity, name);
      if (!present.contains(group)) {
        // A founder begins alone; whoever joins is told by the leader who else there is.
        List<RaftPeer> members = identity.founder() ? List.of(self()) : List.of();
        RaftClientReply reply =
            server.groupManagement(
                GroupManagementRequest.newAdd(
                    clientId, server.getId(), nextCallId(), RaftGroup.valueOf(group, members)));
        if (!reply.isSuccess()) {
          throw new IOException("The log " + name + " cannot be begun", reply.getException());
        }
      }
    }
  }

  /** This node as the others are to know it. */
  RaftPeer self() {
    return peer(peerId(identity).toString(), cluster == null ? NO_ADDRESS : cluster.address());
  }

  static RaftPeer peer(String id, String address) {
    return RaftPeer.newBuilder().setId(id).setAddress(address).build();
  }

  ClientId clientId() {
    return clientId;
  }

  RaftServer server() {
    return server;
  }

  long nextCallId() {
    return callIds.decrementAndGet();
  }

  static RaftPeerId peerId(NodeIdentity identity) {
    return RaftPeerId.valueOf(identity.node().toString());
  }

  RaftGroupId groupId(String group) {
    return groupId(identity, group);
  }

  private static RaftGroupId groupId(NodeIdentity identity, String group) {
    return RaftGroupId.valueOf(identity.groupId(group));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
