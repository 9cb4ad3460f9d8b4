package io.seatkeeper.replication.peer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.function.BiConsumer;

/** Writes a message between nodes, field by field; {@link PeerReader} reads it the same way. */
public final class PeerWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
  private final DataOutputStream out = new DataOutputStream(bytes);

  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  /** Adds a number. */
  public PeerWriter number(long value) {
    return step(() -> out.writeLong(value));
  }

  /** Adds yes or no. */
  public PeerWriter yes(boolean value) {
    return step(() -> out.writeBoolean(value));
  }

  /** Adds a text. */
  public PeerWriter text(String value) {
    return bytes(value.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds bytes with their length. */
  public PeerWriter bytes(byte[] value) {
    return step(
        () -> {
          out.writeInt(value.length);
          out.write(value);
        });
  }

  /** Adds a list with its length. */
  public <T> PeerWriter list(Collection<T> values, BiConsumer<PeerWriter, T> one) {
    step(() -> out.writeInt(values.size()));
    values.forEach(value -> one.accept(this, value));
    return this;
  }

  private PeerWriter step(Step step) {
    try {
      step.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message. */
  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
