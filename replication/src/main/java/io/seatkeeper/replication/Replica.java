package io.seatkeeper.replication;

import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.replication.audit.AuditTrails;
import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerMethod;
import io.seatkeeper.replication.peer.PeerReader;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.replication.peer.PeerWriter;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.snapshot.SnapshotStore;
import io.seatkeeper.replication.storage.GroupDirectory;
import io.seatkeeper.replication.storage.NodeIdentity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.server.protocol.TermIndex;
import org.jspecify.annotations.Nullable;

/**
 * This node's copy of one shard: the state, what is kept of it on disk, and the way for requests
 * into its log.
 */
final class Replica implements ShardStateMachine.Restorer {
  private static final long FORWARD_MILLIS = 3_000;
  private static final long READ_MILLIS = 2_000;
  private static final long SNAPSHOT_NANOS = 60_000_000_000L;
  private static final int SNAPSHOT_LOOKS = 50;
  private static final long SNAPSHOT_PAUSE_MILLIS = 10;

  private final String group;
  private final GroupDirectory directory;
  private final NodeHealth health;
  private final ReplicatedState.Factory states;
  private final @Nullable PeerChannels peers;
  private final AppliedShard applied;
  private final SnapshotKeeper snapshots;
  private final SnapshotCourier courier;
  private final CommandBatcher batcher;
  private final LocalShard shard;
  private final ShardStateMachine stateMachine;
  private volatile AuditTrails audit;
  private @Nullable GroupMember member;

  /**
   * Loads the newest snapshot.
   *
   * @param peers connections to the other nodes; null for a node that is alone for good
   */
  Replica(
      GroupDirectory directory,
      NodeIdentity identity,
      NodeConfig config,
      ReplicatedState.Factory states,
      ClientId clientId,
      @Nullable PeerChannels peers,
      NodeHealth health)
      throws IOException {
    this.group = directory.group();
    this.directory = directory;
    this.health = health;
    this.peers = peers;
    this.states = states;
    SnapshotStore store = SnapshotStore.open(directory.snapshots());
    SnapshotContents contents = new SnapshotContents(identity.incarnation(), states);
    SnapshotId newest = store.newest();
    long logStart = StartCheck.check(directory, store);
    if (newest != null) {
      directory.adoptAudit(newest.index());
    }
    SnapshotContents.Restored restored =
        newest == null ? contents.nothing() : StartCheck.load(store, contents, newest, logStart);
    this.applied = new AppliedShard(restored);
    this.audit = openAudit(restored);
    this.snapshots =
        new SnapshotKeeper(store, contents, () -> this.audit, config.upkeep(), health, newest);
    this.courier = new SnapshotCourier(directory, store);
    LogClock clock = new LogClock(System::nanoTime, System::currentTimeMillis);
    this.batcher =
        new CommandBatcher(
            group,
            config.batching(),
            clock,
            new OwnCommands(config.upkeep(), clock, applied, states::encode),
            (callId, entry) -> member().append(callId, entry),
            this::batcherBroke);
    this.shard =
        new LocalShard(
            group,
            identity.incarnation(),
            directory,
            states,
            applied,
            batcher,
            peers == null ? null : new Forwarder(group, config.batching(), this::leader),
            clock,
            snapshots,
            () -> this.audit,
            health,
            config.batching().queueCommands());
    this.stateMachine = new ShardStateMachine(clientId, applied, snapshots, shard, health, this);
  }

  private AuditTrails openAudit(SnapshotContents.Restored restored) throws IOException {
    return AuditTrails.open(
        directory.audit(), restored.auditHeads(), restored.after().index(), this::auditBroke);
  }

  /** Ties the replica to its log, before that is opened. */
  void join(GroupMember itsMember) {
    this.member = itsMember;
    if (peers != null) {
      shard.join(
          this::acknowledgedIndex, new CommitHerald(itsMember, () -> batcher.submit(tick())));
    }
  }

  /** Who takes this shard's commands now. */
  private Forwarder.@Nullable Leader leader() {
    RaftPeer leader = member().leader();
    if (leader == null) {
      return null;
    }
    String id = leader.getId().toString();
    return member().isSelf(leader)
        ? batcher.isLeading() ? new Forwarder.Leader(id, this::carryOut) : null
        : new Forwarder.Leader(id, commands -> send(leader.getAddress(), commands));
  }

  private CompletableFuture<List<Forwarder.Answer>> send(String address, List<byte[]> commands) {
    return channels()
        .call(
            address,
            PeerMethod.FORWARD,
            new ForwardMessage.Ask(group, commands).toBytes(),
            FORWARD_MILLIS)
        .thenApply(ForwardMessage::answers);
  }

  /** Has commands of another node carried out, where this one leads. */
  CompletableFuture<List<Forwarder.Answer>> carryOut(List<byte[]> commands) {
    List<CompletableFuture<Forwarder.Answer>> answers = new ArrayList<>(commands.size());
    for (byte[] command : commands) {
      answers.add(
          batcher
              .submit(command)
              .handle(
                  (reply, failure) ->
                      failure == null
                          ? new Forwarder.Replied(reply)
                          : new Forwarder.NotReplied(worded(failure))));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .thenApply(_ -> answers.stream().map(CompletableFuture::join).toList());
  }

  private static ShardException worded(Throwable failure) {
    return failure instanceof ShardException known
        ? known
        : new OutcomeUnknownException(
            "The leader failed on the request: " + failure + ". Ask again with the same key.");
  }

  /** How far the log is acknowledged by word of its leader, who makes sure to be it. */
  CompletableFuture<Long> acknowledgedIndex() {
    RaftPeer leader = member().leader();
    if (leader == null) {
      return CompletableFuture.failedFuture(
          new ShardUnavailableException("Nobody leads the shard now. Try again in a second."));
    }
    return member().isSelf(leader)
        ? confirmedIndex()
        : channels()
            .call(
                leader.getAddress(),
                PeerMethod.READ_INDEX,
                new PeerWriter().text(group).toBytes(),
                READ_MILLIS)
            .handle(
                (answer, failure) -> {
                  if (failure != null) {
                    throw new ShardUnavailableException(
                        "The shard's leader does not answer. Try again in a second.");
                  }
                  return new PeerReader(answer).number();
                });
  }

  /** The index applied here once this node was sure to lead. */
  CompletableFuture<Long> confirmedIndex() {
    try {
      return member()
          .confirmLeadership()
          .thenApply(
              reply -> {
                if (!reply.isSuccess()) {
                  throw new ShardUnavailableException(
                      "The shard's leader cannot reach a majority. Try again in a second.");
                }
                return applied.index();
              });
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private PeerChannels channels() {
    return Objects.requireNonNull(peers);
  }

  String group() {
    return group;
  }

  LocalShard shard() {
    return shard;
  }

  CommandBatcher batcher() {
    return batcher;
  }

  ShardStateMachine stateMachine() {
    return stateMachine;
  }

  SnapshotCourier courier() {
    return courier;
  }

  AppliedShard applied() {
    return applied;
  }

  GroupMember member() {
    return Objects.requireNonNull(member);
  }

  /** Promises what is both applied and on this node's disk. */
  void promise() throws IOException {
    long flushed = member().flushedIndex();
    SnapshotId newest = snapshots.store().newest();
    long covered = newest == null ? -1 : newest.index();
    directory.promise(Math.min(applied.index(), Math.max(flushed, covered)));
  }

  /**
   * Has a snapshot taken of everything acknowledged before this call, where this node leads, and
   * waits until it is durable.
   */
  SnapshotId snapshotNow() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + SNAPSHOT_NANOS;
    long from = -1;
    while (System.nanoTime() - deadline < 0) {
      snapshots.request();
      try {
        Reply reply = batcher.submit(tick()).get();
        from = from < 0 ? reply.index() : from;
      } catch (ExecutionException e) {
        throw new PeerRefusedException(
            "This node does not lead " + group + ". Ask again: " + NodeHealth.rootMessage(e));
      }
      for (int look = 0; look < SNAPSHOT_LOOKS; look++) {
        SnapshotId newest = snapshots.store().newest();
        if (newest != null && newest.index() >= from) {
          return newest;
        }
        Thread.sleep(SNAPSHOT_PAUSE_MILLIS);
      }
    }
    throw new PeerRefusedException("No snapshot of " + group + " was written in time. Ask again.");
  }

  private byte[] tick() {
    return states.encode(Request.unkeyed(new Tick()));
  }

  @Override
  public @Nullable SnapshotId fetch(String leaderAddress) throws IOException {
    SnapshotId fetched = courier.fetch(channels(), leaderAddress, this::isHere);
    if (fetched != null) {
      snapshots.adopt(fetched, snapshots.store().incoming());
    }
    return fetched;
  }

  /**
   * Whether a snapshot shows nothing that is not here. Who is taken in again is offered one in any
   * case, and may have the entries in its log without knowing yet that they are acknowledged: to
   * put a snapshot in their place would cut the log behind them.
   */
  private boolean isHere(SnapshotId snapshot) {
    try {
      return snapshot.index() <= applied.index()
          || member()
              .division()
              .getRaftLog()
              .contains(TermIndex.valueOf(snapshot.term(), snapshot.index()));
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void restore() throws IOException {
    SnapshotContents.Restored restored = snapshots.reload(applied);
    if (restored != null) {
      audit.close();
      directory.adoptAudit(restored.after().index());
      audit = openAudit(restored);
      shard.replaced(restored.after().index());
    }
  }

  private void batcherBroke(Throwable failure) {
    health.breaks(
        "The node cannot hand requests to the log: " + failure + ". Start again and report this.",
        failure);
  }

  private void auditBroke(IOException failure) {
    health.breaks(
        "The audit trail under "
            + directory.audit()
            + " cannot be written: "
            + NodeHealth.rootMessage(failure)
            + ". Make room on the disk or replace it, then start again: everything acknowledged is"
            + " in the log.",
        failure);
  }

  void start() {
    batcher.start();
    shard.start();
  }

  /** Takes no more requests and answers those in flight. */
  void drain() {
    batcher.close();
  }

  /** Writes a snapshot of the state as it is now. */
  void writeSnapshot() {
    snapshots.writeNow(applied);
  }

  /** Ends what works for the log; the log itself is closed after it. */
  void stop() {
    shard.close();
    batcher.close();
    snapshots.close();
  }

  /** Closes the files, after the log. */
  void closeFiles() {
    audit.close();
  }
}
