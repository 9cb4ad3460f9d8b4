package io.seatkeeper.replication.audit;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.replication.AuditReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * The shard's audit trails: entries come from the thread that applies, a thread of its own writes
 * them. When the disk falls behind, the applying thread waits.
 */
public final class AuditTrails implements AutoCloseable {
  private static final int MOST_WAITING_CHANGES = 200_000;

  private final Path root;
  private final TrailWriter writer;
  private final Consumer<IOException> broken;
  private final BlockingQueue<Work> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(MOST_WAITING_CHANGES);
  private final Thread thread;
  private final Object writtenLock = new Object();
  private volatile long enqueuedIndex;
  private volatile long writtenIndex;
  private volatile boolean ended;

  private sealed interface Work {}

  private record Entry(
      long index, long logMillis, long wallMillis, List<Change> changes, int permits)
      implements Work {}

  private record Barrier(CompletableFuture<List<AuditHead>> heads) implements Work {}

  private record End() implements Work {}

  private AuditTrails(Path root, List<AuditHead> heads, long index, Consumer<IOException> broken) {
    this.root = root;
    this.writer = new TrailWriter(root, heads);
    this.broken = broken;
    this.enqueuedIndex = index;
    this.writtenIndex = index;
    this.thread = Thread.ofPlatform().name("audit-writer").daemon().unstarted(this::run);
  }

  /**
   * Opens the trails as a snapshot saw them; the log's later entries must be appended again.
   *
   * @param heads the snapshot's heads; none without a snapshot
   * @param index the log index of the snapshot
   * @param broken told when a trail cannot be written
   * @throws io.seatkeeper.replication.AuditDamagedException when a trail is not what was written
   */
  public static AuditTrails open(
      Path root, List<AuditHead> heads, long index, Consumer<IOException> broken)
      throws IOException {
    AuditTrails trails =
        new AuditTrails(root, new TrailRecovery(root).recover(heads), index, broken);
    trails.thread.start();
    return trails;
  }

  /** Appends an entry's changes; waits only when the disk is far behind. */
  public void append(long index, long logMillis, long wallMillis, List<Change> changes) {
    if (!changes.isEmpty() && !ended) {
      int permits = Math.min(changes.size(), MOST_WAITING_CHANGES);
      room.acquireUninterruptibly(permits);
      queue.add(new Entry(index, logMillis, wallMillis, changes, permits));
      enqueuedIndex = index;
    }
  }

  /**
   * Completes with the heads after everything appended so far, once that is durable. To be called
   * by the thread that appends.
   */
  public CompletableFuture<List<AuditHead>> barrier() {
    CompletableFuture<List<AuditHead>> heads = new CompletableFuture<>();
    queue.add(new Barrier(heads));
    if (ended) {
      heads.completeExceptionally(new IOException("the audit trails are closed"));
    }
    return heads;
  }

  /** Reads the trails. */
  public AuditReader reader() {
    return new TrailReader(root, this);
  }

  @org.jspecify.annotations.Nullable
  AuditHead head(int event) {
    return writer.head(event);
  }

  /** Waits until everything appended before this call is in the files; false when it takes long. */
  boolean awaitWritten(long nanos) throws InterruptedException {
    long target = enqueuedIndex;
    long deadline = System.nanoTime() + nanos;
    synchronized (writtenLock) {
      while (writtenIndex < target) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || ended) {
          return false;
        }
        writtenLock.wait(Math.max(1, left / 1_000_000));
      }
    }
    return true;
  }

  private void run() {
    try {
      while (!ended) {
        switch (queue.take()) {
          case Entry entry -> write(entry);
          case Barrier barrier -> pass(barrier);
          case End end -> {
            writer.sync();
            writer.closeFiles();
            ended = true;
          }
        }
      }
    } catch (IOException e) {
      broken.accept(e);
    } catch (RuntimeException | Error e) {
      broken.accept(new IOException("an entry cannot be written: " + e, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      giveUp();
    }
  }

  private void pass(Barrier barrier) throws IOException {
    try {
      writer.sync();
      barrier.heads().complete(writer.heads());
    } catch (IOException | RuntimeException e) {
      barrier.heads().completeExceptionally(e);
      throw e;
    }
  }

  private void write(Entry entry) throws IOException {
    try {
      writer.append(entry.index(), entry.logMillis(), entry.wallMillis(), entry.changes());
    } finally {
      room.release(entry.permits());
    }
    synchronized (writtenLock) {
      writtenIndex = entry.index();
      writtenLock.notifyAll();
    }
  }

  /** Nobody may wait for this thread any more. */
  private void giveUp() {
    ended = true;
    Work left;
    while ((left = queue.poll()) != null) {
      switch (left) {
        case Entry entry -> room.release(entry.permits());
        case Barrier barrier ->
            barrier.heads().completeExceptionally(new IOException("the audit trails are closed"));
        case End end -> {}
      }
    }
    synchronized (writtenLock) {
      writtenLock.notifyAll();
    }
  }

  /** Writes what is left and closes the files. */
  @Override
  public void close() {
    queue.add(new End());
    boolean interrupted = false;
    try {
      thread.join(java.time.Duration.ofSeconds(30));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
