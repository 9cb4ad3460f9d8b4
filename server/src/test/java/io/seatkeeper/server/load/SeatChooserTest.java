package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SeatChooserTest {
  private static final int ROW = 10;

  private final List<House.Thing> things = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(7);

  SeatChooserTest() {
    for (int seat = 0; seat < 4 * ROW; seat++) {
      things.add(new House.Thing("S-" + seat, false, 1, seat / ROW, seat));
    }
  }

  @Test
  void shouldPickFreeNeighboursOfOneRow() {
    House house = new House(things);
    MapView view = MapViews.of(house, seat -> seat % ROW < 6 ? 0 : 2);

    for (int fan = 0; fan < 500; fan++) {
      List<Place> places = new SeatChooser(house).choose(view, random, 3, true);

      assertThat(places).isNotEmpty().hasSizeLessThanOrEqualTo(3);
      List<Integer> seats = places.stream().map(p -> house.indexOf(p.label())).toList();
      assertThat(seats).allMatch(view::isFree);
      assertThat(seats.getLast() - seats.getFirst()).isEqualTo(seats.size() - 1);
      assertThat(seats.getFirst() / ROW).isEqualTo(seats.getLast() / ROW);
    }
  }

  @Test
  void shouldStayTogetherWhereThereIsRoom() {
    House house = new House(things);
    MapView view = MapViews.of(house, _ -> 0);

    for (int fan = 0; fan < 500; fan++) {
      assertThat(new SeatChooser(house).choose(view, random, 4, true)).hasSize(4);
    }
  }

  @Test
  void shouldLikeGoodSeatsBetterWhenChoosy() {
    House house = new House(things);
    MapView view = MapViews.of(house, _ -> 0);

    assertThat(goodShare(house, view, true)).isGreaterThan(goodShare(house, view, false) + 100);
  }

  private int goodShare(House house, MapView view, boolean choosy) {
    int good = 0;
    for (int fan = 0; fan < 1_000; fan++) {
      String label = new SeatChooser(house).choose(view, random, 1, choosy).getFirst().label();
      good += house.indexOf(label) < 2 * ROW ? 1 : 0;
    }
    return good;
  }

  @Test
  void shouldTakeASingleSeatThatIsLeft() {
    House house = new House(things);
    MapView view = MapViews.of(house, seat -> seat == 17 ? 0 : 2);

    assertThat(new SeatChooser(house).choose(view, random, 5, false))
        .containsExactly(new Place("S-17", 1));
  }

  @Test
  void shouldTakeATableAlone() {
    things.clear();
    things.add(new House.Thing("T1", false, 1, -1, 5));
    things.add(new House.Thing("T2", false, 1, -1, 6));
    House house = new House(things);
    MapView view = MapViews.of(house, _ -> 0);

    assertThat(new SeatChooser(house).choose(view, random, 4, true)).hasSize(1);
  }

  @Test
  void shouldTakeNoMoreOfAnAreaThanThereIs() {
    things.add(new House.Thing("GA", true, 50, -1, 0));
    House house = new House(things);
    MapView view = MapViews.of(house, _ -> 2, new MapView.AreaCount(50, 1, 46, 3));

    assertThat(new SeatChooser(house).choose(view, random, 6, true))
        .containsExactly(new Place("GA", 3));
  }

  @Test
  void shouldFindNothingWhenNothingIsLeft() {
    House house = new House(things);
    MapView view = MapViews.of(house, seat -> seat % 2 == 0 ? 2 : 0x40);

    assertThat(new SeatChooser(house).choose(view, random, 2, true)).isEmpty();
    assertThat(view.soldOut()).isTrue();
    assertThat(view.offSale()).isEqualTo(2 * ROW);
  }
}
