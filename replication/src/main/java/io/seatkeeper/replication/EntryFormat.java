package io.seatkeeper.replication;

import io.seatkeeper.core.codec.UnknownFormatException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The bytes of a log entry: the two times, then the commands of a batch.
 *
 * <pre>
 * format (1)              1 byte
 * log time, wall time     8 + 8 bytes
 * number of commands      4 bytes
 * commands: length, bytes 4 bytes + length
 * </pre>
 */
final class EntryFormat {
  static final int HEADER_BYTES = 21;
  static final int BYTES_PER_COMMAND = 4;

  private static final byte FORMAT = 1;

  private EntryFormat() {}

  static byte[] write(long logMillis, long wallMillis, List<byte[]> commands) {
    int size = HEADER_BYTES;
    for (byte[] command : commands) {
      size += BYTES_PER_COMMAND + command.length;
    }
    ByteBuffer entry = ByteBuffer.allocate(size);
    entry.put(FORMAT).putLong(logMillis).putLong(wallMillis).putInt(commands.size());
    for (byte[] command : commands) {
      entry.putInt(command.length).put(command);
    }
    return entry.array();
  }

  /** Reads an entry command by command. */
  static final class Reader {
    private final byte[] bytes;
    private final ByteBuffer entry;
    private final long logMillis;
    private final long wallMillis;
    private final int commands;
    private int offset;
    private int length;

    Reader(byte[] bytes) {
      this.bytes = bytes;
      this.entry = ByteBuffer.wrap(bytes);
      byte format = entry.get();
      if (format != FORMAT) {
        throw new UnknownFormatException(
            "log entries of format " + format + " are not known to this build");
      }
      this.logMillis = entry.getLong();
      this.wallMillis = entry.getLong();
      this.commands = entry.getInt();
    }

    long logMillis() {
      return logMillis;
    }

    long wallMillis() {
      return wallMillis;
    }

    int commands() {
      return commands;
    }

    /** Moves to the next command, the first one at first. */
    void next() {
      offset = entry.position() + length;
      entry.position(offset);
      length = entry.getInt();
      offset = entry.position();
    }

    byte[] bytes() {
      return bytes;
    }

    int offset() {
      return offset;
    }

    int length() {
      return length;
    }
  }
}
