package io.seatkeeper.server.json;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BufferRecycleStrategy;
import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** The one set of generated JSON codecs, configured strictly. */
public final class Json {
  private static final Jsonb JSONB =
      Jsonb.builder()
          .failOnUnknown(true)
          .serializeEmpty(true)
          .bufferRecycling(BufferRecycleStrategy.HYBRID_POOL)
          .build();

  private Json() {}

  /** The codec of a record. */
  public static <T> JsonType<T> type(Class<T> type) {
    return JSONB.type(type);
  }

  /** A document written step by step, for what is too large or too irregular for records. */
  public static byte[] write(int expectedBytes, Consumer<JsonWriter> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(expectedBytes);
    try (JsonWriter writer = JSONB.writer(bytes)) {
      content.accept(writer);
    }
    return bytes.toByteArray();
  }
}
