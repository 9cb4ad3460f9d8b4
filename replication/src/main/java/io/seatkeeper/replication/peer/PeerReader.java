package io.seatkeeper.replication.peer;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a message between nodes. Every method throws {@link PeerRefusedException} when the message
 * is not what was written.
 */
public final class PeerReader {
  private final ByteBuffer in;

  /** A reader from the first field. */
  public PeerReader(byte[] message) {
    this.in = ByteBuffer.wrap(message);
  }

  /** The next number. */
  public long number() {
    return guarded(buffer -> buffer.getLong());
  }

  /** The next yes or no. */
  public boolean yes() {
    return guarded(buffer -> buffer.get() != 0);
  }

  /** The next text. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }

  /** The next bytes. */
  public byte[] bytes() {
    int length = length();
    return guarded(
        buffer -> {
          byte[] bytes = new byte[length];
          buffer.get(bytes);
          return bytes;
        });
  }

  /** The next list. */
  public <T> List<T> list(Function<PeerReader, T> one) {
    int length = length();
    List<T> values = new ArrayList<>(length);
    for (int at = 0; at < length; at++) {
      values.add(one.apply(this));
    }
    return values;
  }

  private int length() {
    int length = guarded(buffer -> buffer.getInt());
    if (length < 0 || length > in.remaining()) {
      throw unreadable();
    }
    return length;
  }

  private <T> T guarded(Function<ByteBuffer, T> step) {
    try {
      return step.apply(in);
    } catch (BufferUnderflowException e) {
      throw unreadable();
    }
  }

  private static PeerRefusedException unreadable() {
    return new PeerRefusedException(
        "The message cannot be read: the nodes run builds that do not fit together.");
  }
}
