package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.SeatIndex;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BestAvailableTest {
  private static final TokenLease LEASE = new TokenLease(1, "shop", 1000, "ann");

  /** Rows of ten: A (0-9, near), B (10-19), C (20-29, another section and category), area 30. */
  private final Venue venue = venue();

  private final House house = new House(venue);

  @Test
  void shouldTakeTheNearestNeighbours() {
    assertThat(choose(wish(2))).isEqualTo(Selection.of(0, 4, 5));
  }

  @Test
  void shouldPreferNeighboursThatLeaveNoOrphan() {
    house.close(2);

    // The nearest two, 4 and 5, would leave 3 alone.
    assertThat(choose(wish(2))).isEqualTo(Selection.of(0, 3, 4));
  }

  @Test
  void shouldLeaveAnOrphanWhenNothingElseIsLeft() {
    house.closeAllBut(3, 4, 5);

    assertThat(choose(wish(2))).isEqualTo(Selection.of(0, 4, 5));
  }

  @Test
  void shouldNotJoinRows() {
    house.closeAllBut(9, 10);

    assertThat(choose(wish(2))).isNull();
  }

  @Test
  void shouldTryCategoriesInTheOrderGiven() {
    assertThat(choose(wish(2, "rear", "front"))).isEqualTo(Selection.of(0, 24, 25));
    assertThat(choose(wish(2, "front", "rear"))).isEqualTo(Selection.of(0, 4, 5));
  }

  @Test
  void shouldKeepAccessiblePlacesForThoseWhoAsk() {
    HoldBestAvailable wish = wish(1, null, null, true, ChannelAccess.GENERAL);

    assertThat(choose(wish)).isEqualTo(Selection.of(0, 19));
  }

  @Test
  void shouldStayInTheWishedSectionOrZone() {
    assertThat(choose(wish(2, "balcony", null, false, ChannelAccess.GENERAL)))
        .isEqualTo(Selection.of(0, 24, 25));
    assertThat(choose(wish(2, null, "up", false, ChannelAccess.GENERAL)))
        .isEqualTo(Selection.of(0, 24, 25));
  }

  @Test
  void shouldTakeAChannelsSeatsOnlyWhenItIsNamed() {
    house.channel(4);

    assertThat(choose(wish(2))).isEqualTo(Selection.of(0, 5, 6));
    house.channelAllowed = true;
    assertThat(choose(wish(2))).isEqualTo(Selection.of(0, 4, 5));
  }

  @Test
  void shouldScatterInsideOneSectionBeforeAcrossSections() {
    house.closeAllBut(0, 2, 20, 22, 24);

    assertThat(choose(fallbacks(3, true, true, true))).isEqualTo(Selection.of(0, 20, 22, 24));
    assertThat(choose(fallbacks(3, false, true, true))).isEqualTo(Selection.of(0, 0, 2, 24));
  }

  @Test
  void shouldFallBackToAnAreaWithRoom() {
    house.closeAllBut(0);
    Selection area = Selection.withQuantities(0, new int[] {30}, new int[] {2});

    assertThat(choose(fallbacks(2, true, true, true))).isEqualTo(area);
    house.room = 1;
    assertThat(choose(fallbacks(2, true, true, true))).isNull();
  }

  @Test
  void shouldFindNeighboursInRunsLongerThanAWord() {
    Venue longRow = longRow(200);
    House hall = new House(longRow);
    hall.closeAllBut(60, 61, 62, 63, 64, 65, 66, 67);

    Selection chosen = BestAvailable.choose(new SeatIndex(longRow), hall, wish(8));

    assertThat(chosen).isEqualTo(Selection.of(0, 60, 61, 62, 63, 64, 65, 66, 67));
  }

  private @Nullable Selection choose(HoldBestAvailable wish) {
    return BestAvailable.choose(new SeatIndex(venue), house, wish);
  }

  private static HoldBestAvailable wish(int count, String... categories) {
    return new HoldBestAvailable(
        LEASE,
        0,
        count,
        List.of(categories),
        null,
        null,
        false,
        false,
        false,
        false,
        ChannelAccess.GENERAL);
  }

  private static HoldBestAvailable wish(
      int count,
      @Nullable String section,
      @Nullable String zone,
      boolean accessible,
      ChannelAccess access) {
    return new HoldBestAvailable(
        LEASE, 0, count, List.of(), section, zone, accessible, false, false, false, access);
  }

  private static HoldBestAvailable fallbacks(
      int count, boolean scattered, boolean acrossSections, boolean area) {
    return new HoldBestAvailable(
        LEASE,
        0,
        count,
        List.of(),
        null,
        null,
        false,
        scattered,
        acrossSections,
        area,
        ChannelAccess.GENERAL);
  }

  private static Venue venue() {
    VenueBuilder venue = new VenueBuilder("Hall");
    int front = venue.category(new Category("front", "Front", "", false));
    int rear = venue.category(new Category("rear", "Rear", "", false));
    venue.zone(new Zone("up", "Upstairs"));
    int stalls = venue.section(new Section("stalls", "", ""));
    int balcony = venue.section(new Section("balcony", "up", ""));
    venue.run(row("A", front, stalls, 100, 10));
    venue.run(row("B", front, stalls, 200, 10));
    venue.run(row("C", rear, balcony, 150, 10));
    venue.object(new VenueObject("GA", ObjectKind.AREA, front, stalls, 0, 0, 10, false, 50));
    return venue.build();
  }

  private static Venue longRow(int seats) {
    VenueBuilder venue = new VenueBuilder("Long");
    int category = venue.category(new Category("one", "One", "", false));
    int section = venue.section(new Section("", "", ""));
    venue.run(row("A", category, section, 100, seats));
    return venue.build();
  }

  /** Seats at distances 100, ..., least in the middle; the last of row B is accessible. */
  private static List<VenueObject> row(
      String label, int category, int section, int distance, int size) {
    List<VenueObject> seats = new ArrayList<>();
    for (int seat = 0; seat < size; seat++) {
      int fromMiddle = Math.abs(2 * seat - (size - 1));
      boolean accessible = label.equals("B") && seat == size - 1;
      seats.add(
          new VenueObject(
              label + "-" + (seat + 1),
              ObjectKind.SEAT,
              category,
              section,
              seat * 10,
              0,
              distance + fromMiddle,
              accessible,
              1));
    }
    return seats;
  }

  /** Open places as a test wants them. */
  private static final class House implements BestAvailable.OpenPlaces {
    private final long[] open;
    private final long[] channelled;
    private boolean channelAllowed;
    private int room = 50;

    House(Venue venue) {
      open = new long[(venue.objectCount() + 63) >>> 6];
      channelled = new long[open.length];
      for (int object = 0; object < venue.objectCount(); object++) {
        if (venue.object(object).kind() == ObjectKind.SEAT) {
          open[object >>> 6] |= 1L << object;
        }
      }
    }

    void close(int object) {
      open[object >>> 6] &= ~(1L << object);
    }

    void closeAllBut(int... objects) {
      Arrays.fill(open, 0);
      for (int object : objects) {
        open[object >>> 6] |= 1L << object;
      }
    }

    void channel(int object) {
      channelled[object >>> 6] |= 1L << object;
    }

    @Override
    public long[] openSeats() {
      return open;
    }

    @Override
    public long[] channelled() {
      return channelled;
    }

    @Override
    public boolean mayTakeChannelOf(int object) {
      return channelAllowed;
    }

    @Override
    public boolean areaHasRoom(int object, int people) {
      return people <= room;
    }
  }
}
