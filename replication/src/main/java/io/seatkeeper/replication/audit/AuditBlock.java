package io.seatkeeper.replication.audit;

import io.seatkeeper.core.codec.ChangeCodec;
import io.seatkeeper.core.outcome.Change;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What one log entry did to one event.
 *
 * <pre>
 * length of what follows, without the link   4 bytes
 * log index, log time, wall time             8 + 8 + 8 bytes
 * version before the first change            8 bytes
 * number of changes                          4 bytes
 * changes: length, bytes                     4 bytes + length
 * link                                       32 bytes
 * </pre>
 */
record AuditBlock(
    long index, long logMillis, long wallMillis, long versionBefore, List<Change> changes) {
  private static final int FIXED_BYTES = 36;

  /** The block's bytes, sealed after {@code previous}. */
  Sealed seal(Chain previous) {
    List<byte[]> encoded = new ArrayList<>(changes.size());
    int length = FIXED_BYTES;
    for (Change change : changes) {
      byte[] bytes = ChangeCodec.encode(change);
      encoded.add(bytes);
      length += 4 + bytes.length;
    }
    ByteBuffer block = ByteBuffer.allocate(4 + length + Chain.BYTES);
    block.putInt(length);
    block.putLong(index).putLong(logMillis).putLong(wallMillis).putLong(versionBefore);
    block.putInt(changes.size());
    for (byte[] bytes : encoded) {
      block.putInt(bytes.length).put(bytes);
    }
    Chain link = previous.next(block.duplicate().flip());
    link.write(block);
    return new Sealed(block.flip(), link, lastVersion());
  }

  /** The event's version after the last change. */
  long lastVersion() {
    return changes.isEmpty() ? versionBefore : changes.getLast().eventVersion();
  }

  /** A block ready to be written. */
  record Sealed(ByteBuffer bytes, Chain link, long lastVersion) {}

  /** Reads what follows the length, without the link. */
  static AuditBlock read(ByteBuffer body) {
    long index = body.getLong();
    long logMillis = body.getLong();
    long wallMillis = body.getLong();
    long versionBefore = body.getLong();
    int count = body.getInt();
    List<Change> changes = new ArrayList<>(count);
    for (int change = 0; change < count; change++) {
      int length = body.getInt();
      changes.add(ChangeCodec.decode(body.array(), body.arrayOffset() + body.position(), length));
      body.position(body.position() + length);
    }
    return new AuditBlock(index, logMillis, wallMillis, versionBefore, changes);
  }
}
