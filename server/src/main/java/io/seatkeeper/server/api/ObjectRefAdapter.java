package io.seatkeeper.server.api;

import io.avaje.json.JsonAdapter;
import io.avaje.json.JsonReader;
import io.avaje.json.JsonWriter;
import io.avaje.jsonb.CustomAdapter;
import io.avaje.jsonb.Jsonb;
import io.seatkeeper.server.api.Requests.ObjectRef;
import org.jspecify.annotations.Nullable;

/** Reads an object that is named by a string, or by an object with a quantity. */
@CustomAdapter
public final class ObjectRefAdapter implements JsonAdapter<ObjectRef> {
  private static final String LABEL = "label";
  private static final String QUANTITY = "quantity";

  /** The adapter; it needs no others. */
  public ObjectRefAdapter(Jsonb others) {}

  @Override
  public ObjectRef fromJson(JsonReader reader) {
    if (reader.currentToken() == JsonReader.Token.STRING) {
      return new ObjectRef(reader.readString(), null);
    }
    String label = "";
    @Nullable Integer quantity = null;
    reader.beginObject();
    while (reader.hasNextField()) {
      String field = reader.nextField();
      if (field.equals(LABEL)) {
        label = reader.readString();
      } else if (reader.isNullValue()) {
        reader.skipValue();
      } else {
        quantity = reader.readInt();
      }
    }
    reader.endObject();
    return new ObjectRef(label, quantity);
  }

  @Override
  public void toJson(JsonWriter writer, ObjectRef ref) {
    writer.beginObject();
    writer.name(LABEL);
    writer.value(ref.label());
    writer.name(QUANTITY);
    writer.value(ref.count());
    writer.endObject();
  }
}
