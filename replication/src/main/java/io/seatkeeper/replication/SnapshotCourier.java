package io.seatkeeper.replication;

import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerReader;
import io.seatkeeper.replication.peer.PeerRefusedException;
import io.seatkeeper.replication.peer.PeerWriter;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.snapshot.SnapshotStore;
import io.seatkeeper.replication.storage.DurableFiles;
import io.seatkeeper.replication.storage.GroupDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hands a snapshot with its audit trails to other nodes, and takes theirs. */
final class SnapshotCourier {
  private static final int PIECE_BYTES = 1024 * 1024;

  private final GroupDirectory directory;
  private final SnapshotStore store;

  SnapshotCourier(GroupDirectory directory, SnapshotStore store) {
    this.directory = directory;
    this.store = store;
  }

  /** What makes up the newest snapshot here: its file, then the trails' files. */
  byte[] list() throws IOException {
    SnapshotId newest = store.newest();
    if (newest == null) {
      return new PeerWriter().text("").toBytes();
    }
    List<SnapshotDownload.Item> items = new ArrayList<>();
    Path audit = directory.audit();
    if (Files.isDirectory(audit)) {
      try (Stream<Path> files = Files.walk(audit)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          items.add(new SnapshotDownload.Item(audit.relativize(file).toString(), Files.size(file)));
        }
      }
    }
    return new PeerWriter()
        .text(newest.fileName())
        .number(Files.size(store.file(newest)))
        .list(items, (writer, item) -> writer.text(item.path()).number(item.bytes()))
        .toBytes();
  }

  /** A piece of a file here. */
  byte[] piece(byte[] request) throws IOException {
    PeerReader reader = new PeerReader(request);
    reader.text();
    boolean snapshot = reader.text().equals(SnapshotDownload.SNAPSHOT);
    String name = reader.text();
    long position = reader.number();
    Path root = snapshot ? directory.snapshots() : directory.audit();
    Path file = root.resolve(name).normalize();
    if (!file.startsWith(root) || !Files.isRegularFile(file)) {
      throw new PeerRefusedException("There is no file " + name + " any more.");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long left = Math.max(0, channel.size() - position);
      ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE_BYTES, left));
      while (piece.hasRemaining() && channel.read(piece, position + piece.position()) >= 0) {
        // Reads until the piece is whole.
      }
      return piece.array();
    }
  }

  /**
   * Fetches the newest snapshot of the node at an address, with its trails.
   *
   * @param isHere whether what a snapshot shows is here already
   * @return null when there is none that shows more; otherwise the snapshot: its file is at {@link
   *     SnapshotStore#incoming}, the trails at {@link GroupDirectory#incomingAudit}
   */
  @Nullable SnapshotId fetch(PeerChannels peers, String address, Predicate<SnapshotId> isHere)
      throws IOException {
    SnapshotDownload download = SnapshotDownload.of(peers, address, directory.group());
    if (download == null || isHere.test(download.snapshot())) {
      return null;
    }
    download.snapshotTo(store.incoming());
    Path audit = directory.incomingAudit(download.snapshot().index());
    DurableFiles.deleteTree(audit);
    Path aside = audit.resolveSibling(audit.getFileName() + ".tmp");
    DurableFiles.deleteTree(aside);
    download.auditTo(aside);
    DurableFiles.rename(aside, audit);
    return download.snapshot();
  }
}
