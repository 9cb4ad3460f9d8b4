package io.seatkeeper.replication.snapshot;

import io.seatkeeper.replication.storage.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A shard's snapshots on disk. The newest two are kept, each with the log after it, so that a
 * damaged one can be put aside by the operator without losing anything.
 */
public final class SnapshotStore {
  private static final int KEPT = 2;
  private static final String ADOPTED = "adopted";

  private final Path directory;
  private volatile List<SnapshotId> kept;

  private SnapshotStore(Path directory, List<SnapshotId> kept) {
    this.directory = directory;
    this.kept = kept;
  }

  /** Opens the directory and removes what an interrupted write left. */
  public static SnapshotStore open(Path directory) throws IOException {
    DurableFiles.createDirectories(directory);
    List<SnapshotId> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(".tmp")) {
          Files.delete(file);
        } else {
          SnapshotId.ofFileName(name).ifPresent(found::add);
        }
      }
    }
    // A process may have been killed between a rename and its sync, and the log is purged by these.
    DurableFiles.syncDirectory(directory);
    found.sort(Comparator.comparingLong(SnapshotId::index));
    return new SnapshotStore(directory, List.copyOf(found));
  }

  /** The newest snapshot, or null. */
  public @Nullable SnapshotId newest() {
    List<SnapshotId> snapshots = kept;
    return snapshots.isEmpty() ? null : snapshots.getLast();
  }

  /** The log up to here is no longer needed by any kept snapshot; -1 before there are two. */
  public long purgeableIndex() {
    List<SnapshotId> snapshots = kept;
    return snapshots.size() < KEPT ? -1 : snapshots.get(snapshots.size() - KEPT).index();
  }

  /** Where a snapshot is. */
  public Path file(SnapshotId snapshot) {
    return directory.resolve(snapshot.fileName());
  }

  /**
   * Opens a snapshot.
   *
   * @throws DamagedSnapshotException when it is damaged; so does the reader, later
   */
  public SnapshotFile.Reader read(SnapshotId snapshot) throws IOException {
    return new SnapshotFile.Reader(file(snapshot));
  }

  /** Writes a snapshot; when this returns it is durable under its name. */
  public synchronized void write(SnapshotId snapshot, FrameWriter content) throws IOException {
    Path target = file(snapshot);
    Path aside = target.resolveSibling(target.getFileName() + ".tmp");
    SnapshotFile.write(aside, content);
    DurableFiles.rename(aside, target);
    List<SnapshotId> snapshots = new ArrayList<>(kept);
    snapshots.remove(snapshot);
    snapshots.add(snapshot);
    while (snapshots.size() > KEPT) {
      Files.deleteIfExists(file(snapshots.removeFirst()));
    }
    kept = List.copyOf(snapshots);
  }

  /**
   * Takes a snapshot that was fetched from another node and makes it the newest. Until the log goes
   * on after it, the log ends before it, which {@link #isAdopted} excuses.
   *
   * @param fetched where its bytes are; moved
   */
  public synchronized void adopt(SnapshotId snapshot, Path fetched) throws IOException {
    DurableFiles.syncFile(fetched);
    DurableFiles.replace(
        directory.resolve(ADOPTED), snapshot.fileName().getBytes(StandardCharsets.UTF_8));
    if (!fetched.equals(file(snapshot))) {
      DurableFiles.rename(fetched, file(snapshot));
    }
    for (SnapshotId older : kept) {
      if (!older.equals(snapshot)) {
        Files.deleteIfExists(file(older));
      }
    }
    kept = List.of(snapshot);
  }

  /** Where a snapshot is put together that is fetched from another node. */
  public Path incoming() {
    return directory.resolve("incoming.tmp");
  }

  /** Whether a snapshot came from another node. */
  public boolean isAdopted(SnapshotId snapshot) throws IOException {
    Path adopted = directory.resolve(ADOPTED);
    return Files.exists(adopted)
        && Files.readString(adopted, StandardCharsets.UTF_8).equals(snapshot.fileName());
  }

  /**
   * What an operator can do about a damaged snapshot.
   *
   * @param logStart the first index that the log still has
   */
  public String remedy(SnapshotId damaged, long logStart) {
    SnapshotId older =
        kept.stream()
            .filter(snapshot -> snapshot.index() < damaged.index())
            .reduce((first, second) -> second)
            .orElse(null);
    if (older != null && logStart <= older.index() + 1) {
      return "Move it away to start from "
          + older.fileName()
          + " and the log after it; nothing is lost.";
    }
    if (older == null && logStart == 0) {
      return "Move it away to start from the log alone; nothing is lost.";
    }
    return "Restore the whole data directory from a backup, or start with an empty one.";
  }
}
