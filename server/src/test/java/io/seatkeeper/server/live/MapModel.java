package io.seatkeeper.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;

/** What a watcher knows of an event, as the page would keep it. */
final class MapModel {
  long version = -1;
  byte[] objects = {};
  int areaHeld;
  int areaBooked;
  boolean fenced;
  List<String> statuses = List.of();

  /** Takes a whole map over. */
  void show(JsonObject map) {
    version = map.getLong("version");
    objects = Base64.getDecoder().decode(map.getString("objects"));
    statuses = strings(map.getJsonArray("statuses"));
    fenced = map.getBoolean("fenced");
    JsonObject area = map.getJsonObject("areas").getJsonObject(String.valueOf(objects.length - 1));
    areaHeld = area.getInteger("held");
    areaBooked = area.getInteger("booked");
    assertThat(area.getInteger("free"))
        .isEqualTo(area.getInteger("capacity") - areaHeld - areaBooked);
    assertThat(map.getLong("ageMillis")).isNotNegative();
  }

  /** Applies changes, which must follow what is known without a gap. */
  void change(JsonObject changes) {
    assertThat(changes.getLong("from")).as("no gap").isLessThanOrEqualTo(version);
    assertThat(changes.getLong("version")).as("nothing twice").isGreaterThan(version);
    version = changes.getLong("version");
    if (changes.containsKey("statuses")) {
      statuses = strings(changes.getJsonArray("statuses"));
    }
    fenced |= changes.getBoolean("fenced", false);
    for (Object each : changes.getJsonArray("changes")) {
      JsonArray change = (JsonArray) each;
      int object = change.getInteger(0);
      objects[object] = change.getInteger(1).byteValue();
      assertThat(objects[object] & 0x3F).as("a known status").isLessThan(statuses.size());
      if (object == objects.length - 1) {
        assertThat(change.size()).isEqualTo(4);
        areaHeld = change.getInteger(2);
        areaBooked = change.getInteger(3);
      } else {
        assertThat(change.size()).isEqualTo(2);
      }
    }
  }

  /** Is what the event is. */
  void assertShows(FakeEvent event) {
    assertThat(version).isEqualTo(event.version());
    assertThat(objects).hasSize(event.seats() + 1);
    for (int object = 0; object < objects.length; object++) {
      assertThat(objects[object]).as("object %d", object).isEqualTo(event.stateByte(object));
      String status = event.statusName(event.statusCode(object));
      assertThat(statuses.get(objects[object] & 0x3F)).isEqualTo(status);
    }
    assertThat(areaHeld).isEqualTo(event.areaHeld(event.area()));
    assertThat(areaBooked).isEqualTo(event.areaBooked(event.area()));
    assertThat(fenced).isEqualTo(event.fenced());
  }

  private static List<String> strings(JsonArray array) {
    return array.stream().map(String::valueOf).toList();
  }
}
