package io.seatkeeper.replication;

import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerMethod;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.replication.peer.PeerWriter;
import io.seatkeeper.replication.snapshot.SnapshotFile;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.snapshot.SnapshotStore;
import io.seatkeeper.replication.storage.DataDirectory;
import io.seatkeeper.replication.storage.DurableFiles;
import io.seatkeeper.replication.storage.GroupDirectory;
import io.seatkeeper.replication.storage.NodeIdentity;
import io.seatkeeper.replication.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Copies a cluster while it sells, and begins another one with such a copy.
 *
 * <p>A backup has a snapshot of each log, taken for it, with the audit trails. Each shows its shard
 * as it was at one entry. The catalogue's comes last, so that it has a place for every event that
 * the others have; a backup beside which a placement group moved is refused, because the group
 * could be in two shards of it, or in none.
 */
final class ClusterBackup {
  private static final long SNAPSHOT_MILLIS = 70_000;

  /** The epoch of a group that was placed while the backup was made. */
  private static final long NEVER_MOVED = 1;

  private static final String SNAPSHOT = "snapshot";
  private static final String AUDIT = "audit";

  private ClusterBackup() {}

  /**
   * Copies a cluster.
   *
   * @param nodes what its nodes say of themselves
   * @param placements asks the catalogue's leader which group is where
   * @param target an empty directory, or none yet
   * @throws PeerRefusedException when a group moves; the directory then has no manifest
   */
  static BackupManifest copy(
      PeerChannels peers, List<Hello> nodes, Supplier<List<PlacementView>> placements, Path target)
      throws IOException {
    if (!DurableFiles.isMissingOrEmpty(target)) {
      throw new StorageException(target + " is not empty. Choose another directory.");
    }
    List<PlacementView> before = placements.get();
    refuseMoves(before, before);
    DurableFiles.createDirectories(target);
    Hello first = nodes.getFirst();
    Map<String, SnapshotId> snapshots = new TreeMap<>();
    for (Hello.Log log : first.groups().reversed()) {
      snapshots.put(log.group(), copy(peers, leaderOf(nodes, log.group()), log.group(), target));
    }
    refuseMoves(before, placements.get());
    return BackupManifest.write(
        target, first.cluster(), first.incarnation(), first.shards(), snapshots);
  }

  /** A move that was begun and given up meanwhile counts too: a shard may show it frozen. */
  private static void refuseMoves(List<PlacementView> before, List<PlacementView> after) {
    Map<String, Long> epochs = new TreeMap<>();
    before.forEach(each -> epochs.put(each.group(), each.lastEpoch()));
    for (PlacementView each : after) {
      if (each.movingTo() != null
          || each.lastEpoch() != epochs.getOrDefault(each.group(), NEVER_MOVED)) {
        throw new PeerRefusedException(
            "Group "
                + each.group()
                + " moves. The backup was not finished; try again when it is there.");
      }
    }
  }

  private static String leaderOf(List<Hello> nodes, String group) {
    for (Hello node : nodes) {
      for (Hello.Log log : node.groups()) {
        if (log.group().equals(group) && log.leads()) {
          return node.address();
        }
      }
    }
    throw new PeerRefusedException(
        "Nobody leads " + group + " now. Nothing can be backed up; try again.");
  }

  private static SnapshotId copy(PeerChannels peers, String leader, String group, Path target)
      throws IOException {
    try {
      peers
          .call(
              leader, PeerMethod.SNAPSHOT, new PeerWriter().text(group).toBytes(), SNAPSHOT_MILLIS)
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException refused ? refused : e;
    }
    SnapshotDownload download = SnapshotDownload.of(peers, leader, group);
    if (download == null) {
      throw new IOException("The leader of " + group + " lost its snapshot. Try again.");
    }
    Path place = BackupManifest.place(target, group);
    DurableFiles.createDirectories(place);
    download.snapshotTo(place.resolve(SNAPSHOT));
    download.auditTo(place.resolve(AUDIT));
    return download.snapshot();
  }

  /**
   * Makes the empty data directory the first node's of a new cluster that goes on from a backup.
   *
   * @throws StorageException when the backup is not whole, or the directory is not empty
   */
  static NodeIdentity restore(Path backup, Path dataDirectory) throws IOException {
    BackupManifest manifest = BackupManifest.verified(backup);
    NodeIdentity identity = NodeIdentity.restored(manifest.shards());
    for (String group : identity.groups()) {
      if (!manifest.snapshots().containsKey(group)) {
        throw new StorageException(backup + " has nothing of the log " + group + ".");
      }
    }
    DataDirectory.found(
        dataDirectory,
        identity,
        directory -> {
          for (String group : identity.groups()) {
            fill(BackupManifest.place(backup, group), manifest, directory.group(group), identity);
          }
        });
    return identity;
  }

  private static void fill(
      Path from, BackupManifest manifest, GroupDirectory directory, NodeIdentity identity)
      throws IOException {
    SnapshotStore store = SnapshotStore.open(directory.snapshots());
    SnapshotId backedUp = manifest.snapshots().get(directory.group());
    if (backedUp == null) {
      throw new StorageException("nothing of " + directory.group());
    }
    // The new log's terms begin anew, below none of its own.
    SnapshotId snapshot = new SnapshotId(0, backedUp.index());
    try (SnapshotFile.Reader reader = new SnapshotFile.Reader(from.resolve(SNAPSHOT))) {
      byte[] head = reader.next();
      if (head == null || ByteBuffer.wrap(head).getLong() != manifest.incarnation()) {
        throw new StorageException(
            from + " is of another history than its manifest: the backup is mixed.");
      }
      store.write(
          snapshot,
          sink -> {
            sink.frame(SnapshotContents.head(identity.incarnation(), snapshot));
            for (byte[] frame = reader.next(); frame != null; frame = reader.next()) {
              sink.frame(frame);
            }
          });
    }
    store.adopt(snapshot, store.file(snapshot));
    copyTree(from.resolve(AUDIT), directory.audit());
  }

  private static void copyTree(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      return;
    }
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            DurableFiles.createDirectories(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path copy = to.resolve(from.relativize(file).toString());
            Files.copy(file, copy);
            DurableFiles.syncFile(copy);
            return FileVisitResult.CONTINUE;
          }
        });
    DurableFiles.syncDirectories(to);
  }
}
