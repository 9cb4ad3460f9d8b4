package io.seatkeeper.core.engine;

import io.seatkeeper.core.chart.SeatIndex;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Selection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best places there are for a number of people, by rules anyone can check.
 *
 * <p><b>What is looked at.</b> A seat is <em>open</em> when it is free, for sale and not blocked.
 * It is <em>eligible</em> when it is open, its channel may be taken, it lies in the wished section
 * and zone (a seat's zone is its section's), and it is accessible exactly when accessible places
 * are wished. Tables and booths are never chosen.
 *
 * <p><b>Preferences.</b> Each wished category is a preference, in the order given; without any
 * there is one preference that takes every category. Each of the following steps is tried for all
 * preferences in order before the next step; the first that finds something decides.
 *
 * <ol>
 *   <li><b>Neighbours</b>: {@code count} eligible seats of the preference with consecutive indexes
 *       in one run and one section (a seat outside all runs is a run of its own). Choices that
 *       leave no orphan come before all that leave one; then the least sum of distances; then the
 *       lowest first index.
 *   <li><b>Scattered</b>, when allowed: {@code count} eligible seats of the preference in one
 *       section, the nearest of that section (ties: lower index). The section with the least sum;
 *       ties: the lower section index.
 *   <li><b>Across sections</b>, when allowed: the {@code count} nearest eligible seats of the
 *       preference (ties: lower index).
 *   <li><b>Area</b>, when allowed: the lowest-indexed area of the preference in the wished section
 *       and zone, accessible exactly when wished, for sale, not blocked, with room for {@code
 *       count} people in the allotments that may be taken.
 * </ol>
 *
 * <p>An <em>orphan</em> is a single open seat left beside the choice: the seat next to it in the
 * run is open, and the one after that is not open or lies beyond the run's end. Orphans look at
 * open seats, whatever their channel, category, section or accessibility. Chosen seats are named in
 * the order of their indexes.
 */
final class BestAvailable {
  private static final long NONE = Long.MAX_VALUE;

  private final SeatIndex index;
  private final OpenPlaces places;
  private final HoldBestAvailable wish;
  private final int wishedSection;
  private long cleanCost = NONE;
  private int cleanStart = -1;
  private long orphanCost = NONE;
  private int orphanStart = -1;

  private BestAvailable(SeatIndex index, OpenPlaces places, HoldBestAvailable wish) {
    this.index = index;
    this.places = places;
    this.wish = wish;
    String section = wish.section();
    this.wishedSection = section == null ? -1 : index.venue().sectionIndexOf(section);
  }

  /** What may be taken in an event at this moment. */
  interface OpenPlaces {
    /** Open seats, a bit each: bit {@code object & 63} of word {@code object >>> 6}. */
    long[] openSeats();

    /** Objects that belong to a channel, a bit each. */
    long[] channelled();

    /** Whether the wish's channels let it take an object that belongs to a channel. */
    boolean mayTakeChannelOf(int object);

    /**
     * Whether an area is for sale, not blocked and has room for people in allotments that may be
     * taken.
     */
    boolean areaHasRoom(int object, int people);
  }

  /**
   * Chooses places; null when there are none. Categories, section and zone of the wish must exist,
   * its count must be between 1 and 50.
   */
  static @Nullable Selection choose(SeatIndex index, OpenPlaces places, HoldBestAvailable wish) {
    return new BestAvailable(index, places, wish).choose();
  }

  private @Nullable Selection choose() {
    int[] preferences = preferences();
    if (enoughOpenSeats()) {
      for (int preference : preferences) {
        int start = neighbours(index.stretches(preference));
        if (start >= 0) {
          return seats(consecutive(start));
        }
      }
      for (int preference : preferences) {
        int[] chosen = wish.scattered() ? nearestOfOneSection(preference) : null;
        if (chosen != null) {
          return seats(chosen);
        }
      }
      for (int preference : preferences) {
        int[] chosen = wish.acrossSections() ? nearest(index.nearestFirst(preference)) : null;
        if (chosen != null) {
          return seats(chosen);
        }
      }
    }
    return wish.area() ? area(preferences) : null;
  }

  private int[] preferences() {
    if (wish.categories().isEmpty()) {
      return new int[] {SeatIndex.ANY_CATEGORY};
    }
    return wish.categories().stream().mapToInt(index.venue()::categoryIndexOf).toArray();
  }

  /** A sold-out house is told at once. */
  private boolean enoughOpenSeats() {
    int open = 0;
    for (long word : places.openSeats()) {
      open += Long.bitCount(word);
      if (open >= wish.count()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The first seat of the best neighbours, or -1. Stretches come nearest first, so the search can
   * stop early.
   */
  private int neighbours(SeatIndex.Stretches stretches) {
    cleanCost = NONE;
    cleanStart = -1;
    orphanCost = NONE;
    orphanStart = -1;
    int count = wish.count();
    for (int stretch = 0; stretch < stretches.size(); stretch++) {
      if ((long) count * stretches.leastDistance(stretch) > cleanCost) {
        break;
      }
      int start = stretches.start(stretch);
      if (stretches.end(stretch) - start >= count && inWishedPart(start)) {
        searchStretch(start, stretches.end(stretch));
      }
    }
    return cleanStart >= 0 ? cleanStart : orphanStart;
  }

  /**
   * Looks at a stretch 64 seats at a time; the pieces overlap so that each window lies whole in one
   * of them.
   */
  private void searchStretch(int start, int end) {
    int count = wish.count();
    for (int piece = start; piece <= end - count; piece += 65 - count) {
      long windows = windowStarts(eligible(piece, Math.min(end - piece, 64)), count);
      while (windows != 0) {
        consider(piece + Long.numberOfTrailingZeros(windows));
        windows &= windows - 1;
      }
    }
  }

  /** The bits at which {@code count} set bits begin. */
  private static long windowStarts(long bits, int count) {
    long starts = bits;
    int joined = 1;
    while (joined < count && starts != 0) {
      int step = Math.min(joined, count - joined);
      starts &= starts >>> step;
      joined += step;
    }
    return starts;
  }

  private void consider(int start) {
    long cost = index.distanceSum(start, start + wish.count());
    if (cost < cleanCost || (cost == cleanCost && start < cleanStart)) {
      if (!leavesOrphan(start, start + wish.count())) {
        cleanCost = cost;
        cleanStart = start;
      } else if (cost < orphanCost || (cost == orphanCost && start < orphanStart)) {
        orphanCost = cost;
        orphanStart = start;
      }
    }
  }

  private boolean leavesOrphan(int start, int end) {
    int run = index.venue().runOf(start);
    if (run < 0) {
      return false;
    }
    int runStart = index.venue().runStart(run);
    int runEnd = index.venue().runEnd(run);
    boolean before =
        start - 1 >= runStart && isOpen(start - 1) && !(start - 2 >= runStart && isOpen(start - 2));
    boolean after = end < runEnd && isOpen(end) && !(end + 1 < runEnd && isOpen(end + 1));
    return before || after;
  }

  /** Eligible seats from {@code start} on, a bit each, whatever their category and section. */
  private long eligible(int start, int length) {
    long accessible = SeatIndex.bits(index.accessible(), start, length);
    long bits = SeatIndex.bits(places.openSeats(), start, length);
    bits &= wish.accessible() ? accessible : ~accessible;
    long channelled = bits & SeatIndex.bits(places.channelled(), start, length);
    while (channelled != 0) {
      long lowest = channelled & -channelled;
      if (!places.mayTakeChannelOf(start + Long.numberOfTrailingZeros(lowest))) {
        bits &= ~lowest;
      }
      channelled &= ~lowest;
    }
    return bits;
  }

  private int @Nullable [] nearestOfOneSection(int preference) {
    int[] best = null;
    long bestCost = NONE;
    for (int section = 0; section < index.venue().sections().size(); section++) {
      if (wishedSection >= 0 && section != wishedSection) {
        continue;
      }
      int[] chosen = nearest(index.nearestFirst(preference, section));
      long cost = chosen == null ? NONE : costOf(chosen);
      if (cost < bestCost) {
        best = chosen;
        bestCost = cost;
      }
    }
    return best;
  }

  private int @Nullable [] nearest(int[] nearestFirst) {
    int[] chosen = new int[wish.count()];
    int found = 0;
    for (int object : nearestFirst) {
      if (inWishedPart(object) && eligible(object, 1) != 0) {
        chosen[found++] = object;
        if (found == chosen.length) {
          Arrays.sort(chosen);
          return chosen;
        }
      }
    }
    return null;
  }

  private @Nullable Selection area(int[] preferences) {
    Venue venue = index.venue();
    for (int preference : preferences) {
      for (int area = 0; area < venue.areaCount(); area++) {
        int object = venue.objectOfArea(area);
        VenueObject drawn = venue.object(object);
        boolean wished =
            (preference == SeatIndex.ANY_CATEGORY || drawn.category() == preference)
                && drawn.accessible() == wish.accessible()
                && inWishedPart(object);
        if (wished && places.areaHasRoom(object, wish.count())) {
          return Selection.withQuantities(
              wish.event(), new int[] {object}, new int[] {wish.count()});
        }
      }
    }
    return null;
  }

  private boolean inWishedPart(int object) {
    if (wish.section() == null && wish.zone() == null) {
      return true;
    }
    int section = index.venue().object(object).section();
    return (wish.section() == null || section == wishedSection)
        && (wish.zone() == null
            || index.venue().sections().get(section).zone().equals(wish.zone()));
  }

  private boolean isOpen(int object) {
    return (places.openSeats()[object >>> 6] & (1L << object)) != 0;
  }

  private int[] consecutive(int start) {
    int[] chosen = new int[wish.count()];
    Arrays.setAll(chosen, position -> start + position);
    return chosen;
  }

  private long costOf(int[] objects) {
    long cost = 0;
    for (int object : objects) {
      cost += index.distanceSum(object, object + 1);
    }
    return cost;
  }

  private Selection seats(int[] chosen) {
    return Selection.of(wish.event(), chosen);
  }
}
