package io.seatkeeper.core.codec;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Deflated bytes, with what comes out bounded before anything is inflated. */
final class Deflate {
  /** No byte inflates to more than this. */
  private static final int HIGHEST_RATIO = 1032;

  private Deflate() {}

  /** The deflated bytes after {@code headerBytes} zeros. */
  static byte[] deflate(byte[] bytes, int headerBytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] deflated = new byte[headerBytes + 64 + bytes.length / 4];
      int end = headerBytes;
      while (!deflater.finished()) {
        if (end == deflated.length) {
          deflated = Arrays.copyOf(deflated, 2 * end);
        }
        end += deflater.deflate(deflated, end, deflated.length - end);
      }
      return Arrays.copyOf(deflated, end);
    } finally {
      deflater.end();
    }
  }

  /**
   * What the bytes from {@code offset} inflate to, which must be {@code length} bytes.
   *
   * @throws UnreadableException when they inflate to more or less, are damaged, or are followed by
   *     others
   */
  static byte[] inflate(byte[] bytes, int offset, int length) {
    int deflated = bytes.length - offset;
    if (length > (long) HIGHEST_RATIO * deflated) {
      throw new UnreadableException(
          deflated + " deflated bytes cannot be " + length + " bytes, as announced");
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, offset, deflated);
      byte[] inflated = new byte[length];
      int end = 0;
      byte[] spare = new byte[1];
      while (!inflater.finished()) {
        int read =
            end < length
                ? inflater.inflate(inflated, end, length - end)
                : inflater.inflate(spare, 0, 1);
        end += read;
        if (end > length || (read == 0 && inflater.needsInput() && !inflater.finished())) {
          break;
        }
        if (inflater.needsDictionary()) {
          throw new UnreadableException("deflated bytes need a dictionary");
        }
      }
      if (!inflater.finished() || end != length || inflater.getRemaining() != 0) {
        throw new UnreadableException("deflated bytes are not " + length + " bytes, as announced");
      }
      return inflated;
    } catch (DataFormatException e) {
      throw new UnreadableException("deflated bytes are damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
  }
}
