package io.seatkeeper.replication;

import io.seatkeeper.replication.audit.AuditHead;
import io.seatkeeper.replication.snapshot.DamagedSnapshotException;
import io.seatkeeper.replication.snapshot.SnapshotFile;
import io.seatkeeper.replication.snapshot.SnapshotId;
import io.seatkeeper.replication.snapshot.SnapshotStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a snapshot file contains: a head that names the log entry it was taken after, how far the
 * audit trails had come, then the state's frames.
 */
final class SnapshotContents {
  private static final int HEAD_BYTES = 24;

  private final long incarnation;
  private final ReplicatedState.Factory states;

  /** A snapshot that was read. */
  record Restored(SnapshotId after, ReplicatedState state, List<AuditHead> auditHeads) {}

  SnapshotContents(long incarnation, ReplicatedState.Factory states) {
    this.incarnation = incarnation;
    this.states = states;
  }

  /** What a node starts with that has no snapshot. */
  Restored nothing() {
    return new Restored(new SnapshotId(0, -1), states.empty(), List.of());
  }

  /** The first frame of a snapshot. */
  static byte[] head(long incarnation, SnapshotId after) {
    return ByteBuffer.allocate(HEAD_BYTES)
        .putLong(incarnation)
        .putLong(after.term())
        .putLong(after.index())
        .array();
  }

  void write(SnapshotStore store, AppliedShard.Image image, List<AuditHead> auditHeads)
      throws IOException {
    store.write(
        image.after(),
        sink -> {
          sink.frame(head(incarnation, image.after()));
          for (byte[] frame : AuditHead.toFrames(auditHeads)) {
            sink.frame(frame);
          }
          image.content().writeTo(sink);
        });
  }

  /**
   * Reads the state a snapshot was taken of.
   *
   * @throws DamagedSnapshotException when the file is not what was written, or is another node's
   */
  Restored read(SnapshotStore store, SnapshotId snapshot) throws IOException {
    return read(store.file(snapshot), snapshot);
  }

  /**
   * Reads a file to its end to see that it is what was written.
   *
   * @throws DamagedSnapshotException when it is not
   */
  void verify(Path file, SnapshotId snapshot) throws IOException {
    read(file, snapshot);
  }

  private Restored read(Path file, SnapshotId snapshot) throws IOException {
    try (SnapshotFile.Reader reader = new SnapshotFile.Reader(file)) {
      ByteBuffer head = ByteBuffer.wrap(next(reader, file));
      long writtenIncarnation = head.getLong();
      SnapshotId written = new SnapshotId(head.getLong(), head.getLong());
      if (writtenIncarnation != incarnation || !written.equals(snapshot)) {
        throw new DamagedSnapshotException(
            file + " was written as another snapshot: " + written + ".");
      }
      List<AuditHead> auditHeads = new ArrayList<>();
      byte[] first = next(reader, file);
      for (int frame = AuditHead.framesAfter(first); frame > 0; frame--) {
        AuditHead.ofFrame(next(reader, file), auditHeads);
      }
      ReplicatedState state = states.restore(reader::next);
      if (reader.next() != null) {
        throw new DamagedSnapshotException(file + " has more in it than a state.");
      }
      return new Restored(snapshot, state, auditHeads);
    }
  }

  private static byte[] next(SnapshotFile.Reader reader, Path file) throws IOException {
    byte[] frame = reader.next();
    if (frame == null) {
      throw new DamagedSnapshotException(file + " has too little in it for a snapshot.");
    }
    return frame;
  }
}
