package io.seatkeeper.replication;

import io.seatkeeper.replication.AppliedShard.Image;
import io.seatkeeper.replication.NodeConfig.Upkeep;
import io.seatkeeper.replication.audit.AuditHead;
import io.seatkeeper.replication.audit.AuditTrails;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a snapshot is taken, has it written aside, and says how much of the log it makes
 * superfluous.
 */
final class SnapshotKeeper implements AutoCloseable {
  private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotKeeper.class);

  private static final long LONGEST_SYNC_SECONDS = 60;

  private final SnapshotStore store;
  private final SnapshotContents contents;
  private final Upkeep upkeep;
  private final Supplier<AuditTrails> audit;
  private final NodeHealth health;
  private volatile @Nullable SnapshotId loaded;
  private volatile @Nullable Thread writer;
  private volatile boolean requested;
  private long capturedIndex;
  private long bytesSinceCapture;
  private long purgedIndex;

  SnapshotKeeper(
      SnapshotStore store,
      SnapshotContents contents,
      Supplier<AuditTrails> audit,
      Upkeep upkeep,
      NodeHealth health,
      @Nullable SnapshotId loaded) {
    this.store = store;
    this.contents = contents;
    this.audit = audit;
    this.upkeep = upkeep;
    this.health = health;
    this.loaded = loaded;
    this.capturedIndex = loaded == null ? 0 : loaded.index();
    this.purgedIndex = loaded == null ? -1 : loaded.index() - 1;
  }

  SnapshotStore store() {
    return store;
  }

  /** The snapshot the state began with, or null. */
  @Nullable SnapshotId loaded() {
    return loaded;
  }

  /** Has a snapshot taken after the next entry. */
  void request() {
    requested = true;
  }

  /** An entry of that many bytes was applied. */
  void logged(int bytes) {
    bytesSinceCapture += bytes;
  }

  /**
   * Takes an image when it is time, on the thread that applies.
   *
   * @return the index up to which the log may be purged now; -1 for nothing new
   */
  long consider(AppliedShard applied) {
    boolean due =
        requested
            || applied.index() - capturedIndex >= upkeep.snapshotEntries()
            || bytesSinceCapture >= upkeep.snapshotBytes();
    Thread writing = writer;
    if (due && (writing == null || !writing.isAlive()) && !health.isBroken()) {
      Image image = applied.capture();
      requested = false;
      capturedIndex = image.after().index();
      bytesSinceCapture = 0;
      CompletableFuture<List<AuditHead>> heads = audit.get().barrier();
      writer =
          Thread.ofPlatform().name("snapshot-writer").daemon().start(() -> write(image, heads));
    }
    long purgeable = store.purgeableIndex();
    if (purgeable <= purgedIndex) {
      return ShardStateMachine.nothingToPurge();
    }
    purgedIndex = purgeable;
    return purgeable;
  }

  /** Replaces the state by the newest snapshot's; null when there is none. */
  SnapshotContents.@Nullable Restored reload(AppliedShard applied) throws IOException {
    Thread writing = writer;
    if (writing != null) {
      Threads.join(writing);
    }
    SnapshotId newest = store.newest();
    if (newest == null) {
      return null;
    }
    SnapshotContents.Restored restored = contents.read(store, newest);
    applied.replace(restored.state(), newest);
    loaded = newest;
    capturedIndex = newest.index();
    bytesSinceCapture = 0;
    purgedIndex = newest.index() - 1;
    return restored;
  }

  /** Verifies a snapshot that was fetched from another node, and makes it the newest. */
  void adopt(SnapshotId snapshot, Path fetched) throws IOException {
    contents.verify(fetched, snapshot);
    Thread writing = writer;
    if (writing != null) {
      Threads.join(writing);
    }
    store.adopt(snapshot, fetched);
  }

  /** Writes a snapshot of the state as it is now, unless the newest one is of it already. */
  void writeNow(AppliedShard applied) {
    Thread writing = writer;
    if (writing != null) {
      Threads.join(writing);
    }
    Image image = applied.capture();
    SnapshotId newest = store.newest();
    if (newest == null || image.after().index() > newest.index()) {
      write(image, audit.get().barrier());
    }
  }

  private void write(Image image, CompletableFuture<List<AuditHead>> auditHeads) {
    long started = System.nanoTime();
    Path file = store.file(image.after());
    try {
      contents.write(store, image, auditHeads.get(LONGEST_SYNC_SECONDS, TimeUnit.SECONDS));
      LOGGER.info("Snapshot {} written in {} ms", file, (System.nanoTime() - started) / 1_000_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
      health.breaks(
          "The snapshot "
              + file
              + " cannot be written: "
              + NodeHealth.rootMessage(e)
              + ". Make room on the disk or replace it, then start again: everything acknowledged"
              + " is in the log.",
          e);
    }
  }

  /** Waits for a snapshot that is being written. */
  @Override
  public void close() {
    Thread writing = writer;
    if (writing != null) {
      Threads.join(writing);
    }
  }
}
