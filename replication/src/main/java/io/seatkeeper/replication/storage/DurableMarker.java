package io.seatkeeper.replication.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * The file that says up to which index the log was durable: a log that ends before it has lost
 * something. Two slots are written in turn, so that a torn write leaves the other.
 */
public final class DurableMarker implements AutoCloseable {
  private static final long MAGIC = 0x534b4d41524b3031L;
  private static final int SLOT_BYTES = 28;
  private static final int SLOT_DISTANCE = 4096;

  private final FileChannel channel;
  private long sequence;
  private long index;

  private DurableMarker(FileChannel channel, long sequence, long index) {
    this.channel = channel;
    this.sequence = sequence;
    this.index = index;
  }

  /** Creates the file with an index in both slots, so that later writes need no more room. */
  static DurableMarker create(Path file, long index) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    DurableMarker marker = new DurableMarker(channel, 0, index);
    marker.rewrite();
    marker.rewrite();
    channel.force(true);
    return marker;
  }

  /**
   * Opens the file.
   *
   * @throws StorageException when it is not there or neither slot can be read
   */
  static DurableMarker open(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new StorageException(
          file
              + " is missing: nobody can tell whether the log beside it is whole. Restore the whole"
              + " data directory from a backup, or start with an empty one.");
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    long bestSequence = -1;
    long bestIndex = -1;
    for (int slot = 0; slot < 2; slot++) {
      ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
      channel.read(bytes, (long) slot * SLOT_DISTANCE);
      bytes.flip();
      if (bytes.limit() == SLOT_BYTES && bytes.getInt(24) == checksum(bytes.array())) {
        long slotSequence = bytes.getLong(8);
        if (bytes.getLong(0) == MAGIC && slotSequence > bestSequence) {
          bestSequence = slotSequence;
          bestIndex = bytes.getLong(16);
        }
      }
    }
    if (bestSequence < 0) {
      channel.close();
      throw new StorageException(
          file
              + " is damaged at byte 0: neither of its slots can be read. Restore the whole data"
              + " directory from a backup, or start with an empty one.");
    }
    return new DurableMarker(channel, bestSequence, bestIndex);
  }

  /** The index the log is known to have been durable up to. */
  public synchronized long index() {
    return index;
  }

  /** Raises the index, durably; nothing when it is not higher. */
  public synchronized void advance(long durableIndex) throws IOException {
    if (durableIndex <= index) {
      return;
    }
    index = durableIndex;
    rewrite();
    channel.force(false);
  }

  private void rewrite() throws IOException {
    sequence++;
    ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
    bytes.putLong(MAGIC).putLong(sequence).putLong(index);
    bytes.putInt(checksum(bytes.array())).flip();
    long position = (sequence & 1) * SLOT_DISTANCE;
    while (bytes.hasRemaining()) {
      position += channel.write(bytes, position);
    }
  }

  private static int checksum(byte[] slot) {
    CRC32C checksum = new CRC32C();
    checksum.update(slot, 0, 24);
    return (int) checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
