package io.seatkeeper.server.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The live map at one moment, shared by all fans.
 *
 * <p>The counts take seats, tables and booths as 1 and areas by their quantities.
 */
final class MapView {
  private static final int STATUS_BITS = 0x3f;
  private static final int OFF_SALE_BITS = 0xc0;
  private static final int FREE = 0;
  private static final int HELD = 1;
  private static final int BOOKED = 2;

  private final long version;
  private final byte[] states;
  private final Map<Integer, AreaCount> areas;
  private final int[] freeBestFirst;
  private final int[] openAreas;
  private final long free;
  private final long held;
  private final long booked;
  private final long offSale;

  /** An area's numbers. */
  record AreaCount(int capacity, int held, int booked, int free) {}

  private MapView(House house, long version, byte[] states, Map<Integer, AreaCount> areas) {
    this.version = version;
    this.states = states;
    this.areas = areas;
    int[] order = house.bestFirst();
    int freeObjects = 0;
    long[] byStatus = new long[3];
    long otherwise = 0;
    for (int object : order) {
      int state = states[object] & 0xff;
      int status = state & STATUS_BITS;
      if (status == FREE && (state & OFF_SALE_BITS) == 0) {
        order[freeObjects++] = object;
        byStatus[FREE]++;
      } else if (status == HELD || status == BOOKED) {
        byStatus[status]++;
      } else {
        otherwise++;
      }
    }
    this.freeBestFirst = Arrays.copyOf(order, freeObjects);
    int[] open = new int[areas.size()];
    int openCount = 0;
    for (Map.Entry<Integer, AreaCount> entry : areas.entrySet()) {
      AreaCount area = entry.getValue();
      byStatus[HELD] += area.held();
      byStatus[BOOKED] += area.booked();
      if ((states[entry.getKey()] & OFF_SALE_BITS) != 0) {
        otherwise += area.free();
      } else if (area.free() > 0) {
        open[openCount++] = entry.getKey();
        byStatus[FREE] += area.free();
      }
    }
    this.openAreas = Arrays.copyOf(open, openCount);
    this.free = byStatus[FREE];
    this.held = byStatus[HELD];
    this.booked = byStatus[BOOKED];
    this.offSale = otherwise;
  }

  /**
   * Reads the answer to {@code GET /v1/events/{event}/objects}.
   *
   * @throws IllegalArgumentException when it does not fit the house
   * @throws io.vertx.core.json.DecodeException when it is not JSON
   */
  static MapView parse(House house, String json) {
    JsonObject answer = new JsonObject(json);
    JsonArray names = answer.getJsonArray("statuses");
    if (names.size() <= BOOKED
        || !"free".equals(names.getString(FREE))
        || !"held".equals(names.getString(HELD))
        || !"booked".equals(names.getString(BOOKED))) {
      throw new IllegalArgumentException("the map's statuses begin with " + names.encode());
    }
    byte[] states = Base64.getDecoder().decode(answer.getString("objects"));
    if (states.length != house.objectCount()) {
      throw new IllegalArgumentException(
          "the map has " + states.length + " objects, the chart " + house.objectCount());
    }
    Map<Integer, AreaCount> areas = new HashMap<>();
    for (Map.Entry<String, Object> entry : answer.getJsonObject("areas")) {
      JsonObject area = (JsonObject) entry.getValue();
      areas.put(
          Integer.valueOf(entry.getKey()),
          new AreaCount(
              area.getInteger("capacity"),
              area.getInteger("held"),
              area.getInteger("booked"),
              area.getInteger("free")));
    }
    return new MapView(house, answer.getLong("version"), states, areas);
  }

  /** The event's version. */
  long version() {
    return version;
  }

  /** Whether an object that is no area can be had. */
  boolean isFree(int object) {
    return states[object] == FREE;
  }

  boolean isHeld(int object) {
    return (states[object] & STATUS_BITS) == HELD;
  }

  boolean isBooked(int object) {
    return (states[object] & STATUS_BITS) == BOOKED;
  }

  /** The areas by object. */
  Map<Integer, AreaCount> areas() {
    return areas;
  }

  /** How many objects that are no areas can be had. */
  int freeObjects() {
    return freeBestFirst.length;
  }

  /** The object at a rank among those that can be had; rank 0 is the best. */
  int freeObject(int rank) {
    return freeBestFirst[rank];
  }

  /** How many areas have room. */
  int openAreas() {
    return openAreas.length;
  }

  int openArea(int number) {
    return openAreas[number];
  }

  long free() {
    return free;
  }

  long held() {
    return held;
  }

  long booked() {
    return booked;
  }

  /** What nobody can buy now: not for sale, blocked, or with a custom status. */
  long offSale() {
    return offSale;
  }

  /** Whether nothing is left to sell and nothing can come back. */
  boolean soldOut() {
    return free == 0 && held == 0;
  }
}
