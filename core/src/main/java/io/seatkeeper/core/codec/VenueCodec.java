package io.seatkeeper.core.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.wire.VenueMessage;

/**
 * The bytes of venues: a format byte, the length of the {@code VenueMessage} in four bytes (the
 * highest first), then that message, deflated.
 */
public final class VenueCodec {
  /** The longest venue, in bytes before it is deflated, that is written or read. */
  public static final int LONGEST_BYTES = 64 << 20;

  private static final int FORMAT = 1;
  private static final int HEADER_BYTES = 5;

  private VenueCodec() {}

  /**
   * The bytes of a venue.
   *
   * @throws IllegalArgumentException when a text has half a surrogate pair, which UTF-8 cannot
   *     carry, or the venue is longer than {@link #LONGEST_BYTES}
   */
  public static byte[] encode(Venue venue) {
    byte[] message = VenueWriter.write(venue).toByteArray();
    if (message.length > LONGEST_BYTES) {
      throw new IllegalArgumentException(
          "a venue of " + message.length + " bytes, more than " + LONGEST_BYTES);
    }
    byte[] bytes = Deflate.deflate(message, HEADER_BYTES);
    bytes[0] = FORMAT;
    for (int position = 1; position < HEADER_BYTES; position++) {
      bytes[position] = (byte) (message.length >>> (8 * (HEADER_BYTES - 1 - position)));
    }
    return bytes;
  }

  /**
   * The venue that {@code bytes} hold.
   *
   * @throws UnknownFormatException when a newer build wrote them
   * @throws UnreadableException when they are no venue, one that cannot be, or one longer than
   *     {@link #LONGEST_BYTES}
   */
  public static Venue decode(byte[] bytes) {
    if (bytes.length < HEADER_BYTES) {
      throw new UnreadableException("a venue of " + bytes.length + " bytes is cut short");
    }
    if (bytes[0] != FORMAT) {
      throw new UnknownFormatException(
          "a venue in format " + bytes[0] + ", but this build reads format " + FORMAT);
    }
    int length = 0;
    for (int position = 1; position < HEADER_BYTES; position++) {
      length = length << 8 | (bytes[position] & 0xFF);
    }
    if (length < 0 || length > LONGEST_BYTES) {
      throw new UnreadableException(
          "a venue of " + Integer.toUnsignedString(length) + " bytes, more than " + LONGEST_BYTES);
    }
    byte[] message = Deflate.inflate(bytes, HEADER_BYTES, length);
    try {
      return VenueReader.read(VenueMessage.parseFrom(message));
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableException("a venue is damaged: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new UnreadableException("a venue that cannot be: " + e.getMessage(), e);
    }
  }

  /** A hash of a venue's content, which two venues share when they are the same. */
  public static long hash(Venue venue) {
    byte[] message = VenueWriter.write(venue).toByteArray();
    long hash = message.length;
    for (byte value : message) {
      hash = (hash ^ value) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return hash;
  }
}
