package io.seatkeeper.replication;

import io.seatkeeper.core.codec.UnknownFormatException;
import io.seatkeeper.core.engine.StateDivergedException;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.snapshot.SnapshotStore;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.ratis.proto.RaftProtos.LogEntryProto;
import org.apache.ratis.proto.RaftProtos.RoleInfoProto;
import org.apache.ratis.proto.RaftProtos.StateMachineLogEntryProto;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftGroupMemberId;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.TermIndex;
import org.apache.ratis.server.raftlog.RaftLog;
import org.apache.ratis.server.storage.FileInfo;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.statemachine.SnapshotInfo;
import org.apache.ratis.statemachine.SnapshotRetentionPolicy;
import org.apache.ratis.statemachine.StateMachineStorage;
import org.apache.ratis.statemachine.TransactionContext;
import org.apache.ratis.statemachine.impl.BaseStateMachine;
import org.apache.ratis.statemachine.impl.FileListSnapshotInfo;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.util.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the Raft library hands committed entries over: applies them in order, tells the listeners,
 * has the callers answered. Whatever breaks here breaks the node.
 */
final class ShardStateMachine extends BaseStateMachine {
  private static final Logger LOGGER = LoggerFactory.getLogger(ShardStateMachine.class);
  private static final Message NOTHING = Message.valueOf(ByteString.EMPTY);

  private final ByteString ownClientId;
  private final AppliedShard applied;
  private final SnapshotKeeper snapshots;
  private final EntryFollower follower;
  private final NodeHealth health;
  private final Restorer restorer;

  /** Where a whole state comes from when the leader's log no longer has what is missing here. */
  interface Restorer {
    /** Fetches the newest snapshot of the node at an address, durably; null when it has none. */
    @Nullable SnapshotId fetch(String leaderAddress) throws IOException;

    /** Replaces the state by the newest snapshot's. */
    void restore() throws IOException;
  }

  /** Those who act on what the log does. */
  interface EntryFollower {
    /** An entry was applied. */
    void applied(AppliedShard.Entry entry, @Nullable Long ownCallId);

    /** An entry without commands was passed. */
    void passed(long index);

    /** This node leads, and everything logged before is applied. */
    void leads();

    /** This node no longer leads. */
    void follows();

    /** Another node leads, or nobody. */
    void leaderChanged();
  }

  ShardStateMachine(
      ClientId ownClientId,
      AppliedShard applied,
      SnapshotKeeper snapshots,
      EntryFollower follower,
      NodeHealth health,
      Restorer restorer) {
    this.ownClientId = ownClientId.toByteString();
    this.applied = applied;
    this.snapshots = snapshots;
    this.follower = follower;
    this.health = health;
    this.restorer = restorer;
  }

  @Override
  public void initialize(RaftServer raftServer, RaftGroupId group, RaftStorage storage)
      throws IOException {
    getLifeCycle()
        .startAndTransition(
            () -> {
              super.initialize(raftServer, group, storage);
              standAt(snapshots.loaded());
            });
  }

  @Override
  public void pause() {
    getLifeCycle().transition(LifeCycle.State.PAUSING);
    getLifeCycle().transition(LifeCycle.State.PAUSED);
  }

  @Override
  public void reinitialize() throws IOException {
    getLifeCycle()
        .startAndTransition(
            () -> {
              restorer.restore();
              standAt(snapshots.loaded());
            });
  }

  private void standAt(@Nullable SnapshotId snapshot) {
    setLastAppliedTermIndex(
        snapshot == null
            ? TermIndex.INITIAL_VALUE
            : TermIndex.valueOf(snapshot.term(), snapshot.index()));
  }

  @Override
  public CompletableFuture<Message> applyTransaction(TransactionContext transaction) {
    LogEntryProto entry = transaction.getLogEntry();
    if (health.isBroken()) {
      return CompletableFuture.failedFuture(new IllegalStateException("the node is broken"));
    }
    try {
      StateMachineLogEntryProto payload = entry.getStateMachineLogEntry();
      byte[] bytes = payload.getLogData().toByteArray();
      AppliedShard.Entry done =
          applied.apply(new SnapshotId(entry.getTerm(), entry.getIndex()), bytes);
      updateLastAppliedTermIndex(entry.getTerm(), entry.getIndex());
      snapshots.logged(bytes.length);
      boolean own = payload.getClientId().equals(ownClientId);
      follower.applied(done, own ? payload.getCallId() : null);
      return CompletableFuture.completedFuture(NOTHING);
    } catch (StateDivergedException | UnknownFormatException e) {
      return broken(entry, "cannot be applied: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      return broken(entry, "broke the engine: " + e, e);
    }
  }

  private CompletableFuture<Message> broken(LogEntryProto entry, String what, Throwable cause) {
    health.breaks(
        "Log entry "
            + entry.getIndex()
            + " "
            + what
            + ". The state is not saved; keep the data directory and report this.",
        cause);
    return CompletableFuture.failedFuture(cause);
  }

  @Override
  public void notifyTermIndexUpdated(long term, long index) {
    applied.pass(new SnapshotId(term, index));
    updateLastAppliedTermIndex(term, index);
    follower.passed(index);
  }

  @Override
  public void notifyLeaderReady() {
    follower.leads();
  }

  @Override
  public void notifyNotLeader(Collection<TransactionContext> pendingEntries) {
    follower.follows();
  }

  @Override
  public void notifyLogFailed(Throwable cause, @Nullable LogEntryProto failedEntry) {
    health.breaks(
        "The log cannot be written"
            + (failedEntry == null ? "" : " at index " + failedEntry.getIndex())
            + ": "
            + NodeHealth.rootMessage(cause)
            + ". Make room on the disk or replace it, then start again: everything acknowledged is"
            + " there.",
        cause);
  }

  @Override
  public void notifyServerShutdown(RoleInfoProto roleInfo, boolean allServers) {
    closedByItself();
  }

  /** A read index was confirmed; what is read is the caller's matter. */
  @Override
  public CompletableFuture<Message> query(Message request) {
    return CompletableFuture.completedFuture(NOTHING);
  }

  @Override
  public void notifyLeaderChanged(RaftGroupMemberId member, @Nullable RaftPeerId leader) {
    follower.leaderChanged();
  }

  @Override
  public CompletableFuture<@Nullable TermIndex> notifyInstallSnapshotFromLeader(
      RoleInfoProto role, TermIndex firstInLeadersLog) {
    String leader = role.getFollowerInfo().getLeaderInfo().getId().getAddress();
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            SnapshotId fetched = restorer.fetch(leader);
            return fetched == null ? null : TermIndex.valueOf(fetched.term(), fetched.index());
          } catch (IOException | RuntimeException e) {
            LOGGER.warn(
                "The snapshot cannot be fetched from {}: {}. It is tried again.",
                leader,
                NodeHealth.rootMessage(e));
            throw new CompletionException(e);
          }
        },
        task -> Thread.ofPlatform().name("snapshot-fetcher").daemon().start(task));
  }

  /** The library closes its part of the log whenever it does not know how to go on. */
  @Override
  public void close() {
    closedByItself();
  }

  private void closedByItself() {
    if (!health.isClosing()) {
      health.breaks(
          "The log closed by itself. The lines before this one say why; start again.", null);
    }
  }

  @Override
  public long takeSnapshot() {
    return snapshots.consider(applied);
  }

  @Override
  public StateMachineStorage getStateMachineStorage() {
    return new Storage(snapshots.store());
  }

  /** The snapshots, as the Raft library wants to see them. */
  private record Storage(SnapshotStore store) implements StateMachineStorage {
    @Override
    public void init(RaftStorage storage) {}

    @Override
    public @Nullable SnapshotInfo getLatestSnapshot() {
      SnapshotId newest = store.newest();
      if (newest == null) {
        return null;
      }
      return new FileListSnapshotInfo(
          List.of(new FileInfo(store.file(newest), null)), newest.term(), newest.index());
    }

    @Override
    public void format() {}

    @Override
    public void cleanupOldSnapshots(SnapshotRetentionPolicy policy) {}
  }

  /** Nothing can be purged yet. */
  static long nothingToPurge() {
    return RaftLog.INVALID_LOG_INDEX;
  }
}
