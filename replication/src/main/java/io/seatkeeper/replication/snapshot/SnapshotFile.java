package io.seatkeeper.replication.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.replication.storage.DurableFiles;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The file format of a snapshot.
 *
 * <pre>
 * "SKSNAP01"                              8 bytes
 * frames: length, CRC32C of the bytes     4 + 4 bytes
 *         bytes
 * -1                                      4 bytes
 * SHA-256 of everything before            32 bytes
 * </pre>
 */
public final class SnapshotFile {
  /** The longest frame. */
  public static final int LARGEST_FRAME_BYTES = 4 * 1024 * 1024;

  private static final byte[] MAGIC = "SKSNAP01".getBytes(US_ASCII);
  private static final int DIGEST_BYTES = 32;
  private static final int BUFFER_BYTES = 256 * 1024;

  private SnapshotFile() {}

  /** Writes a file that is durable, but for its name, when this returns. */
  static void write(Path file, FrameWriter content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      Writer writer = new Writer(channel);
      writer.put(ByteBuffer.wrap(MAGIC));
      content.writeTo(writer);
      writer.finish();
      channel.force(true);
    }
  }

  private static final class Writer implements FrameWriter.Sink {
    private final FileChannel channel;
    private final MessageDigest digest = sha256();
    private final ByteBuffer head = ByteBuffer.allocate(8);

    Writer(FileChannel channel) {
      this.channel = channel;
    }

    @Override
    public void frame(byte[] bytes) throws IOException {
      if (bytes.length > LARGEST_FRAME_BYTES) {
        throw new IllegalArgumentException("a frame of " + bytes.length + " bytes");
      }
      head.clear().putInt(bytes.length).putInt(crc(bytes, bytes.length)).flip();
      put(head);
      put(ByteBuffer.wrap(bytes));
    }

    void put(ByteBuffer bytes) throws IOException {
      digest.update(bytes.duplicate());
      DurableFiles.writeFully(channel, bytes);
    }

    void finish() throws IOException {
      head.clear().putInt(-1).flip();
      put(head);
      DurableFiles.writeFully(channel, ByteBuffer.wrap(digest.digest()));
    }
  }

  /** Reads a file's frames in order, refusing the first byte that is not what was written. */
  public static final class Reader implements Closeable {
    private final Path file;
    private final DataInputStream in;
    private final MessageDigest digest = sha256();
    private long position;
    private boolean ended;

    /** Opens a file and checks how it begins. */
    public Reader(Path file) throws IOException {
      this.file = file;
      this.in =
          new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
      try {
        if (!MessageDigest.isEqual(MAGIC, take(MAGIC.length))) {
          throw damaged(0, "it does not begin like a snapshot");
        }
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    }

    /** The next frame, or null after the last one, when the whole file has been verified. */
    public byte @Nullable [] next() throws IOException {
      if (ended) {
        return null;
      }
      long start = position;
      int length = ByteBuffer.wrap(take(4)).getInt();
      if (length == -1) {
        finish();
        return null;
      }
      if (length < 0 || length > LARGEST_FRAME_BYTES) {
        throw damaged(start, "a frame cannot have " + length + " bytes");
      }
      int crc = ByteBuffer.wrap(take(4)).getInt();
      byte[] bytes = take(length);
      if (crc(bytes, length) != crc) {
        throw damaged(start, "a frame's check sum does not fit");
      }
      return bytes;
    }

    private void finish() throws IOException {
      ended = true;
      byte[] expected = digest.digest();
      if (!MessageDigest.isEqual(expected, take(DIGEST_BYTES))) {
        throw damaged(position - DIGEST_BYTES, "its SHA-256 does not fit");
      }
      if (in.read() >= 0) {
        throw damaged(position, "bytes follow its end");
      }
    }

    private byte[] take(int length) throws IOException {
      byte[] bytes = new byte[length];
      try {
        in.readFully(bytes);
      } catch (EOFException e) {
        throw damaged(Files.size(file), "it ends too early");
      }
      digest.update(bytes);
      position += length;
      return bytes;
    }

    private DamagedSnapshotException damaged(long place, String what) {
      return new DamagedSnapshotException(
          file + " is damaged at byte " + place + ": " + what + ".");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private static int crc(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
