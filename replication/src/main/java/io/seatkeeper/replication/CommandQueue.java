package io.seatkeeper.replication;

import io.seatkeeper.replication.Batch.Waiting;
import io.seatkeeper.replication.NodeConfig.Batching;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Requests in line for the log, bounded by their number and their bytes. A request counts until its
 * caller is answered, so that slow answering cannot pile up either.
 */
final class CommandQueue {
  private static final long RETRY_AFTER_MILLIS = 1000;

  private final Batching bounds;
  private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final LongAdder refused = new LongAdder();

  CommandQueue(Batching bounds) {
    this.bounds = bounds;
  }

  /** Puts a request at the end of the line; returns why not, or null. */
  @Nullable ShardException offer(Waiting command) {
    int length = command.bytes().length;
    if (EntryFormat.HEADER_BYTES + EntryFormat.BYTES_PER_COMMAND + length > bounds.batchBytes()) {
      return new CommandTooLargeException(
          "The request takes "
              + length
              + " bytes, a log entry takes "
              + bounds.batchBytes()
              + ". Split it into several.");
    }
    if (unanswered.incrementAndGet() > bounds.queueCommands()) {
      unanswered.decrementAndGet();
      return overloaded();
    }
    if (queuedBytes.addAndGet(length) > bounds.queueBytes()) {
      queuedBytes.addAndGet(-length);
      unanswered.decrementAndGet();
      return overloaded();
    }
    queued.incrementAndGet();
    waiting.add(command);
    return null;
  }

  /** Takes from the head what fits into one entry. */
  List<Waiting> takeBatch() {
    List<Waiting> taken = new ArrayList<>();
    long bytes = EntryFormat.HEADER_BYTES;
    Waiting head;
    while ((head = waiting.peek()) != null) {
      bytes += EntryFormat.BYTES_PER_COMMAND + head.bytes().length;
      if (bytes > bounds.batchBytes()) {
        break;
      }
      Waiting next = poll();
      if (next != null) {
        taken.add(next);
      }
    }
    return taken;
  }

  /** Takes the head when it has waited since before {@code nanos}. */
  @Nullable Waiting takeOlderThan(long nanos) {
    Waiting head = waiting.peek();
    return head != null && head.enqueuedNanos() - nanos < 0 ? poll() : null;
  }

  /** Takes the head. */
  @Nullable Waiting poll() {
    Waiting head = waiting.poll();
    if (head != null) {
      queued.decrementAndGet();
      queuedBytes.addAndGet(-head.bytes().length);
    }
    return head;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** That many callers have been answered. */
  void answered(int callers) {
    unanswered.addAndGet(-callers);
  }

  int commands() {
    return queued.get();
  }

  long bytes() {
    return queuedBytes.get();
  }

  long refused() {
    return refused.sum();
  }

  ShardOverloadedException overloaded() {
    refused.increment();
    return new ShardOverloadedException(
        "Too many requests are waiting. Try again in a second with the same key.",
        RETRY_AFTER_MILLIS);
  }
}
