package io.seatkeeper.replication.audit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * How far an event's trail had come.
 *
 * @param event the event's number
 * @param segment the number of the trail's newest segment, from 1
 * @param length that segment's bytes
 * @param index the log index of the last block
 * @param version the event's version after its last change
 * @param chain the last block's link
 */
public record AuditHead(
    int event, int segment, long length, long index, long version, Chain chain) {
  private static final int BYTES = 32 + Chain.BYTES;
  private static final int HEADS_PER_FRAME = 8192;

  /** Turns heads into a snapshot's frames: first their number, then themselves. */
  public static List<byte[]> toFrames(List<AuditHead> heads) {
    List<byte[]> frames = new ArrayList<>();
    frames.add(ByteBuffer.allocate(4).putInt(heads.size()).array());
    for (int from = 0; from < heads.size(); from += HEADS_PER_FRAME) {
      List<AuditHead> part = heads.subList(from, Math.min(heads.size(), from + HEADS_PER_FRAME));
      ByteBuffer frame = ByteBuffer.allocate(part.size() * BYTES);
      part.forEach(head -> head.write(frame));
      frames.add(frame.array());
    }
    return frames;
  }

  /** How many frames follow the first one. */
  public static int framesAfter(byte[] first) {
    int heads = ByteBuffer.wrap(first).getInt();
    return (heads + HEADS_PER_FRAME - 1) / HEADS_PER_FRAME;
  }

  /** Adds the heads of one of those frames to a list. */
  public static void ofFrame(byte[] frame, List<AuditHead> heads) {
    ByteBuffer bytes = ByteBuffer.wrap(frame);
    while (bytes.hasRemaining()) {
      heads.add(
          new AuditHead(
              bytes.getInt(),
              bytes.getInt(),
              bytes.getLong(),
              bytes.getLong(),
              bytes.getLong(),
              Chain.read(bytes)));
    }
  }

  private void write(ByteBuffer to) {
    to.putInt(event).putInt(segment).putLong(length).putLong(index).putLong(version);
    chain.write(to);
  }
}
