package io.seatkeeper.replication.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.replication.AuditDamagedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A file of a trail: a header, then blocks, each sealed after the one before it.
 *
 * <pre>
 * "SKAUDIT1"                                   8 bytes
 * event, segment                               4 + 4 bytes
 * log index and event version before it        8 + 8 bytes
 * link of the block before the first           32 bytes
 * link over the header so far                  32 bytes
 * </pre>
 */
final class AuditSegment {
  static final int HEADER_BYTES = 96;

  /** The length of a file that counts as it is. */
  static final long WHOLE = -1;

  private static final byte[] MAGIC = "SKAUDIT1".getBytes(US_ASCII);
  private static final String SUFFIX = ".segment";

  private AuditSegment() {}

  /** The header's content. */
  record Header(int event, int segment, long indexBefore, long versionBefore, Chain previous) {
    ByteBuffer write() {
      ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES);
      bytes.put(MAGIC).putInt(event).putInt(segment).putLong(indexBefore).putLong(versionBefore);
      previous.write(bytes);
      Chain.START.next(bytes.duplicate().flip()).write(bytes);
      return bytes.flip();
    }
  }

  static Path directory(Path root, int event) {
    return root.resolve(Integer.toString(event));
  }

  static Path file(Path root, int event, int segment) {
    return directory(root, event).resolve("%08d%s".formatted(segment, SUFFIX));
  }

  /** The segment number of a file, or -1 when it is none. */
  static int numberOf(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.matches("\\d{8}\\" + SUFFIX)) {
      return -1;
    }
    return Integer.parseInt(name.substring(0, 8));
  }

  /** Reads and checks a segment's header. */
  static Header header(Path root, int event, int segment) throws IOException {
    Path file = file(root, event, segment);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return header(file, read(file, channel, HEADER_BYTES), event, segment);
    } catch (NoSuchFileException e) {
      throw new AuditDamagedException(file + " is missing." + remedy(root, event));
    }
  }

  private static Header header(Path file, ByteBuffer bytes, int event, int segment) {
    if (bytes.remaining() < HEADER_BYTES) {
      throw new AuditDamagedException(
          file + " is damaged at byte " + bytes.remaining() + ": it ends too early.");
    }
    byte[] magic = new byte[MAGIC.length];
    bytes.get(magic);
    Header header =
        new Header(
            bytes.getInt(), bytes.getInt(), bytes.getLong(), bytes.getLong(), Chain.read(bytes));
    Chain written = Chain.read(bytes);
    Chain expected =
        Chain.START.next(bytes.duplicate().position(0).limit(HEADER_BYTES - Chain.BYTES));
    if (!Arrays.equals(magic, MAGIC)
        || !written.equals(expected)
        || header.event() != event
        || header.segment() != segment) {
      throw new AuditDamagedException(
          file + " is damaged at byte 0: its header is not what was written.");
    }
    return header;
  }

  private static ByteBuffer read(Path file, FileChannel channel, long length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
    while (bytes.hasRemaining()) {
      if (channel.read(bytes) < 0) {
        throw new AuditDamagedException(
            file + " is damaged at byte " + bytes.position() + ": it ends too early.");
      }
    }
    return bytes.flip();
  }

  static String remedy(Path root, int event) {
    Path directory = directory(root, event);
    return " Restore it from a backup, or rename the directory "
        + directory
        + " to "
        + directory.getFileName()
        + ".damaged to go on with a new trail.";
  }

  /** Walks over a segment's blocks, verifying every link. */
  static final class Walk {
    private final Path file;
    private final Header header;
    private final ByteBuffer bytes;
    private Chain link;

    /**
     * @param length how many bytes of the file count, or {@link #WHOLE}
     */
    Walk(Path root, int event, int segment, long length) throws IOException {
      this.file = file(root, event, segment);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        this.bytes = AuditSegment.read(file, channel, length == WHOLE ? channel.size() : length);
      } catch (NoSuchFileException e) {
        throw new AuditDamagedException(file + " is missing." + remedy(root, event));
      }
      this.header = AuditSegment.header(file, bytes, event, segment);
      this.link = header.previous();
    }

    Header header() {
      return header;
    }

    /** The link of the block that was read last. */
    Chain link() {
      return link;
    }

    /** The next block, or null after the last one. */
    @Nullable AuditBlock next() {
      int start = bytes.position();
      if (!bytes.hasRemaining()) {
        return null;
      }
      int length = bytes.remaining() < 4 ? -1 : bytes.getInt(start);
      if (length < 0 || length > bytes.remaining() - 4 - Chain.BYTES) {
        throw damaged(start);
      }
      int end = start + 4 + length;
      Chain expected = link.next(bytes.duplicate().limit(end));
      Chain written = Chain.read(bytes.duplicate().position(end));
      if (!written.equals(expected)) {
        throw damaged(start);
      }
      AuditBlock block = AuditBlock.read(bytes.duplicate().position(start + 4).limit(end));
      bytes.position(end + Chain.BYTES);
      link = written;
      return block;
    }

    private AuditDamagedException damaged(int place) {
      return new AuditDamagedException(
          file + " is damaged at byte " + place + ": a block is not what was written.");
    }
  }
}
