package io.seatkeeper.replication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Readers that wait until a log index has been applied. */
final class IndexWaiters {
  private final int mostWaiters;
  private final PriorityQueue<Waiter> waiters =
      new PriorityQueue<>(Comparator.comparingLong(Waiter::index));
  private volatile long lowestIndex = Long.MAX_VALUE;

  private record Waiter(long index, CompletableFuture<Void> reached) {}

  IndexWaiters(int mostWaiters) {
    this.mostWaiters = mostWaiters;
  }

  /** Completes once {@link #reached} is called with the index or a later one. */
  CompletableFuture<Void> await(long index, Duration bound) {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    Waiter waiter = new Waiter(index, reached);
    synchronized (waiters) {
      if (waiters.size() >= mostWaiters) {
        return CompletableFuture.failedFuture(
            new ShardOverloadedException(
                "Too many reads are waiting. Try again in a second.", 1000));
      }
      waiters.add(waiter);
      noteLowest();
    }
    return reached
        .orTimeout(bound.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionallyCompose(
            failure -> {
              remove(waiter);
              return CompletableFuture.failedFuture(answer(failure));
            });
  }

  /** Everything up to an index has been applied. */
  void reached(long index) {
    if (index < lowestIndex) {
      return;
    }
    List<Waiter> released = new ArrayList<>();
    synchronized (waiters) {
      Waiter next;
      while ((next = waiters.peek()) != null && next.index() <= index) {
        released.add(waiters.remove());
      }
      noteLowest();
    }
    for (Waiter waiter : released) {
      waiter.reached().completeAsync(() -> null, Thread::startVirtualThread);
    }
  }

  private void remove(Waiter waiter) {
    synchronized (waiters) {
      waiters.remove(waiter);
      noteLowest();
    }
  }

  private void noteLowest() {
    Waiter next = waiters.peek();
    lowestIndex = next == null ? Long.MAX_VALUE : next.index();
  }

  private static Throwable answer(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? new ShardUnavailableException(
            "This node has not caught up with the token yet. Try again in a second.")
        : cause;
  }
}
