package io.seatkeeper.server.live;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.state.EventView;
import java.util.ArrayList;
import java.util.List;

/** An event's state as it was copied between two log entries. */
final class MapCopy {
  /** The bit of an object that is not for sale. */
  static final int NOT_FOR_SALE = 0x40;

  /** The bit of an object that is blocked. */
  static final int BLOCKED = 0x80;

  private final long index;
  private final int event;
  private final String key;
  private final long version;
  private final boolean fenced;
  private final List<String> statuses;
  private final byte[] objects;
  private final int[] areas;

  /** Copies what an event is after the log entry {@code index}; runs under the shard's lock. */
  MapCopy(long index, EventView view) {
    this.index = index;
    this.event = view.event();
    this.key = view.key();
    this.version = view.version();
    this.fenced = view.fenced();
    this.statuses = statusesOf(view);
    Venue venue = view.venue();
    this.objects = new byte[venue.objectCount()];
    for (int object = 0; object < objects.length; object++) {
      objects[object] = view.stateByte(object);
    }
    this.areas = new int[4 * venue.areaCount()];
    for (int area = 0; area < venue.areaCount(); area++) {
      int object = venue.objectOfArea(area);
      areas[4 * area] = object;
      areas[4 * area + 1] = venue.object(object).capacity();
      areas[4 * area + 2] = view.areaHeld(object);
      areas[4 * area + 3] = view.areaBooked(object);
    }
  }

  /** The log index that had been applied. */
  long index() {
    return index;
  }

  int event() {
    return event;
  }

  String key() {
    return key;
  }

  long version() {
    return version;
  }

  boolean fenced() {
    return fenced;
  }

  /** Names of the status codes, from 0. */
  List<String> statuses() {
    return statuses;
  }

  /**
   * One byte an object, not to be changed: the status code in the low six bits and the two bits
   * above.
   */
  byte[] objects() {
    return objects;
  }

  /** Four numbers for each area, not to be changed: object, capacity, held, booked. */
  int[] areas() {
    return areas;
  }

  /** The names of an event's status codes, from 0. */
  static List<String> statusesOf(EventView event) {
    List<String> statuses = new ArrayList<>(event.statusCodes());
    for (int code = 0; code < event.statusCodes(); code++) {
      statuses.add(event.statusName(code));
    }
    return List.copyOf(statuses);
  }
}
