package io.seatkeeper.replication;

import io.seatkeeper.replication.Batch.Waiting;
import io.seatkeeper.replication.NodeConfig.Batching;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns requests into log entries: one thread takes what waits, stamps the time and submits one
 * entry for all of it. While as many entries are in flight as may be, the next batch grows by
 * itself.
 */
final class CommandBatcher implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(CommandBatcher.class);
  private static final long LONGEST_NAP_NANOS = Duration.ofMillis(100).toNanos();
  private static final long CLOSE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Batching bounds;
  private final CommandQueue queue;
  private final LogClock clock;
  private final OwnCommands ownCommands;
  private final EntryLog log;
  private final Consumer<Throwable> broken;
  private final Replier replier;
  private final Thread thread;
  private final Map<Long, Batch> inFlight = new ConcurrentHashMap<>();
  private final AtomicBoolean idle = new AtomicBoolean();
  private final CompletableFuture<Void> firstLeadership = new CompletableFuture<>();

  private volatile boolean accepting = true;
  private volatile boolean running = true;
  private volatile boolean abandoned;
  private volatile boolean leading;
  private volatile boolean leadershipIsNew;
  private volatile long entriesSubmitted;
  private volatile long commandsSubmitted;
  private long nextCallId = 1;

  /** Where entries go. */
  interface EntryLog {
    /** Hands an entry to the log; completes with what is known of its fate. */
    CompletableFuture<Fate> append(long callId, byte[] entry);
  }

  /** What became of an entry. */
  enum Fate {
    /** It has been applied. */
    APPLIED,
    /** It never reached the log. */
    NOT_APPENDED,
    /** It may be in the log or not. */
    UNKNOWN
  }

  /**
   * Makes a batcher.
   *
   * @param broken told when this can no longer work
   */
  CommandBatcher(
      String shard,
      Batching bounds,
      LogClock clock,
      OwnCommands ownCommands,
      EntryLog log,
      Consumer<Throwable> broken) {
    this.bounds = bounds;
    this.queue = new CommandQueue(bounds);
    this.clock = clock;
    this.ownCommands = ownCommands;
    this.log = log;
    this.broken = broken;
    this.replier = new Replier(shard, queue);
    this.thread = Thread.ofPlatform().name(shard + "-batcher").daemon().unstarted(this::run);
  }

  void start() {
    replier.start();
    thread.start();
  }

  CompletableFuture<Reply> submit(byte[] command) {
    CompletableFuture<Reply> caller = new CompletableFuture<>();
    ShardException refusal =
        accepting && leading
            ? queue.offer(new Waiting(command, caller, System.nanoTime()))
            : unavailable();
    if (refusal != null) {
      caller.completeExceptionally(refusal);
      return caller;
    }
    if (accepting) {
      wake();
    } else {
      refuseQueued();
    }
    return caller;
  }

  /** This node leads from now on, everything logged before is applied. */
  void leads() {
    leadershipIsNew = true;
    leading = true;
    wake();
  }

  /** This node does not lead any more; what is in flight may still be applied. */
  void follows() {
    leading = false;
    wake();
  }

  /** The log answers nobody any more: those who wait are told so, and nobody else may. */
  void abandon() {
    abandoned = true;
    accepting = false;
    wake();
  }

  /** Completes when this node leads for the first time and takes requests. */
  CompletableFuture<Void> firstLeadership() {
    return firstLeadership;
  }

  boolean takesRequests() {
    return accepting && leading && !leadershipIsNew;
  }

  boolean isLeading() {
    return leading;
  }

  /** Whether nothing waits and nothing is under way. */
  boolean isIdle() {
    return inFlight.isEmpty() && queue.isEmpty();
  }

  CommandQueue queue() {
    return queue;
  }

  int entriesInFlight() {
    return inFlight.size();
  }

  long entriesSubmitted() {
    return entriesSubmitted;
  }

  long commandsSubmitted() {
    return commandsSubmitted;
  }

  /** The commands of an entry were applied: frees its place and has its callers answered. */
  void applied(long callId, AppliedShard.Entry entry, CausalToken token) {
    Batch batch = inFlight.remove(callId);
    wake();
    if (batch != null && batch.settle()) {
      replier.reply(batch.callers(), () -> batch.complete(entry, token));
    }
  }

  private void run() {
    try {
      work();
    } catch (RuntimeException | Error e) {
      broken.accept(e);
      answerAll();
    }
  }

  private void work() {
    while (running) {
      if (abandoned) {
        answerAll();
      }
      long now = System.nanoTime();
      if (leadershipIsNew) {
        beginLeadership();
      }
      giveUpOnLate(now);
      Batch batch = nextBatch(now);
      if (batch == null) {
        nap();
      } else {
        submit(batch);
      }
    }
  }

  /** Entries of an earlier leadership that are not applied by now will never be. */
  private void beginLeadership() {
    for (Batch batch : List.copyOf(inFlight.values())) {
      inFlight.remove(batch.callId());
      fail(batch, unavailable());
    }
    ownCommands.beginLeadership();
    leadershipIsNew = false;
    firstLeadership.complete(null);
  }

  private boolean hasRoom() {
    return leading && !leadershipIsNew && !abandoned && inFlight.size() < bounds.entriesInFlight();
  }

  private @Nullable Batch nextBatch(long now) {
    if (!hasRoom()) {
      return null;
    }
    List<Waiting> commands = queue.takeBatch();
    long logMillis = clock.logMillis();
    byte[] own = ownCommands.checkpoint(logMillis);
    if (own == null && commands.isEmpty()) {
      own = ownCommands.tick(logMillis);
    }
    if (own != null) {
      commands.addFirst(new Waiting(own, null, now));
    }
    return commands.isEmpty() ? null : new Batch(nextCallId++, now, commands);
  }

  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void submit(Batch batch) {
    inFlight.put(batch.callId(), batch);
    entriesSubmitted++;
    commandsSubmitted += batch.callers();
    long logMillis = ownCommands.stamp(clock.logMillis());
    var _ =
        append(batch.callId(), batch.entry(logMillis, ownCommands.stampWall()))
            .whenComplete(
                (fate, failure) -> {
                  if (fate != Fate.APPLIED) {
                    inFlight.remove(batch.callId());
                    wake();
                    fail(batch, fate == Fate.NOT_APPENDED ? unavailable() : unknown());
                  }
                });
  }

  private CompletableFuture<Fate> append(long callId, byte[] entry) {
    try {
      return log.append(callId, entry);
    } catch (RuntimeException e) {
      LOGGER.warn("The log threw on entry {}", callId, e);
      return CompletableFuture.completedFuture(Fate.UNKNOWN);
    }
  }

  private void giveUpOnLate(long now) {
    long oldest = now - Duration.ofMillis(bounds.answerMillis()).toNanos();
    for (Batch batch : inFlight.values()) {
      if (batch.submittedNanos() - oldest < 0) {
        fail(
            batch,
            new OutcomeUnknownException(
                "The log did not answer in time: the request may have been carried out or not. Ask"
                    + " again with the same key."));
      }
    }
    Waiting late;
    while ((late = queue.takeOlderThan(oldest)) != null) {
      refuse(late, queue.overloaded());
    }
  }

  private void fail(Batch batch, ShardException answer) {
    if (batch.settle()) {
      replier.reply(batch.callers(), () -> batch.fail(answer));
    }
  }

  private void refuse(Waiting command, ShardException answer) {
    CompletableFuture<Reply> caller = command.caller();
    if (caller != null) {
      replier.reply(1, () -> caller.completeExceptionally(answer));
    }
  }

  /** Answers those in line that nothing was done, and those in flight that nobody knows. */
  private void answerAll() {
    accepting = false;
    refuseQueued();
    for (Batch batch : List.copyOf(inFlight.values())) {
      inFlight.remove(batch.callId());
      fail(batch, unknown());
    }
  }

  private void refuseQueued() {
    Waiting left;
    while ((left = queue.poll()) != null) {
      refuse(left, unavailable());
    }
  }

  private void nap() {
    idle.set(true);
    if (running && !leadershipIsNew) {
      if (!hasRoom()) {
        LockSupport.parkNanos(this, LONGEST_NAP_NANOS);
      } else if (queue.isEmpty()) {
        long untilTick = ownCommands.nanosUntilTick(clock.logMillis());
        LockSupport.parkNanos(this, Math.min(LONGEST_NAP_NANOS, untilTick));
      }
    }
    idle.set(false);
  }

  private void wake() {
    if (idle.compareAndSet(true, false)) {
      LockSupport.unpark(thread);
    }
  }

  private static ShardUnavailableException unavailable() {
    return new ShardUnavailableException(
        "The shard does not take requests now; nothing was done. Try again in a second with the"
            + " same key.");
  }

  private static OutcomeUnknownException unknown() {
    return new OutcomeUnknownException(
        "The log did not say what became of the request. Ask again with the same key.");
  }

  /** Takes no more requests, waits for those in flight, and answers everyone. */
  @Override
  public void close() {
    accepting = false;
    refuseQueued();
    long deadline = System.nanoTime() + CLOSE_NANOS;
    while (leading && !abandoned && !inFlight.isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(this, Duration.ofMillis(1).toNanos());
    }
    running = false;
    LockSupport.unpark(thread);
    Threads.join(thread);
    for (Batch batch : List.copyOf(inFlight.values())) {
      fail(
          batch,
          new OutcomeUnknownException(
              "The node closed before the log answered. Ask again with the same key."));
    }
    replier.close();
  }
}
