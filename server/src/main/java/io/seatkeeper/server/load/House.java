package io.seatkeeper.server.load;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A venue as fans know it: what there is, what stands next to what, and what is good.
 *
 * <p>Objects are numbered as in the map's answers.
 */
final class House {
  private final String[] labels;
  private final boolean[] areas;
  private final int[] capacities;
  private final int[] runStarts;
  private final int[] runEnds;
  private final int[] bestFirst;
  private final Map<String, Integer> objectByLabel = new HashMap<>();

  /**
   * A thing for sale.
   *
   * @param area whether it is sold by quantity
   * @param capacity an area's; 1 otherwise
   * @param run the number of its row; objects of one row are next to each other in their order;
   *     below 0 for objects without neighbours
   * @param distance to what people come to see
   */
  record Thing(String label, boolean area, int capacity, int run, long distance) {}

  House(List<Thing> things) {
    int count = things.size();
    labels = new String[count];
    areas = new boolean[count];
    capacities = new int[count];
    runStarts = new int[count];
    runEnds = new int[count];
    for (int object = 0; object < count; object++) {
      Thing thing = things.get(object);
      labels[object] = thing.label();
      areas[object] = thing.area();
      capacities[object] = thing.area() ? thing.capacity() : 1;
      boolean follows =
          object > 0 && thing.run() >= 0 && things.get(object - 1).run() == thing.run();
      runStarts[object] = follows ? runStarts[object - 1] : object;
      objectByLabel.put(thing.label(), object);
    }
    for (int object = count - 1; object >= 0; object--) {
      boolean last = object == count - 1 || runStarts[object + 1] != runStarts[object];
      runEnds[object] = last ? object + 1 : runEnds[object + 1];
    }
    bestFirst =
        IntStream.range(0, count)
            .filter(object -> !areas[object])
            .boxed()
            .sorted(Comparator.comparingLong(object -> things.get(object).distance()))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  int objectCount() {
    return labels.length;
  }

  String label(int object) {
    return labels[object];
  }

  /** The object with a label, or -1. */
  int indexOf(String label) {
    return objectByLabel.getOrDefault(label, -1);
  }

  /** Whether an object is sold by quantity. */
  boolean area(int object) {
    return areas[object];
  }

  /** An area's capacity; 1 for everything else. */
  int capacity(int object) {
    return capacities[object];
  }

  /** The first object next to which an object stands, itself included. */
  int runStart(int object) {
    return runStarts[object];
  }

  /** One more than the last object of its row. */
  int runEnd(int object) {
    return runEnds[object];
  }

  /** Everything but areas, the nearest to the show first. */
  int[] bestFirst() {
    return bestFirst.clone();
  }

  /** What could be sold: objects that are no areas count 1, areas their capacity. */
  long seats() {
    return Arrays.stream(capacities).asLongStream().sum();
  }
}
