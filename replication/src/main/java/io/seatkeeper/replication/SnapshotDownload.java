package io.seatkeeper.replication;

import io.seatkeeper.replication.peer.PeerChannels;
import io.seatkeeper.replication.peer.PeerMethod;
import io.seatkeeper.replication.peer.PeerReader;
import io.seatkeeper.replication.peer.PeerWriter;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.storage.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest snapshot of another node with its audit trails, to be fetched file by file, piece by
 * piece.
 *
 * @param snapshot the snapshot
 * @param file its file
 * @param trails the audit trails' files, by their paths below their root
 */
record SnapshotDownload(
    PeerChannels peers,
    String address,
    String group,
    SnapshotId snapshot,
    Item file,
    List<Item> trails) {
  /** What a piece is asked of by that is not an audit file's. */
  static final String SNAPSHOT = "snapshot";

  private static final Logger LOGGER = LoggerFactory.getLogger(SnapshotDownload.class);
  private static final String AUDIT = "audit";
  private static final long DEADLINE_MILLIS = 10_000;

  /** A file to fetch. */
  record Item(String path, long bytes) {}

  /** What the node at an address has of a group; null when it has no snapshot. */
  static @Nullable SnapshotDownload of(PeerChannels peers, String address, String group)
      throws IOException {
    PeerReader reader =
        new PeerReader(
            call(peers, address, PeerMethod.LIST_SNAPSHOT, new PeerWriter().text(group).toBytes()));
    String name = reader.text();
    if (name.isEmpty()) {
      return null;
    }
    SnapshotId snapshot =
        SnapshotId.ofFileName(name)
            .orElseThrow(() -> new IOException("'" + name + "' is no snapshot."));
    return new SnapshotDownload(
        peers,
        address,
        group,
        snapshot,
        new Item(name, reader.number()),
        reader.list(item -> new Item(item.text(), item.number())));
  }

  /** Fetches the snapshot's file. */
  void snapshotTo(Path target) throws IOException {
    LOGGER.info("Fetching {} of {} from {}", file.path(), group, address);
    copy(SNAPSHOT, file, target);
  }

  /** Fetches the audit trails into a directory, durably. */
  void auditTo(Path root) throws IOException {
    DurableFiles.createDirectories(root);
    for (Item trail : trails) {
      Path target = root.resolve(trail.path()).normalize();
      if (!target.startsWith(root)) {
        throw new IOException("'" + trail.path() + "' is no audit file.");
      }
      DurableFiles.createDirectories(Objects.requireNonNull(target.getParent()));
      copy(AUDIT, trail, target);
    }
    DurableFiles.syncDirectories(root);
  }

  private void copy(String kind, Item item, Path target) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      long position = 0;
      while (position < item.bytes()) {
        byte[] piece =
            call(
                peers,
                address,
                PeerMethod.FETCH,
                new PeerWriter()
                    .text(group)
                    .text(kind)
                    .text(item.path())
                    .number(position)
                    .toBytes());
        if (piece.length == 0) {
          throw new IOException(item.path() + " became shorter while it was fetched.");
        }
        DurableFiles.writeFully(channel, ByteBuffer.wrap(piece));
        position += piece.length;
      }
      channel.force(true);
    }
  }

  private static byte[] call(PeerChannels peers, String address, PeerMethod method, byte[] request)
      throws IOException {
    try {
      return peers.call(address, method, request, DEADLINE_MILLIS).join();
    } catch (CompletionException e) {
      throw new IOException(NodeHealth.rootMessage(e), e);
    }
  }
}
