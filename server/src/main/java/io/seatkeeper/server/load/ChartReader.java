package io.seatkeeper.server.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Reads the answer to {@code GET /v1/events/{event}/chart}. */
final class ChartReader {
  private static final int KIND = 0x03;
  private static final int AREA = 3;

  private ChartReader() {}

  /**
   * The house of a chart.
   *
   * @throws ClassCastException when the answer has another shape
   * @throws NullPointerException when something is missing in it
   * @throws io.vertx.core.json.DecodeException when it is not JSON
   */
  static House read(String json) {
    JsonObject chart = new JsonObject(json);
    JsonArray labels = chart.getJsonArray("labels");
    byte[] flags = Base64.getDecoder().decode(chart.getString("flags"));
    JsonObject capacities = chart.getJsonObject("capacities");
    JsonArray distances = chart.getJsonArray("distance");
    int[] runs = runs(chart.getJsonArray("runs"), labels.size());
    List<House.Thing> things = new ArrayList<>(labels.size());
    for (int object = 0; object < labels.size(); object++) {
      things.add(
          new House.Thing(
              labels.getString(object),
              (flags[object] & KIND) == AREA,
              capacities.getInteger(Integer.toString(object), 1),
              runs[object],
              distances.getLong(object)));
    }
    return new House(things);
  }

  /** The number of each object's run, from pairs of a run's first object and one past its last. */
  private static int[] runs(JsonArray bounds, int objects) {
    int[] runs = new int[objects];
    Arrays.fill(runs, -1);
    for (int run = 0; run < bounds.size() / 2; run++) {
      Arrays.fill(runs, bounds.getInteger(2 * run), bounds.getInteger(2 * run + 1), run);
    }
    return runs;
  }
}
