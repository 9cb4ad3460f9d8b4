package io.seatkeeper.server.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.OrderChanged;
import io.seatkeeper.replication.CausalToken;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The feed's messages as server-sent events. Nothing in them needs escaping. */
final class Messages {
  /** How long a browser waits before it comes back. */
  private static final int RETRY_MILLIS = 1000;

  static final Buffer OPENING = buffer("retry: " + RETRY_MILLIS + "\n\n");
  static final Buffer HEARTBEAT = buffer("event: heartbeat\ndata: {}\n\n");
  static final Buffer RESYNC = buffer("event: resync\ndata: {}\n\n");

  private Messages() {}

  /** What stands before a whole map. */
  static Buffer snapshotHead(EventMap map) {
    return buffer("id: " + map.token() + "\nevent: snapshot\ndata: ");
  }

  /** What stands after the shared part of a whole map. */
  static Buffer snapshotTail(long ageMillis) {
    return Buffer.buffer(EventMap.ending(ageMillis)).appendString("\n\n");
  }

  /**
   * Changes of one event, of each object only the last.
   *
   * @param token what a watcher has seen with them
   * @param venue the event's venue
   * @param changes in order, at least one
   * @param statuses names of all status codes
   * @param tellStatuses whether watchers may not know them
   */
  static Batch changes(
      CausalToken token,
      Venue venue,
      List<Change> changes,
      List<String> statuses,
      boolean tellStatuses) {
    Map<Integer, ObjectChanged> last = new LinkedHashMap<>();
    boolean fenced = false;
    boolean ended = false;
    for (Change change : changes) {
      switch (change) {
        case ObjectChanged object -> last.put(object.object(), object);
        case OrderChanged order -> {
          // Nobody but its buyer and the organiser is to know.
        }
        case EventChanged event -> {
          fenced |= event.fact() == EventFact.FENCED;
          ended |= event.fact() == EventFact.DELETED;
        }
      }
    }
    long from = changes.getFirst().eventVersion() - 1;
    long version = changes.getLast().eventVersion();
    StringBuilder text = new StringBuilder(160 + 16 * last.size());
    text.append("id: ").append(token).append("\nevent: changes\ndata: {\"version\":");
    text.append(version).append(",\"from\":").append(from).append(",\"changes\":[");
    String comma = "";
    for (ObjectChanged object : last.values()) {
      text.append(comma);
      append(text, venue, object, statuses);
      comma = ",";
    }
    text.append(']');
    if (tellStatuses) {
      text.append(",\"statuses\":");
      EventMap.appendStatuses(text, statuses);
    }
    if (fenced) {
      text.append(",\"fenced\":true");
    }
    return new Batch(from, version, ended, buffer(text.append("}\n\n").toString()));
  }

  /** Something that is told besides the map. */
  static Buffer notice(String name, byte[] json) {
    return buffer("event: " + name + "\ndata: ").appendBytes(json).appendString("\n\n");
  }

  private static void append(
      StringBuilder text, Venue venue, ObjectChanged object, List<String> statuses) {
    int state = Math.max(0, statuses.indexOf(object.status()));
    state |= object.forSale() ? 0 : MapCopy.NOT_FOR_SALE;
    state |= object.blocked() ? MapCopy.BLOCKED : 0;
    text.append('[').append(object.object()).append(',').append(state);
    if (venue.areaOf(object.object()) >= 0) {
      text.append(',').append(object.areaHeld()).append(',').append(object.areaBooked());
    }
    text.append(']');
  }

  private static Buffer buffer(String text) {
    return Buffer.buffer(text.getBytes(US_ASCII));
  }
}
