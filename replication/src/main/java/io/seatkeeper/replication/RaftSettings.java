package io.seatkeeper.replication;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.ratis.RaftConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.grpc.GrpcConfigKeys;
import org.apache.ratis.rpc.SupportedRpcType;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.util.SizeInBytes;
import org.apache.ratis.util.TimeDuration;

/** The Raft library's settings. */
final class RaftSettings {
  /** A closed segment is what purging can remove. */
  static final SizeInBytes SEGMENT = SizeInBytes.valueOf("8MB");

  /** A follower that hears nothing for so long asks to be elected. */
  static final long ELECTION_MIN_MILLIS = 500;

  /** The longest it waits before it does. */
  static final long ELECTION_MAX_MILLIS = 1_000;

  private static final TimeDuration NEVER = TimeDuration.valueOf(3650, TimeUnit.DAYS);

  private RaftSettings() {}

  static RaftProperties ofLoneNode(Path directory) {
    RaftProperties properties = common(directory);
    properties.set(RaftConfigKeys.Rpc.TYPE_KEY, NoPeersRpc.class.getName());
    loneElection(properties);
    return properties;
  }

  static RaftProperties ofMember(Path directory, ClusterConfig cluster) {
    RaftProperties properties = common(directory);
    RaftConfigKeys.Rpc.setType(properties, SupportedRpcType.GRPC);
    GrpcConfigKeys.Server.setHost(properties, cluster.listenHost());
    GrpcConfigKeys.Server.setPort(properties, cluster.port());
    GrpcConfigKeys.setMessageSizeMax(properties, SizeInBytes.valueOf("32MB"));
    GrpcConfigKeys.Server.setHeartbeatChannel(properties, true);
    election(properties);
    reads(properties);
    // Snapshots come with audit trails: the state machine fetches both by itself.
    RaftServerConfigKeys.Log.Appender.setInstallSnapshotEnabled(properties, false);
    return properties;
  }

  private static RaftProperties common(Path directory) {
    RaftProperties properties = new RaftProperties();
    RaftServerConfigKeys.setStorageDir(properties, List.of(directory.toFile()));
    log(properties);
    snapshots(properties);
    return properties;
  }

  private static void log(RaftProperties properties) {
    RaftServerConfigKeys.Log.setSegmentSizeMax(properties, SEGMENT);
    RaftServerConfigKeys.Log.setPreallocatedSize(properties, SizeInBytes.valueOf("1MB"));
    RaftServerConfigKeys.Log.setSegmentCacheNumMax(properties, 2);
    RaftServerConfigKeys.Log.setCorruptionPolicy(
        properties, RaftServerConfigKeys.Log.CorruptionPolicy.EXCEPTION);
    RaftServerConfigKeys.Log.setUnsafeFlushEnabled(properties, false);
    RaftServerConfigKeys.Log.setAsyncFlushEnabled(properties, false);
    // A metadata entry would follow every commit; a leader commits its log anew when it begins.
    RaftServerConfigKeys.Log.setLogMetadataEnabled(properties, false);
    RaftServerConfigKeys.Log.setPurgeUptoSnapshotIndex(properties, true);
    RaftServerConfigKeys.Log.setPurgeGap(properties, 1);
  }

  /** The state machine is asked after every entry and decides by itself. */
  private static void snapshots(RaftProperties properties) {
    RaftServerConfigKeys.Snapshot.setAutoTriggerEnabled(properties, true);
    RaftServerConfigKeys.Snapshot.setAutoTriggerThreshold(properties, 1);
    RaftServerConfigKeys.Snapshot.setTriggerWhenStopEnabled(properties, false);
    RaftServerConfigKeys.Snapshot.setTriggerWhenRemoveEnabled(properties, false);
  }

  /** Nobody else can lead: there is nothing to wait for, and no pause makes anything unsafe. */
  private static void loneElection(RaftProperties properties) {
    TimeDuration soon = TimeDuration.valueOf(5, TimeUnit.MILLISECONDS);
    TimeDuration later = TimeDuration.valueOf(10, TimeUnit.MILLISECONDS);
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMin(properties, soon);
    RaftServerConfigKeys.Rpc.setFirstElectionTimeoutMax(properties, later);
    RaftServerConfigKeys.LeaderElection.setPreVote(properties, false);
    RaftServerConfigKeys.LeaderElection.setLeaderStepDownWaitTime(properties, NEVER);
    RaftServerConfigKeys.setCloseThreshold(properties, NEVER);
  }

  private static void election(RaftProperties properties) {
    RaftServerConfigKeys.Rpc.setTimeoutMin(
        properties, TimeDuration.valueOf(ELECTION_MIN_MILLIS, TimeUnit.MILLISECONDS));
    RaftServerConfigKeys.Rpc.setTimeoutMax(
        properties, TimeDuration.valueOf(ELECTION_MAX_MILLIS, TimeUnit.MILLISECONDS));
    RaftServerConfigKeys.LeaderElection.setPreVote(properties, true);
    // A paused process goes on as a follower; it must not close its log because it slept.
    RaftServerConfigKeys.setCloseThreshold(properties, NEVER);
    RaftServerConfigKeys.setStagingTimeout(properties, TimeDuration.valueOf(3, TimeUnit.SECONDS));
  }

  private static void reads(RaftProperties properties) {
    RaftServerConfigKeys.Read.setOption(properties, RaftServerConfigKeys.Read.Option.LINEARIZABLE);
  }
}
