package io.seatkeeper.core.codec;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.util.Objects;

/** What all codecs share: a format byte, then a protobuf message of which every field is known. */
final class Wire {
  private Wire() {}

  /** The format byte and the message. */
  static byte[] write(int format, Message message) {
    byte[] bytes = new byte[1 + message.getSerializedSize()];
    bytes[0] = (byte) format;
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes, 1, bytes.length - 1);
      message.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new AssertionError("an array of the message's size takes the message", e);
    }
    return bytes;
  }

  /**
   * The message behind the format byte.
   *
   * @throws UnknownFormatException when the format is another
   * @throws UnreadableException when the bytes are no such message
   */
  static <M extends Message> M read(
      String what, int format, Parser<M> parser, byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      throw new UnreadableException(what + " of no bytes");
    }
    if (bytes[offset] != format) {
      throw new UnknownFormatException(
          what + " in format " + bytes[offset] + ", but this build reads format " + format);
    }
    try {
      return parser.parseFrom(bytes, offset + 1, length - 1);
    } catch (InvalidProtocolBufferException e) {
      throw new UnreadableException(what + " is damaged: " + e.getMessage(), e);
    }
  }

  /**
   * The message itself, once it is sure that nothing in it is unknown (its parts are asked
   * separately).
   */
  static <M extends Message> M known(M message) {
    if (!message.getUnknownFields().isEmpty()) {
      throw new UnknownFormatException(
          message.getDescriptorForType().getName()
              + " has a field or kind that this build does not know");
    }
    return message;
  }

  /** The part itself when it is there. */
  static <M extends Message> M required(boolean present, M message) {
    if (!present) {
      throw new UnreadableException(message.getDescriptorForType().getName() + " is missing");
    }
    return known(message);
  }

  /**
   * The text itself, once it is sure that UTF-8 can carry it.
   *
   * @throws IllegalArgumentException when it has half a surrogate pair
   */
  static String text(String text) {
    for (int position = 0; position < text.length(); position++) {
      char character = text.charAt(position);
      if (Character.isSurrogate(character)) {
        if (Character.isLowSurrogate(character)
            || position + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(position + 1))) {
          throw new IllegalArgumentException("half a surrogate pair in a text");
        }
        position++;
      }
    }
    return text;
  }
}
