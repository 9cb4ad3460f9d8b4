package io.seatkeeper.server.live;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * A long beginning, compressed once, to which a short end is added uncompressed for each answer
 * (RFC 1952 and 1951: any number of blocks make one stream).
 */
final class AgedGzip {
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int STORED_BLOCK_BYTES = 5;
  private static final int TRAILER_BYTES = 8;

  private final byte[] plain;
  private final byte[] compressed;

  /** Compresses the beginning, which must not change any more. */
  AgedGzip(byte[] plain) {
    this.plain = plain;
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(plain);
      byte[] out = new byte[Math.max(256, plain.length / 2)];
      int end = 0;
      int written;
      do {
        if (end == out.length) {
          out = Arrays.copyOf(out, 2 * end);
        }
        written = deflater.deflate(out, end, out.length - end, Deflater.SYNC_FLUSH);
        end += written;
      } while (end == out.length);
      this.compressed = Arrays.copyOf(out, end);
    } finally {
      deflater.end();
    }
  }

  /** The whole stream: the beginning, then {@code end}, of up to 65,535 bytes. */
  byte[] with(byte[] end) {
    CRC32 checksum = new CRC32();
    checksum.update(plain);
    checksum.update(end);
    ByteBuffer stream =
        ByteBuffer.allocate(
                HEADER.length + compressed.length + STORED_BLOCK_BYTES + end.length + TRAILER_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    stream.put(HEADER).put(compressed);
    byte lastAndStored = 1;
    stream.put(lastAndStored).putShort((short) end.length).putShort((short) ~end.length).put(end);
    stream.putInt((int) checksum.getValue()).putInt(plain.length + end.length);
    return stream.array();
  }
}
