package io.seatkeeper.server.load;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** How a fan picks places from the map with their own eyes. */
final class SeatChooser {
  private static final int LOOKS = 4;

  private final House house;

  SeatChooser(House house) {
    this.house = house;
  }

  /**
   * Picks up to {@code party} places, fewer when the fan sees no room for all of them together.
   *
   * @param choosy true: good places are liked better, and so fans collide; false: anything will do
   * @return empty when the map shows nothing
   */
  List<Place> choose(MapView view, RandomGenerator random, int party, boolean choosy) {
    List<Place> best = List.of();
    if (view.freeObjects() == 0) {
      return chooseArea(view, random, party);
    }
    for (int look = 0; look < LOOKS && best.size() < party; look++) {
      List<Place> seen = around(view, startingPoint(view, random, choosy), party, random);
      if (seen.size() > best.size()) {
        best = seen;
      }
    }
    return best;
  }

  /** Picks room in an area; empty when no area has any. */
  List<Place> chooseArea(MapView view, RandomGenerator random, int party) {
    if (view.openAreas() == 0) {
      return List.of();
    }
    int area = view.openArea(random.nextInt(view.openAreas()));
    MapView.AreaCount count = view.areas().get(area);
    int room = count == null ? 0 : count.free();
    return List.of(new Place(house.label(area), Math.clamp(party, 1, Math.max(1, room))));
  }

  private static int startingPoint(MapView view, RandomGenerator random, boolean choosy) {
    double wish = random.nextDouble();
    double rank = choosy ? wish * wish : wish;
    return view.freeObject((int) (rank * view.freeObjects()));
  }

  /** The free neighbours around an object, it included: as many as the party needs, in a row. */
  private List<Place> around(MapView view, int start, int party, RandomGenerator random) {
    int first = start;
    int last = start;
    boolean leftwards = random.nextBoolean();
    for (int side = 0; side < 2; side++) {
      while (leftwards
          && last - first + 1 < party
          && first > house.runStart(start)
          && view.isFree(first - 1)) {
        first--;
      }
      while (!leftwards
          && last - first + 1 < party
          && last + 1 < house.runEnd(start)
          && view.isFree(last + 1)) {
        last++;
      }
      leftwards = !leftwards;
    }
    List<Place> places = new ArrayList<>(last - first + 1);
    for (int object = first; object <= last; object++) {
      places.add(new Place(house.label(object), 1));
    }
    return places;
  }
}
