package io.seatkeeper.core.chart;

import java.util.Arrays;

/**
 * What best available knows of a venue beforehand: seats by distance, and stretches of neighbours
 * by their nearest seat.
 *
 * <p>Made from the venue alone and never changed, so the events of one chart version may share it.
 */
public final class SeatIndex {
  /** The preference that takes every category. */
  public static final int ANY_CATEGORY = -1;

  private static final int[] NO_SEATS = {};

  private final Venue venue;
  private final long[] distancesBefore;
  private final long[] accessible;
  private final Stretches[] stretches;
  private final int[][] nearestFirst;
  private final int[][][] nearestFirstBySection;

  /** Reads a venue once. */
  public SeatIndex(Venue venue) {
    this.venue = venue;
    int size = venue.objectCount();
    this.distancesBefore = new long[size + 1];
    this.accessible = new long[(size + 63) >>> 6];
    for (int object = 0; object < size; object++) {
      VenueObject drawn = venue.object(object);
      distancesBefore[object + 1] = distancesBefore[object] + drawn.distance();
      if (drawn.accessible()) {
        accessible[object >>> 6] |= 1L << object;
      }
    }
    int preferences = venue.categories().size() + 1;
    this.stretches = new Stretches[preferences];
    this.nearestFirst = new int[preferences][];
    this.nearestFirstBySection = new int[preferences][][];
    for (int preference = 0; preference < preferences; preference++) {
      int category = preference - 1;
      stretches[preference] = stretchesOf(category);
      nearestFirst[preference] = seatsByDistance(category);
      nearestFirstBySection[preference] = bySection(nearestFirst[preference]);
    }
  }

  public Venue venue() {
    return venue;
  }

  /** Accessible objects, a bit each. */
  public long[] accessible() {
    return accessible;
  }

  /** The sum of the distances of the objects from {@code start} to {@code end - 1}. */
  public long distanceSum(int start, int end) {
    return distancesBefore[end] - distancesBefore[start];
  }

  /**
   * Neighbours of a category (or {@link #ANY_CATEGORY}), the stretch with the nearest seat first.
   */
  public Stretches stretches(int category) {
    return stretches[category + 1];
  }

  /** The seats of a category (or {@link #ANY_CATEGORY}), nearest first, then by index. */
  public int[] nearestFirst(int category) {
    return nearestFirst[category + 1];
  }

  /** The same, of one section. */
  public int[] nearestFirst(int category, int section) {
    return nearestFirstBySection[category + 1][section];
  }

  /**
   * Bits {@code start} to {@code start + length - 1} of a set, moved to the lowest place; 1 to 64
   * of them.
   */
  public static long bits(long[] set, int start, int length) {
    int word = start >>> 6;
    long bits = set[word] >>> start;
    if ((start & 63) + length > 64) {
      bits |= set[word + 1] << -start;
    }
    return bits & (-1L >>> -length);
  }

  private Stretches stretchesOf(int category) {
    int[] starts = new int[venue.objectCount()];
    int[] ends = new int[venue.objectCount()];
    int count = 0;
    for (int object = 0; object < venue.objectCount(); object++) {
      if (!isSeatOf(object, category)) {
        continue;
      }
      if (count > 0 && ends[count - 1] == object && joins(object - 1, object)) {
        ends[count - 1] = object + 1;
      } else {
        starts[count] = object;
        ends[count] = object + 1;
        count++;
      }
    }
    return nearestStretchesFirst(starts, ends, count);
  }

  private boolean joins(int object, int next) {
    return venue.runOf(object) >= 0
        && venue.runOf(object) == venue.runOf(next)
        && venue.object(object).section() == venue.object(next).section();
  }

  private Stretches nearestStretchesFirst(int[] starts, int[] ends, int count) {
    long[] order = new long[count];
    for (int stretch = 0; stretch < count; stretch++) {
      int least = Integer.MAX_VALUE;
      for (int object = starts[stretch]; object < ends[stretch]; object++) {
        least = Math.min(least, venue.object(object).distance());
      }
      order[stretch] = ((long) least << 32) | stretch;
    }
    Arrays.sort(order);
    int[] table = new int[3 * count];
    for (int position = 0; position < count; position++) {
      int stretch = (int) order[position];
      table[3 * position] = starts[stretch];
      table[3 * position + 1] = ends[stretch];
      table[3 * position + 2] = (int) (order[position] >>> 32);
    }
    return new Stretches(table);
  }

  private int[] seatsByDistance(int category) {
    long[] order = new long[venue.objectCount()];
    int count = 0;
    for (int object = 0; object < venue.objectCount(); object++) {
      if (isSeatOf(object, category)) {
        order[count++] = ((long) venue.object(object).distance() << 32) | object;
      }
    }
    Arrays.sort(order, 0, count);
    int[] seats = new int[count];
    for (int position = 0; position < count; position++) {
      seats[position] = (int) order[position];
    }
    return seats;
  }

  private int[][] bySection(int[] seats) {
    int[] sizes = new int[venue.sections().size()];
    for (int seat : seats) {
      sizes[venue.object(seat).section()]++;
    }
    int[][] sections = new int[sizes.length][];
    Arrays.setAll(sections, section -> sizes[section] == 0 ? NO_SEATS : new int[sizes[section]]);
    Arrays.fill(sizes, 0);
    for (int seat : seats) {
      int section = venue.object(seat).section();
      sections[section][sizes[section]++] = seat;
    }
    return sections;
  }

  private boolean isSeatOf(int object, int category) {
    VenueObject drawn = venue.object(object);
    return drawn.kind() == ObjectKind.SEAT
        && (category == ANY_CATEGORY || drawn.category() == category);
  }

  /** Seats with consecutive indexes in one run, one section and, for a category, that category. */
  public static final class Stretches {
    private final int[] table;

    private Stretches(int[] table) {
      this.table = table;
    }

    public int size() {
      return table.length / 3;
    }

    public int start(int stretch) {
      return table[3 * stretch];
    }

    /** One more than the last seat. */
    public int end(int stretch) {
      return table[3 * stretch + 1];
    }

    /** The distance of its nearest seat. */
    public int leastDistance(int stretch) {
      return table[3 * stretch + 2];
    }
  }
}
