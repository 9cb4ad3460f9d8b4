package io.seatkeeper.replication;

import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Outcome.Ticked;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.audit.AuditTrails;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.storage.GroupDirectory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * This node's part of a shard: requests go to the batcher where it leads, to the leader where it
 * does not, reads to the applied state.
 */
final class LocalShard implements Shard, ShardStateMachine.EntryFollower {
  private static final long EPOCH = 1;

  /** A replica that lacks no more than this has caught up. */
  private static final long LITTLE_BEHIND = 200;

  private static final long FRESH_NANOS = Duration.ofSeconds(3).toNanos();

  private final String group;
  private final long incarnation;
  private final GroupDirectory directory;
  private final ReplicatedState.Factory states;
  private final AppliedShard applied;
  private final CommandBatcher batcher;
  private final @Nullable Forwarder forwarder;
  private final LogClock clock;
  private final SnapshotKeeper snapshots;
  private final Supplier<AuditTrails> audit;
  private final NodeHealth health;
  private final ListenerSet listeners = new ListenerSet();
  private final IndexWaiters waiters;
  private volatile boolean closed;
  private volatile @Nullable LatestIndex latest;
  private volatile @Nullable CommitHerald herald;
  private volatile @Nullable Heard heard;
  private volatile @Nullable Heard led;
  private volatile boolean caughtUp;

  /** Says how far the log is acknowledged, by word of its leader. */
  interface LatestIndex {
    CompletableFuture<Long> confirmed();
  }

  /** What a leader said between two moments of this process' monotonic clock. */
  private record Heard(long logMillis, long appliedIndex, long askedNanos, long heardNanos) {
    boolean isFresh() {
      return System.nanoTime() - askedNanos < FRESH_NANOS;
    }

    /** The leader's time now at least, while it leads. */
    long leastLogMillisNow() {
      return logMillis + (System.nanoTime() - heardNanos) / 1_000_000;
    }

    /**
     * The leader's time now at most: it was read after it was asked for, and is a part of a
     * millisecond more than it says. Never less than the leader's, however long the answer took: a
     * deadline reckoned from it would come too early.
     */
    long logMillisNow() {
      return logMillis + 1 + (System.nanoTime() - askedNanos) / 1_000_000;
    }
  }

  LocalShard(
      String group,
      long incarnation,
      GroupDirectory directory,
      ReplicatedState.Factory states,
      AppliedShard applied,
      CommandBatcher batcher,
      @Nullable Forwarder forwarder,
      LogClock clock,
      SnapshotKeeper snapshots,
      Supplier<AuditTrails> audit,
      NodeHealth health,
      int mostWaiters) {
    this.group = group;
    this.incarnation = incarnation;
    this.directory = directory;
    this.states = states;
    this.applied = applied;
    this.batcher = batcher;
    this.forwarder = forwarder;
    this.clock = clock;
    this.snapshots = snapshots;
    this.audit = audit;
    this.health = health;
    this.waiters = new IndexWaiters(mostWaiters);
  }

  @Override
  public String name() {
    return group;
  }

  @Override
  public long logMillis() {
    return logMillis(batcher.isLeading());
  }

  @Override
  public long leastLogMillis() {
    Heard last = heard;
    return batcher.isLeading()
        ? logMillis(true)
        : Math.max(last == null ? 0 : last.leastLogMillisNow(), applied.logMillis());
  }

  @Override
  public CompletableFuture<Reply> submit(Request request) {
    if (health.isBroken()) {
      return CompletableFuture.failedFuture(closedNow());
    }
    byte[] command = states.encode(request);
    Forwarder others = forwarder;
    if (others == null) {
      return batcher.submit(command);
    }
    boolean repeatable = request.key() != null;
    return batcher.isLeading()
        ? batcher
            .submit(command)
            .exceptionallyCompose(failure -> again(others, command, repeatable, failure))
        : others.submit(command, repeatable, false);
  }

  /** What the leader lost with its office, the next one gets. */
  private CompletableFuture<Reply> again(
      Forwarder others, byte[] command, boolean repeatable, Throwable failure) {
    boolean uncertain = failure instanceof OutcomeUnknownException;
    boolean lost = failure instanceof ShardUnavailableException || (uncertain && repeatable);
    return lost && !closed && !health.isBroken()
        ? others.submit(command, repeatable, uncertain)
        : CompletableFuture.failedFuture(failure);
  }

  @Override
  public <T> T read(Function<? super ShardView, ? extends T> reader) {
    if (closed || health.isBroken()) {
      throw closedNow();
    }
    return applied.read(reader);
  }

  @Override
  public @Nullable GroupExport export(String placementGroup, long epoch) {
    if (closed || health.isBroken()) {
      throw closedNow();
    }
    return applied.export(placementGroup, epoch);
  }

  @Override
  public CompletableFuture<Void> await(CausalToken token, Duration bound) {
    try {
      if (isSatisfied(token)) {
        return CompletableFuture.completedFuture(null);
      }
    } catch (CausalTokenException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<Void> reached = waiters.await(token.index(), bound);
    waiters.reached(applied.index());
    return reached;
  }

  @Override
  public CompletableFuture<Void> awaitLatest(Duration bound) {
    LatestIndex source = latest;
    return source == null
        ? CompletableFuture.completedFuture(null)
        : source
            .confirmed()
            .thenCompose(index -> await(new CausalToken(incarnation, group, EPOCH, index), bound));
  }

  private boolean isSatisfied(CausalToken token) {
    return token.satisfiedBy(incarnation, group, EPOCH, applied.index());
  }

  @Override
  public Subscription subscribe(ChangeListener listener) {
    return listeners.add(listener);
  }

  @Override
  public ShardStatus status() {
    boolean leader = batcher.isLeading();
    SnapshotId snapshot = snapshots.store().newest();
    return new ShardStatus(
        incarnation,
        group,
        EPOCH,
        applied.index(),
        logMillis(leader),
        leader ? clock.wallMillis() : applied.wallMillis(),
        leader,
        isReady(),
        batcher.queue().commands() + (forwarder == null ? 0 : forwarder.unanswered()),
        batcher.queue().bytes(),
        batcher.entriesInFlight(),
        batcher.entriesSubmitted(),
        batcher.commandsSubmitted(),
        batcher.queue().refused(),
        snapshot == null ? 0 : snapshot.index(),
        directory.promisedIndex(),
        clock.wallClockJumps());
  }

  @Override
  public AuditReader audit() {
    return audit.get().reader();
  }

  @Override
  public void applied(AppliedShard.Entry entry, @Nullable Long ownCallId) {
    audit.get().append(entry.index(), entry.logMillis(), entry.wallMillis(), entry.changes());
    listeners.onEntry(entry.index(), entry.logMillis(), entry.wallMillis(), entry.changes());
    waiters.reached(entry.index());
    if (ownCallId != null) {
      batcher.applied(ownCallId, entry, tokenAt(entry.index()));
      CommitHerald teller = herald;
      if (teller != null && batcher.isIdle() && !isTick(entry)) {
        teller.applied(entry.index());
      }
    }
  }

  /** The whole state was replaced as of an index. */
  void replaced(long index) {
    listeners.onReplaced(index);
    waiters.reached(index);
  }

  /**
   * Ties the shard to its log.
   *
   * @param source says how far the log is acknowledged; null where this node is alone for good
   * @param teller tells followers; null where there are none
   */
  void join(@Nullable LatestIndex source, @Nullable CommitHerald teller) {
    this.latest = source;
    this.herald = teller;
  }

  /**
   * How the log is at its leader, heard now and then on a node that does not lead.
   *
   * @param askedNanos when the leader was asked, by this process' monotonic clock
   */
  void heard(long logMillis, long appliedIndex, long askedNanos) {
    heard = new Heard(logMillis, appliedIndex, askedNanos, System.nanoTime());
    led = null;
  }

  void start() {
    if (forwarder != null) {
      forwarder.start();
    }
  }

  private long logMillis(boolean leader) {
    if (leader) {
      return Math.max(clock.logMillis(), applied.logMillis());
    }
    // Until it hears of the next leader, whoever has led goes by its own time: the next one's runs
    // on
    // from what is applied, and so from no more than that.
    Heard own = led;
    Heard last = own == null ? heard : own;
    return Math.max(last == null ? 0 : last.logMillisNow(), applied.logMillis());
  }

  /**
   * It leads, or follows a leader and lacks little. After a start it must have lacked nothing once:
   * a log may be as short as what is little, and its first entries say who may ask.
   */
  private boolean isReady() {
    if (closed || health.isBroken()) {
      return false;
    }
    if (batcher.isLeading()) {
      if (!batcher.takesRequests()) {
        return false;
      }
      caughtUp = true;
      return true;
    }
    Heard leader = heard;
    if (leader == null || !leader.isFresh()) {
      return false;
    }
    long lacking = leader.appliedIndex() - applied.index();
    if (lacking <= 0) {
      caughtUp = true;
    }
    return caughtUp && lacking <= LITTLE_BEHIND;
  }

  private static boolean isTick(AppliedShard.Entry entry) {
    return entry.applied().stream().allMatch(applied -> applied.outcome() instanceof Ticked);
  }

  @Override
  public void leaderChanged() {
    if (forwarder != null) {
      forwarder.wake();
    }
  }

  @Override
  public void passed(long index) {
    waiters.reached(index);
  }

  @Override
  public void leads() {
    batcher.leads();
  }

  @Override
  public void follows() {
    if (batcher.isLeading()) {
      long nowNanos = System.nanoTime();
      led = new Heard(logMillis(true), applied.index(), nowNanos, nowNanos);
    }
    batcher.follows();
  }

  void close() {
    closed = true;
    if (forwarder != null) {
      forwarder.close();
    }
  }

  private CausalToken tokenAt(long index) {
    return new CausalToken(incarnation, group, EPOCH, index);
  }

  private static ShardUnavailableException closedNow() {
    return new ShardUnavailableException(
        "The node is stopping; nothing was done. Try again when it is back, with the same key.");
  }
}
