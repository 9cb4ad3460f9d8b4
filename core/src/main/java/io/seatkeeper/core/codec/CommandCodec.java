package io.seatkeeper.core.codec;

import io.seatkeeper.core.codec.wire.RequestKeyMessage;
import io.seatkeeper.core.codec.wire.RequestMessage;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;

/** The bytes of requests in the log: a format byte, then a {@code RequestMessage}. */
public final class CommandCodec {
  private static final int FORMAT = 1;

  private CommandCodec() {}

  /**
   * The bytes of a request.
   *
   * @throws IllegalArgumentException when a text has half a surrogate pair, which UTF-8 cannot
   *     carry
   */
  public static byte[] encode(Request request) {
    RequestMessage.Builder message = RequestMessage.newBuilder();
    RequestKey key = request.key();
    if (key != null) {
      message.setKey(
          RequestKeyMessage.newBuilder()
              .setIdentityHigh(key.identityHigh())
              .setIdentityLow(key.identityLow())
              .setDigestHigh(key.digestHigh())
              .setDigestLow(key.digestLow()));
    }
    CommandWriter.write(request.command(), message);
    return Wire.write(FORMAT, message.build());
  }

  /**
   * The request that {@code length} bytes from {@code offset} hold.
   *
   * @throws UnknownFormatException when a newer build wrote them: the replica must stop
   * @throws UnreadableException when they are no request
   */
  public static Request decode(byte[] bytes, int offset, int length) {
    RequestMessage message =
        Wire.known(Wire.read("a request", FORMAT, RequestMessage.parser(), bytes, offset, length));
    return new Request(
        CommandReader.read(message), message.hasKey() ? key(message.getKey()) : null);
  }

  private static RequestKey key(RequestKeyMessage message) {
    Wire.known(message);
    return new RequestKey(
        message.getIdentityHigh(),
        message.getIdentityLow(),
        message.getDigestHigh(),
        message.getDigestLow());
  }
}
