package io.seatkeeper.replication;

import io.seatkeeper.core.codec.UnknownFormatException;
import io.seatkeeper.core.codec.UnreadableException;
import io.seatkeeper.replication.snapshot.DamagedSnapshotException;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.snapshot.SnapshotStore;
import io.seatkeeper.replication.storage.GroupDirectory;
import io.seatkeeper.replication.storage.LogVerifier;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Compares what a data directory has with what it promised: log, snapshot and marker must fit
 * together before anything is loaded from them.
 */
final class StartCheck {
  private static final String REMEDY =
      " Restore the whole data directory from a backup, or start with an empty one (a new node).";

  private StartCheck() {}

  /**
   * Verifies the log and holds it against the marker and the newest snapshot. A log that was never
   * promised anything is verified too: a node may die before its first marker.
   *
   * @return the first index the log has
   * @throws StorageException naming what is missing
   */
  static long check(GroupDirectory directory, SnapshotStore store) throws IOException {
    Path logDirectory = directory.log();
    SnapshotId newest = store.newest();
    LogVerifier.VerifiedLog log = LogVerifier.verify(logDirectory);
    if (newest != null && log.last() < newest.index() && store.isAdopted(newest)) {
      // The node was behind the leader's log and died before its own went on after the snapshot.
      return log.first();
    }
    if (log.last() < directory.promisedIndex()) {
      throw new StorageException(
          "The log in "
              + logDirectory
              + " is older or shorter than its marker: "
              + log.end()
              + ", but entries up to "
              + directory.promisedIndex()
              + " were safely written."
              + REMEDY);
    }
    long covered = newest == null ? -1 : newest.index();
    if (log.first() > covered + 1) {
      throw new StorageException(
          "The log in "
              + logDirectory
              + " begins at index "
              + log.first()
              + ", but "
              + (newest == null ? "there is no snapshot" : "the newest snapshot ends at " + covered)
              + " in "
              + directory.snapshots()
              + ": what lies between is gone."
              + REMEDY);
    }
    if (log.last() < covered) {
      throw new StorageException(
          "The log in "
              + logDirectory
              + " is older than the newest snapshot, which ends at index "
              + covered
              + ": "
              + log.end()
              + "."
              + REMEDY);
    }
    if (log.tornTail() != null) {
      log.tornTail().cut();
    }
    LogVerifier.makeDurable(logDirectory);
    return log.first();
  }

  /**
   * Loads a snapshot.
   *
   * @throws StorageException naming the file, the place, and what the operator can do
   */
  static SnapshotContents.Restored load(
      SnapshotStore store, SnapshotContents contents, SnapshotId snapshot, long logStart)
      throws IOException {
    try {
      return contents.read(store, snapshot);
    } catch (DamagedSnapshotException e) {
      throw new StorageException(e.getMessage() + " " + store.remedy(snapshot, logStart), e);
    } catch (UnknownFormatException e) {
      throw new StorageException(
          store.file(snapshot)
              + " was written by a newer build: "
              + e.getMessage()
              + ". Start the build that wrote it.",
          e);
    } catch (UnreadableException e) {
      throw new StorageException(
          store.file(snapshot)
              + " cannot be restored: "
              + e.getMessage()
              + ". "
              + store.remedy(snapshot, logStart),
          e);
    }
  }
}
