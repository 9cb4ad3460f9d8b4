package io.seatkeeper.server.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * An object and how much of it: 1, or a quantity of an area.
 *
 * @param label what the API calls the object
 */
record Place(String label, int quantity) {

  /** The places of an answer's {@code objects}. */
  static List<Place> parse(JsonArray objects) {
    List<Place> places = new ArrayList<>(objects.size());
    for (Object each : objects) {
      JsonObject object = (JsonObject) each;
      places.add(new Place(object.getString("label"), object.getInteger("quantity", 1)));
    }
    return places;
  }

  /** The places as a request names them: labels, with quantities where they are not 1. */
  static JsonArray json(List<Place> places) {
    JsonArray objects = new JsonArray();
    for (Place place : places) {
      if (place.quantity() == 1) {
        objects.add(place.label());
      } else {
        objects.add(new JsonObject().put("label", place.label()).put("quantity", place.quantity()));
      }
    }
    return objects;
  }

  /** People, or places for them. */
  static int people(List<Place> places) {
    return places.stream().mapToInt(Place::quantity).sum();
  }
}
