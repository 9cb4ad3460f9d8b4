package io.seatkeeper.replication;

import io.seatkeeper.replication.peer.PeerUnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings commands to whoever leads the shard, and again to the next leader when one is lost: a
 * command with an idempotency key has one effect however often it arrives. One thread takes what
 * waits and sends it in one call; while calls are under way the next batch grows by itself.
 */
final class Forwarder implements AutoCloseable {
  private static final int CALLS_AT_ONCE = 2;
  private static final long LONGEST_NAP_NANOS = Duration.ofMillis(20).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(10).toNanos();
  private static final long NOBODY_LEADS_MILLIS = 4_000;

  private final NodeConfig.Batching bounds;
  private final Supplier<@Nullable Leader> leaders;
  private final Queue<Ask> waiting = new ConcurrentLinkedQueue<>();
  private final Set<Call> calls = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong unansweredBytes = new AtomicLong();
  private final AtomicBoolean idle = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long pausedUntilNanos = System.nanoTime();

  /**
   * Who leads a shard.
   *
   * @param id tells leaders apart
   * @param carryOut brings commands there; completes with an answer for each, in order
   */
  record Leader(String id, Carrier carryOut) {}

  /** The way to a leader. */
  @FunctionalInterface
  interface Carrier {
    /** Completes with the answers, or exceptionally when nobody knows what was done. */
    CompletableFuture<List<Answer>> carry(List<byte[]> commands);
  }

  /** What a leader says to one command: a reply, or why there is none. */
  sealed interface Answer {}

  /** It was carried out. */
  record Replied(Reply reply) implements Answer {}

  /** There is no reply. */
  record NotReplied(ShardException why) implements Answer {}

  /** A command on its way. */
  private static final class Ask {
    final byte[] command;
    final boolean repeatable;
    final long enqueuedNanos;
    final CompletableFuture<Reply> caller = new CompletableFuture<>();
    volatile boolean uncertain;

    Ask(byte[] command, boolean repeatable, boolean uncertain, long enqueuedNanos) {
      this.command = command;
      this.repeatable = repeatable;
      this.uncertain = uncertain;
      this.enqueuedNanos = enqueuedNanos;
    }
  }

  /** Commands under way to one leader. */
  private record Call(String leader, List<Ask> asks, AtomicBoolean settled) {}

  /**
   * Makes a forwarder.
   *
   * @param leaders says who leads at the moment; null for nobody
   */
  Forwarder(String shard, NodeConfig.Batching bounds, Supplier<@Nullable Leader> leaders) {
    this.bounds = bounds;
    this.leaders = leaders;
    this.thread = Thread.ofPlatform().name(shard + "-forwarder").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /**
   * Has a command carried out by the leader.
   *
   * @param repeatable whether it has one effect however often it arrives
   * @param uncertain whether it may have been carried out already
   */
  CompletableFuture<Reply> submit(byte[] command, boolean repeatable, boolean uncertain) {
    Ask ask = new Ask(command, repeatable, uncertain, System.nanoTime());
    if (unanswered.incrementAndGet() > bounds.queueCommands()
        || unansweredBytes.addAndGet(command.length) > bounds.queueBytes()) {
      answered(ask);
      ask.caller.completeExceptionally(
          uncertain
              ? unknown()
              : new ShardOverloadedException(
                  "Too many requests are waiting. Try again in a second with the same key.", 1000));
      return ask.caller;
    }
    waiting.add(ask);
    wake();
    if (!running) {
      failAll();
    }
    return ask.caller;
  }

  int unanswered() {
    return unanswered.get();
  }

  /** There may be another leader now. */
  void wake() {
    if (idle.compareAndSet(true, false)) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (running) {
      long now = System.nanoTime();
      giveUpOnLate(now);
      Leader leader = leaders.get();
      giveUpOnOtherLeaders(leader);
      boolean may = leader != null && calls.size() < CALLS_AT_ONCE && now - pausedUntilNanos >= 0;
      List<Ask> asks = may ? takeBatch() : List.of();
      if (leader == null || asks.isEmpty()) {
        nap();
      } else {
        send(leader, asks);
      }
    }
    failAll();
  }

  private List<Ask> takeBatch() {
    List<Ask> taken = new ArrayList<>();
    long bytes = 0;
    Ask head;
    while ((head = waiting.peek()) != null) {
      bytes += head.command.length;
      if (bytes > bounds.batchBytes() && !taken.isEmpty()) {
        break;
      }
      Ask next = waiting.poll();
      if (next != null) {
        taken.add(next);
      }
    }
    return taken;
  }

  private void send(Leader leader, List<Ask> asks) {
    Call call = new Call(leader.id(), asks, new AtomicBoolean());
    calls.add(call);
    List<byte[]> commands = new ArrayList<>(asks.size());
    asks.forEach(ask -> commands.add(ask.command));
    var _ =
        leader
            .carryOut()
            .carry(commands)
            .whenComplete(
                (answers, failure) -> {
                  if (settle(call)) {
                    if (failure == null && answers.size() == asks.size()) {
                      finish(asks, answers);
                    } else {
                      leaderIsLost(asks, failure);
                    }
                    wake();
                  }
                });
  }

  private boolean settle(Call call) {
    calls.remove(call);
    return call.settled().compareAndSet(false, true);
  }

  private void finish(List<Ask> asks, List<Answer> answers) {
    for (int position = 0; position < asks.size(); position++) {
      Ask ask = asks.get(position);
      switch (answers.get(position)) {
        case Replied replied -> {
          answered(ask);
          ask.caller.complete(replied.reply());
        }
        case NotReplied refused -> refused(ask, refused.why());
      }
    }
  }

  private void refused(Ask ask, ShardException why) {
    if (why instanceof ShardUnavailableException) {
      pause();
      waiting.add(ask);
    } else if (why instanceof OutcomeUnknownException && ask.repeatable) {
      ask.uncertain = true;
      pause();
      waiting.add(ask);
    } else {
      fail(ask, why instanceof ShardOverloadedException && ask.uncertain ? unknown() : why);
    }
  }

  private void leaderIsLost(List<Ask> asks, @Nullable Throwable failure) {
    pause();
    Throwable cause =
        failure instanceof java.util.concurrent.CompletionException ? failure.getCause() : failure;
    boolean certain = cause != null && !(cause instanceof PeerUnreachableException);
    for (Ask ask : asks) {
      ask.uncertain |= !certain;
      if (ask.uncertain && !ask.repeatable) {
        fail(ask, unknown());
      } else {
        waiting.add(ask);
      }
    }
  }

  /** What is under way to a leader that leads no more need not be waited for. */
  private void giveUpOnOtherLeaders(@Nullable Leader leader) {
    if (leader == null) {
      return;
    }
    for (Call call : calls) {
      if (!call.leader().equals(leader.id()) && settle(call)) {
        leaderIsLost(call.asks(), null);
      }
    }
  }

  private void giveUpOnLate(long now) {
    Ask head;
    while ((head = waiting.peek()) != null && isLate(head, now)) {
      Ask late = waiting.poll();
      if (late != null && isLate(late, now)) {
        fail(late, late.uncertain ? unknown() : nobodyLeads());
      } else if (late != null) {
        waiting.add(late);
      }
    }
  }

  private boolean isLate(Ask ask, long now) {
    long millis =
        ask.uncertain
            ? bounds.answerMillis()
            : Math.min(bounds.answerMillis(), NOBODY_LEADS_MILLIS);
    return now - ask.enqueuedNanos > Duration.ofMillis(millis).toNanos();
  }

  private void fail(Ask ask, ShardException why) {
    answered(ask);
    ask.caller.completeExceptionally(why);
  }

  private void answered(Ask ask) {
    unanswered.decrementAndGet();
    unansweredBytes.addAndGet(-ask.command.length);
  }

  private void pause() {
    pausedUntilNanos = System.nanoTime() + PAUSE_NANOS;
  }

  private void nap() {
    idle.set(true);
    if (running) {
      LockSupport.parkNanos(
          this, waiting.isEmpty() && calls.isEmpty() ? 5 * LONGEST_NAP_NANOS : LONGEST_NAP_NANOS);
    }
    idle.set(false);
  }

  private void failAll() {
    for (Call call : calls) {
      if (settle(call)) {
        call.asks().forEach(ask -> fail(ask, unknown()));
      }
    }
    Ask left;
    while ((left = waiting.poll()) != null) {
      fail(left, left.uncertain ? unknown() : nobodyLeads());
    }
  }

  private static ShardUnavailableException nobodyLeads() {
    return new ShardUnavailableException(
        "Nobody leads the shard now; nothing was done. Try again in a second with the same key.");
  }

  private static OutcomeUnknownException unknown() {
    return new OutcomeUnknownException(
        "The shard's leader was lost before it answered: the request may have been carried out or"
            + " not. Ask again with the same key.");
  }

  /** Answers everyone and ends. */
  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    Threads.join(thread);
    failAll();
  }
}
