package io.seatkeeper.core.codec;

import io.seatkeeper.core.codec.wire.RequestsPartMessage;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.RequestsImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.LongArrayList;

/** The remembered requests of a snapshot or an export, gathered part by part. */
final class RequestColumns {
  /** Identity and digest. */
  private static final int NUMBERS_A_KEY = 4;

  private final LongArrayList keys = new LongArrayList();
  private final LongArrayList logMillis = new LongArrayList();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final IntArrayList groups = new IntArrayList();
  private final Map<String, Integer> groupNumbers = new LinkedHashMap<>();

  RequestColumns() {
    groupNumbers.put("", 0);
  }

  /** The requests from one place to another as a part. */
  static RequestsPartMessage write(RequestsImage requests, int from, int to) {
    RequestsPartMessage.Builder message = RequestsPartMessage.newBuilder();
    Map<Integer, Integer> places = new LinkedHashMap<>();
    for (int request = from; request < to; request++) {
      for (int at = 0; at < NUMBERS_A_KEY; at++) {
        message.addKeys(requests.keys()[NUMBERS_A_KEY * request + at]);
      }
      message
          .addLogMillis(requests.logMillis()[request])
          .addOutcomes(OutcomeCodec.write(requests.outcomes()[request]));
      int group = requests.groups()[request];
      if (group != 0 && !places.containsKey(group)) {
        places.put(group, places.size() + 1);
        message.addGroupNames(requests.groupNames()[group]);
      }
    }
    if (!places.isEmpty()) {
      for (int request = from; request < to; request++) {
        message.addGroups(places.getOrDefault(requests.groups()[request], 0));
      }
    }
    return message.build();
  }

  /**
   * Adds a part.
   *
   * @throws UnreadableException when its columns do not fit together
   */
  void add(RequestsPartMessage part) {
    int count = part.getOutcomesCount();
    Columns.requireSize("request keys", part.getKeysCount(), NUMBERS_A_KEY * count);
    Columns.requireSize("requests' times", part.getLogMillisCount(), count);
    if (part.getGroupNamesCount() > 0) {
      Columns.requireSize("requests' groups", part.getGroupsCount(), count);
    } else {
      Columns.requireSize("requests' groups", part.getGroupsCount(), 0);
    }
    for (int at = 0; at < part.getKeysCount(); at++) {
      keys.addLong(part.getKeys(at));
    }
    for (int request = 0; request < count; request++) {
      logMillis.addLong(part.getLogMillis(request));
      outcomes.add(OutcomeCodec.read(part.getOutcomes(request)));
      groups.addInt(part.getGroupsCount() == 0 ? 0 : group(part, part.getGroups(request)));
    }
  }

  RequestsImage image() {
    return new RequestsImage(
        keys.toLongArray(),
        logMillis.toLongArray(),
        outcomes.toArray(Outcome[]::new),
        groups.toIntArray(),
        groupNumbers.keySet().toArray(String[]::new));
  }

  private int group(RequestsPartMessage part, int place) {
    if (place < 0 || place > part.getGroupNamesCount()) {
      throw new UnreadableException("a request cannot have group " + place);
    }
    return place == 0
        ? 0
        : groupNumbers.computeIfAbsent(part.getGroupNames(place - 1), name -> groupNumbers.size());
  }
}
