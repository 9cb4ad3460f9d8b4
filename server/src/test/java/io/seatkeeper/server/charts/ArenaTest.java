package io.seatkeeper.server.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArenaTest {
  private static final Venue ARENA = Arena.venue();
  private static final List<VenueObject> OBJECTS =
      IntStream.range(0, ARENA.objectCount()).mapToObj(ARENA::object).toList();

  @Test
  void shouldHaveTwentyThousandPlaces() {
    assertThat(ARENA.seatCount()).isEqualTo(20_000);
  }

  @Test
  void shouldFitIntoOneUpload() {
    assertThat(Arena.drawing()).hasSizeLessThan(DrawingImporter.MOST_BYTES / 4);
  }

  @Test
  void shouldDrawTheSameEachTime() {
    assertThat(Arena.drawing()).isEqualTo(Arena.drawing());
  }

  @Test
  void shouldHaveEveryKindOfObject() {
    assertThat(OBJECTS).extracting(VenueObject::kind).contains(ObjectKind.values());
    assertThat(OBJECTS).anyMatch(VenueObject::accessible);
    assertThat(ARENA.areaCount()).isEqualTo(3);
    assertThat(ARENA.decorations()).isNotEmpty();
  }

  @Test
  void shouldSellEveryCategory() {
    for (int category = 0; category < ARENA.categories().size(); category++) {
      int index = category;
      assertThat(OBJECTS).anyMatch(object -> object.category() == index);
    }
    assertThat(ARENA.categories()).extracting(Category::color).doesNotContain("");
  }

  @Test
  void shouldKeepSeatsApart() {
    List<VenueObject> points =
        OBJECTS.stream()
            .filter(object -> object.kind() == ObjectKind.SEAT)
            .sorted((one, other) -> Integer.compare(one.x(), other.x()))
            .toList();
    for (int one = 0; one < points.size(); one++) {
      for (int other = one + 1; other < points.size(); other++) {
        int across = points.get(other).x() - points.get(one).x();
        int down = points.get(other).y() - points.get(one).y();
        if (across >= 80) {
          break;
        }
        assertThat(Math.hypot(across, down))
            .as("%s and %s", points.get(one).label(), points.get(other).label())
            .isGreaterThan(80);
      }
    }
  }

  @Test
  void shouldBreakNoRow() {
    assertThat(ARENA.runCount())
        .isEqualTo(
            OBJECTS.stream()
                .filter(object -> object.kind() == ObjectKind.SEAT)
                .filter(object -> !object.label().startsWith("Terrace"))
                .map(object -> object.label().substring(0, object.label().lastIndexOf('-')))
                .distinct()
                .count());
  }
}
