package io.seatkeeper.simulation.model;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.simulation.model.SelectionRules.Pick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the best places by listing every choice there is and taking the best of the list. */
final class NaiveBestAvailable {
  /** The better of two choices comes first: no orphan, then the least distance, then the index. */
  private static final Comparator<Choice> BETTER_NEIGHBOURS =
      Comparator.comparing(Choice::leavesOrphan)
          .thenComparingLong(Choice::distance)
          .thenComparingInt(Choice::first);

  private static final Comparator<NaiveObject> NEARER =
      Comparator.<NaiveObject>comparingInt(object -> object.drawn.distance())
          .thenComparingInt(object -> object.index);

  private final NaiveEvent event;
  private final HoldBestAvailable wish;

  /** Seats that could be held together. */
  private record Choice(List<NaiveObject> seats, boolean leavesOrphan) {
    long distance() {
      return seats.stream().mapToLong(seat -> seat.drawn.distance()).sum();
    }

    int first() {
      return seats.getFirst().index;
    }
  }

  NaiveBestAvailable(NaiveEvent event, HoldBestAvailable wish) {
    this.event = event;
    this.wish = wish;
  }

  /** The wish names only categories, a section and a zone that the venue has. */
  void checkWish() {
    Venue venue = event.venue;
    for (String category : wish.categories()) {
      Refusal.when(venue.categoryIndexOf(category) < 0, Rejection.CATEGORY_UNKNOWN, category);
    }
    String section = wish.section();
    if (section != null) {
      Refusal.when(venue.sectionIndexOf(section) < 0, Rejection.SECTION_UNKNOWN, section);
    }
    String zone = wish.zone();
    if (zone != null) {
      Refusal.when(!venue.hasZone(zone), Rejection.ZONE_UNKNOWN, zone);
    }
  }

  /** The chosen places in the order of their indexes, or a refusal. */
  List<Pick> choose() {
    List<NaiveObject> found = firstThatFinds(this::neighbours);
    if (found == null && wish.scattered()) {
      found = firstThatFinds(this::scattered);
    }
    if (found == null && wish.acrossSections()) {
      found = firstThatFinds(this::acrossSections);
    }
    if (found != null) {
      return found.stream()
          .sorted(Comparator.comparingInt(seat -> seat.index))
          .map(seat -> new Pick(event, seat.index, 1))
          .toList();
    }
    List<NaiveObject> area = wish.area() ? firstThatFinds(this::area) : null;
    if (area == null) {
      throw Refusal.of(Rejection.NO_BEST_AVAILABLE, wish.count());
    }
    return List.of(new Pick(event, area.getFirst().index, wish.count()));
  }

  /** One way of choosing among the objects of a category; null when it finds nothing. */
  private interface Way {
    @Nullable List<NaiveObject> choose(List<NaiveObject> ofCategory);
  }

  /** Tries one category after the other; without categories all objects at once. */
  private @Nullable List<NaiveObject> firstThatFinds(Way way) {
    if (wish.categories().isEmpty()) {
      return way.choose(event.objects);
    }
    for (String category : wish.categories()) {
      int wanted = event.venue.categoryIndexOf(category);
      List<NaiveObject> ofCategory =
          event.objects.stream().filter(object -> object.drawn.category() == wanted).toList();
      List<NaiveObject> found = way.choose(ofCategory);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable List<NaiveObject> neighbours(List<NaiveObject> ofCategory) {
    List<NaiveObject> eligible = ofCategory.stream().filter(this::eligible).toList();
    List<Choice> choices = new ArrayList<>();
    for (int at = 0; at + wish.count() <= eligible.size(); at++) {
      List<NaiveObject> seats = eligible.subList(at, at + wish.count());
      if (nextToEachOther(seats)) {
        choices.add(new Choice(seats, leavesOrphan(seats)));
      }
    }
    return choices.stream().min(BETTER_NEIGHBOURS).map(Choice::seats).orElse(null);
  }

  /** Whether seats in the order of their indexes leave no gap and share a run and a section. */
  private boolean nextToEachOther(List<NaiveObject> seats) {
    int first = seats.getFirst().index;
    int last = seats.getLast().index;
    int run = event.venue.runOf(first);
    boolean together = run >= 0 && run == event.venue.runOf(last);
    long sections = seats.stream().map(seat -> seat.drawn.section()).distinct().count();
    return seats.size() == 1 || (together && sections == 1 && last - first == seats.size() - 1);
  }

  /** Whether a single open seat would be left beside seats that stand together. */
  private boolean leavesOrphan(List<NaiveObject> seats) {
    int first = seats.getFirst().index;
    int last = seats.getLast().index;
    int run = event.venue.runOf(first);
    return run >= 0
        && ((openIn(run, first - 1) && !openIn(run, first - 2))
            || (openIn(run, last + 1) && !openIn(run, last + 2)));
  }

  private boolean openIn(int run, int index) {
    return index >= event.venue.runStart(run)
        && index < event.venue.runEnd(run)
        && open(event.objects.get(index));
  }

  private @Nullable List<NaiveObject> scattered(List<NaiveObject> ofCategory) {
    TreeMap<Long, List<NaiveObject>> bySum = new TreeMap<>();
    for (int section : IntStream.range(0, event.venue.sections().size()).toArray()) {
      List<NaiveObject> nearest =
          acrossSections(
              ofCategory.stream().filter(seat -> seat.drawn.section() == section).toList());
      if (nearest != null) {
        bySum.putIfAbsent(new Choice(nearest, false).distance(), nearest);
      }
    }
    return bySum.isEmpty() ? null : bySum.firstEntry().getValue();
  }

  private @Nullable List<NaiveObject> acrossSections(List<NaiveObject> ofCategory) {
    List<NaiveObject> nearest =
        ofCategory.stream().filter(this::eligible).sorted(NEARER).limit(wish.count()).toList();
    return nearest.size() < wish.count() ? null : nearest;
  }

  private @Nullable List<NaiveObject> area(List<NaiveObject> ofCategory) {
    return ofCategory.stream()
        .filter(area -> area.isArea() && area.forSale && !area.blocked() && wanted(area))
        .filter(area -> AreaRules.room(area, wish.access()) >= wish.count())
        .findFirst()
        .map(List::of)
        .orElse(null);
  }

  private static boolean open(NaiveObject object) {
    return object.drawn.kind() == ObjectKind.SEAT
        && object.status.equals(NaiveObject.FREE)
        && object.forSale
        && !object.blocked();
  }

  private boolean eligible(NaiveObject object) {
    return open(object) && SelectionRules.channelAllowed(object, wish.access()) && wanted(object);
  }

  /** Whether an object lies in the wished section and zone, and is as accessible as wished. */
  private boolean wanted(NaiveObject object) {
    Section section = event.venue.sections().get(object.drawn.section());
    return (wish.section() == null || section.label().equals(wish.section()))
        && (wish.zone() == null || section.zone().equals(wish.zone()))
        && object.drawn.accessible() == wish.accessible();
  }
}
