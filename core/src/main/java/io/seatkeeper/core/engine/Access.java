package io.seatkeeper.core.engine;

import io.seatkeeper.core.state.AreaState;
import io.seatkeeper.core.state.EventState;
import java.util.Arrays;

/** What a caller's channels open. */
final class Access {
  private static final int GENERAL_PLACE = 0;

  private Access() {}

  /** Whether an object belongs to what is open to the caller. */
  static boolean admits(Reach reach, EventState event, int object) {
    int channel = event.objects().channel(object);
    return channel == 0
        ? reach.general()
        : reach.everyChannel() || reach.channels().contains(event.channels().name(channel));
  }

  /**
   * The places of an area's allotments the caller may take from, in the order in which they are
   * used up: the channels as the caller names them, then the general one if it is open; for whoever
   * has every channel, the general one, then all in their own order.
   */
  static int[] places(Reach reach, EventState event, AreaState area) {
    int[] places = new int[area.places()];
    int count = 0;
    if (reach.everyChannel()) {
      while (count < places.length) {
        places[count] = count++;
      }
      return places;
    }
    for (String channel : reach.channels()) {
      int number = event.channels().numberOf(channel);
      int place = number < 0 ? -1 : area.placeOf(number);
      if (place > GENERAL_PLACE && !contains(places, count, place)) {
        places[count++] = place;
      }
    }
    if (reach.general()) {
      places[count++] = GENERAL_PLACE;
    }
    return Arrays.copyOf(places, count);
  }

  /** How many people of an area the caller could take. */
  static int room(Reach reach, EventState event, AreaState area) {
    int room = 0;
    for (int place : places(reach, event, area)) {
      room += area.room(place);
    }
    return room;
  }

  private static boolean contains(int[] places, int count, int place) {
    for (int at = 0; at < count; at++) {
      if (places[at] == place) {
        return true;
      }
    }
    return false;
  }
}
