package io.seatkeeper.core.codec;

import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Ways in which bytes differ from what this build writes. */
final class Damage {
  /** A field number that no message of ours uses. */
  private static final int UNKNOWN_FIELD = 4000;

  private Damage() {}

  /** What reads the bytes. */
  interface Decoder {
    @Nullable Object decode(byte[] bytes);
  }

  /** Damages bytes in many ways; only an {@link UnreadableException} may come out. */
  static void hurt(Random random, byte[] bytes, Decoder decoder) {
    for (int attempt = 0; attempt < 20; attempt++) {
      byte[] damaged = Arrays.copyOf(bytes, bytes.length - random.nextInt(2) * random.nextInt(3));
      for (int flips = random.nextInt(4); flips >= 0 && damaged.length > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        Object _ = decoder.decode(damaged);
      } catch (UnreadableException expected) {
        if (String.valueOf(expected.getMessage()).isBlank()) {
          fail("an exception without a message", expected);
        }
      }
    }
  }

  /** The message as a newer build could write it: each time one part of it has one field more. */
  static List<byte[]> newer(byte[] bytes, Message parsed) {
    List<byte[]> all = new ArrayList<>();
    for (Message message : newer(parsed)) {
      byte[] body = message.toByteArray();
      byte[] newer = new byte[body.length + 1];
      newer[0] = bytes[0];
      System.arraycopy(body, 0, newer, 1, body.length);
      all.add(newer);
    }
    return all;
  }

  private static List<Message> newer(Message message) {
    List<Message> all = new ArrayList<>();
    UnknownFieldSet.Field field =
        UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build();
    all.add(
        message.toBuilder()
            .setUnknownFields(UnknownFieldSet.newBuilder().addField(UNKNOWN_FIELD, field).build())
            .build());
    message
        .getAllFields()
        .forEach(
            (descriptor, value) -> {
              if (descriptor.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                return;
              }
              if (descriptor.isRepeated()) {
                for (int index = 0; index < message.getRepeatedFieldCount(descriptor); index++) {
                  Message part = (Message) message.getRepeatedField(descriptor, index);
                  for (Message newer : newer(part)) {
                    all.add(message.toBuilder().setRepeatedField(descriptor, index, newer).build());
                  }
                }
              } else {
                for (Message newer : newer((Message) value)) {
                  all.add(message.toBuilder().setField(descriptor, newer).build());
                }
              }
            });
    return all;
  }
}
