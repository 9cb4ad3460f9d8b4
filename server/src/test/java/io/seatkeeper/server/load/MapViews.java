package io.seatkeeper.server.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.function.IntUnaryOperator;

/** Maps for tests. */
final class MapViews {
  private MapViews() {}

  /** A map where every object has a state, and each area the same numbers. */
  static MapView of(House house, IntUnaryOperator states, MapView.AreaCount... areas) {
    byte[] bytes = new byte[house.objectCount()];
    JsonObject counts = new JsonObject();
    for (int object = 0; object < bytes.length; object++) {
      if (house.area(object)) {
        counts.put(
            String.valueOf(object),
            new JsonObject()
                .put("capacity", areas[0].capacity())
                .put("held", areas[0].held())
                .put("booked", areas[0].booked())
                .put("free", areas[0].free()));
      } else {
        bytes[object] = (byte) states.applyAsInt(object);
      }
    }
    return MapView.parse(
        house,
        new JsonObject()
            .put("version", 1)
            .put("statuses", new JsonArray().add("free").add("held").add("booked"))
            .put("objects", Base64.getEncoder().encodeToString(bytes))
            .put("areas", counts)
            .encode());
  }
}
