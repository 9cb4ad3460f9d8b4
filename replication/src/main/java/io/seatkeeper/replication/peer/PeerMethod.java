package io.seatkeeper.replication.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.ratis.thirdparty.io.grpc.MethodDescriptor;

/** What one node can ask of another. */
public enum PeerMethod {
  /** Who are you, how are your logs, what time is it. */
  HELLO,
  /** Take me into your logs. */
  ADMIT,
  /** Carry these commands out, as the leader. */
  FORWARD,
  /** How far must a read be that sees everything acknowledged by now. */
  READ_INDEX,
  /** Hand the leadership of a log over. */
  TRANSFER,
  /** Hand your work over, or take work again. */
  DRAIN,
  /** Move a placement group to another shard, as the catalogue's leader. */
  MOVE,
  /** Which placement group is where. */
  GROUPS,
  /** Take a snapshot now, as the leader. */
  SNAPSHOT,
  /** What files make up your newest snapshot. */
  LIST_SNAPSHOT,
  /** A piece of one of them. */
  FETCH;

  /** The service that all methods belong to. */
  static final String SERVICE = "seatkeeper.Peers";

  /** The library's descriptions are immutable without saying so. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final MethodDescriptor<byte[], byte[]> descriptor;

  PeerMethod() {
    descriptor =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("seatkeeper.Peers", name()))
            .setRequestMarshaller(Bytes.INSTANCE)
            .setResponseMarshaller(Bytes.INSTANCE)
            .build();
  }

  MethodDescriptor<byte[], byte[]> descriptor() {
    return descriptor;
  }

  /** Messages travel as the bytes they are. */
  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
