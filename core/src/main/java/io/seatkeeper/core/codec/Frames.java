package io.seatkeeper.core.codec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A stream of bytes cut into frames: a format byte, the frame's number from 0 in four bytes, the
 * bytes, and a CRC32C of all that in four bytes; the highest byte of numbers first.
 */
final class Frames {
  static final int LARGEST_BYTES = 1 << 20;

  private static final int FORMAT = 1;
  private static final int HEAD_BYTES = 5;
  private static final int CHECK_BYTES = 4;

  private Frames() {}

  private static int check(byte[] frame) {
    CRC32C check = new CRC32C();
    check.update(frame, 0, frame.length - CHECK_BYTES);
    return (int) check.getValue();
  }

  /** Cuts what is written into frames; closing it passes the last one on. */
  static final class Output extends OutputStream {
    private final FrameSink sink;
    private final byte[] content = new byte[LARGEST_BYTES - HEAD_BYTES - CHECK_BYTES];
    private int used;
    private int number;

    Output(FrameSink sink) {
      this.sink = sink;
    }

    @Override
    public void write(int oneByte) throws IOException {
      if (used == content.length) {
        pass();
      }
      content[used++] = (byte) oneByte;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int from = offset;
      int left = length;
      while (left > 0) {
        if (used == content.length) {
          pass();
        }
        int fits = Math.min(left, content.length - used);
        System.arraycopy(bytes, from, content, used, fits);
        used += fits;
        from += fits;
        left -= fits;
      }
    }

    @Override
    public void close() throws IOException {
      if (used > 0) {
        pass();
      }
    }

    private void pass() throws IOException {
      byte[] frame = new byte[HEAD_BYTES + used + CHECK_BYTES];
      ByteBuffer.wrap(frame).put((byte) FORMAT).putInt(number++).put(content, 0, used);
      ByteBuffer.wrap(frame).putInt(frame.length - CHECK_BYTES, check(frame));
      used = 0;
      sink.frame(frame);
    }
  }

  /** Joins frames again; ends where the source does. */
  static final class Input extends InputStream {
    private final FrameSource source;
    private byte[] frame = {};
    private int position;
    private int end;
    private int number;

    Input(FrameSource source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      return position < end || next() ? frame[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (position == end && !next()) {
        return -1;
      }
      int fits = Math.min(length, end - position);
      System.arraycopy(frame, position, bytes, offset, fits);
      position += fits;
      return fits;
    }

    /** Whether every byte of the current frame has been read. */
    boolean isAtFrameEnd() {
      return position == end;
    }

    private boolean next() throws IOException {
      byte[] read = source.next();
      if (read == null) {
        return false;
      }
      String name = "frame " + number + " of the snapshot";
      if (read.length <= HEAD_BYTES + CHECK_BYTES || read.length > LARGEST_BYTES) {
        throw new UnreadableException(name + " cannot have " + read.length + " bytes");
      }
      if (read[0] != FORMAT) {
        throw new UnknownFormatException(
            name + " is in format " + read[0] + ", but this build reads format " + FORMAT);
      }
      ByteBuffer fields = ByteBuffer.wrap(read);
      if (fields.getInt(read.length - CHECK_BYTES) != check(read)) {
        throw new UnreadableException(name + " is damaged: its check sum does not fit");
      }
      int found = fields.getInt(1);
      if (found != number) {
        throw new UnreadableException(name + " is missing: frame " + found + " came instead");
      }
      number++;
      frame = read;
      position = HEAD_BYTES;
      end = read.length - CHECK_BYTES;
      return true;
    }
  }
}
