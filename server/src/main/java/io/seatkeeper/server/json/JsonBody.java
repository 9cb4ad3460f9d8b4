package io.seatkeeper.server.json;

import io.avaje.json.JsonException;
import io.avaje.jsonb.JsonType;
import io.seatkeeper.server.json.JsonFault.Kind;

/**
 * Reads bodies of one kind: first holds them to the record's {@link Shape}, then makes the record.
 */
public final class JsonBody<T extends Record> {
  private final Shape.Fields shape;
  private final JsonType<T> type;

  private JsonBody(Class<T> record) {
    this.shape = Shape.of(record);
    this.type = Json.type(record);
  }

  /** The reader of a record's JSON form. */
  public static <T extends Record> JsonBody<T> of(Class<T> record) {
    return new JsonBody<>(record);
  }

  /** What bodies must look like. */
  public Shape.Fields shape() {
    return shape;
  }

  /**
   * The record that {@code json} stands for.
   *
   * @throws JsonFault when it stands for none
   */
  public T read(byte[] json) {
    JsonCheck.check(json, shape);
    try {
      return type.fromJson(json);
    } catch (JsonException | IllegalStateException e) {
      throw new JsonFault(
          Kind.JSON_MALFORMED, "", "The body cannot be read: " + e.getMessage() + ". Correct it.");
    }
  }
}
