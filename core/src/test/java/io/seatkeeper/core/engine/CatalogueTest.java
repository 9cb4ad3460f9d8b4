package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome.ChartChunkStored;
import io.seatkeeper.core.outcome.Outcome.ChartStored;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.WorkspaceView;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Workspaces, and charts that come in pieces. */
class CatalogueTest {
  private static final String HASH = "0123456789abcdef".repeat(4);
  private static final Bytes SECRET = Bytes.copyOf(new byte[] {1, 2, 3});

  private final EngineFixture house = new EngineFixture();
  private final byte[] venue = VenueCodec.encode(EngineFixture.house());

  @Test
  void shouldFoundWorkspaces() {
    house.done(new CreateWorkspace("bolt", Mode.LIVE, HASH, HASH, SECRET));

    assertThat(house.engine.view().workspaces())
        .extracting(WorkspaceView::workspace)
        .containsExactly(WORKSPACE, "bolt");
    house.refused(
        new CreateWorkspace("bolt", Mode.TEST, HASH, HASH, SECRET), Rejection.WORKSPACE_EXISTS);
  }

  @Test
  void shouldRefuseWorkspacesThatCannotBe() {
    house.refused(
        new CreateWorkspace("Bolt", Mode.LIVE, HASH, HASH, SECRET), Rejection.MALFORMED_COMMAND);
    house.refused(
        new CreateWorkspace("bolt", Mode.LIVE, "short", HASH, SECRET), Rejection.MALFORMED_COMMAND);
    house.refused(
        new CreateWorkspace("bolt", Mode.LIVE, HASH, HASH, Bytes.copyOf(new byte[0])),
        Rejection.MALFORMED_COMMAND);
  }

  @Test
  void shouldJoinTheLastPieceToANewVersion() {
    int half = venue.length / 2;

    assertThat(house.done(piece(1, 0, 2, 0, half))).isEqualTo(new ChartChunkStored(0));
    assertThat(house.done(piece(1, 1, 2, half, venue.length)))
        .isEqualTo(new ChartStored("opera", 1));
    assertThat(house.done(piece(2, 0, 1, 0, venue.length))).isEqualTo(new ChartStored("opera", 2));

    ChartView chart = Objects.requireNonNull(house.engine.view().chart(WORKSPACE, "opera"));
    assertThat(chart.version()).isEqualTo(2);
    assertThat(chart.venue().objectCount()).isEqualTo(14);
    assertThat(house.engine.view().charts(WORKSPACE))
        .extracting(ChartView::chart)
        .containsExactly("hall", "opera");
  }

  @Test
  void shouldRefusePiecesOutOfOrder() {
    house.done(piece(1, 0, 3, 0, 10));

    house.refused(piece(1, 2, 3, 10, 20), Rejection.CHART_CHUNK_UNEXPECTED);
    house.refused(piece(2, 1, 3, 10, 20), Rejection.CHART_CHUNK_UNEXPECTED);
    house.refused(piece(1, 1, 4, 10, 20), Rejection.CHART_CHUNK_UNEXPECTED);
    house.done(piece(1, 1, 3, 10, 20));
    house.refused(piece(1, 1, 3, 10, 20), Rejection.CHART_CHUNK_UNEXPECTED);
  }

  @Test
  void shouldBeginAnewWithAnotherUpload() {
    house.done(piece(1, 0, 3, 0, 10));
    house.done(piece(2, 0, 2, 0, 10));

    house.refused(piece(1, 1, 3, 10, 20), Rejection.CHART_CHUNK_UNEXPECTED);
    house.done(piece(2, 1, 2, 10, venue.length));
  }

  @Test
  void shouldRestoreAChartOnItsWay() {
    house.done(piece(1, 0, 2, 0, 10));

    EngineFixture restored = house.restored();

    assertThat(restored.done(piece(1, 1, 2, 10, venue.length)))
        .isEqualTo(new ChartStored("opera", 1));
  }

  @Test
  void shouldRefuseWhatIsNoChart() {
    byte[] damaged = venue.clone();
    damaged[venue.length / 2] ^= 0x55;

    assertThat(
            house.refused(
                new StoreChartChunk(WORKSPACE, "opera", 1, 0, 1, Bytes.copyOf(damaged)),
                Rejection.CHART_UNREADABLE))
        .isEqualTo("opera");
    house.refused(piece(1, 0, 1, 0, venue.length - 1), Rejection.CHART_UNREADABLE);
  }

  @Test
  void shouldTakeAChartWhosePeopleCanAllBeCountedForOneOrder() {
    house.storeChart("hall", areas(Limits.CHART_PEOPLE / 2, Limits.CHART_PEOPLE / 2));
    int event = house.event("huge");
    int half = Limits.CHART_PEOPLE / 2;

    house.done(
        EngineFixture.bookFree(
            "order-1",
            "bea",
            Selection.withQuantities(event, new int[] {0, 1}, new int[] {half, half})));

    assertThat(house.view(event).peopleOf("bea")).isEqualTo(Limits.CHART_PEOPLE);
    assertThat(house.view(event).fenced()).isFalse();
  }

  /** Two such areas sold to one buyer would be more people than an int counts. */
  @Test
  void shouldRefuseAChartWithTooManyPeople() {
    Venue overflowing = areas(Integer.MAX_VALUE, Integer.MAX_VALUE);

    assertThat(house.refused(whole(overflowing), Rejection.CHART_TOO_LARGE)).contains("people");
    house.refused(whole(areas(Limits.CHART_PEOPLE, 1)), Rejection.CHART_TOO_LARGE);
  }

  /** Each category is searched in each section: a drawing of both would fill every replica. */
  @Test
  void shouldRefuseAChartWithTooManyCategoriesOrSections() {
    VenueBuilder colourful = new VenueBuilder("Colourful");
    for (int category = 0; category <= Limits.CHART_CATEGORIES; category++) {
      colourful.category(new Category("c" + category, "", "", false));
    }
    VenueBuilder divided = new VenueBuilder("Divided");
    for (int section = 0; section <= Limits.CHART_SECTIONS; section++) {
      divided.section(new Section("s" + section, "", ""));
    }

    assertThat(house.refused(whole(colourful.build()), Rejection.CHART_TOO_LARGE))
        .contains("categories");
    assertThat(house.refused(whole(divided.build()), Rejection.CHART_TOO_LARGE))
        .contains("sections");
  }

  @Test
  void shouldTakeAChartWithTheMostCategoriesAndSections() {
    VenueBuilder venue = new VenueBuilder("Mosaic");
    for (int category = 0; category < Limits.CHART_CATEGORIES; category++) {
      venue.category(new Category("c" + category, "", "", false));
    }
    for (int section = 0; section < Limits.CHART_SECTIONS; section++) {
      venue.section(new Section("s" + section, "", ""));
      int category = section % Limits.CHART_CATEGORIES;
      venue.run(List.of(EngineFixture.seat("S-" + section, category, section, section)));
    }

    assertThat(house.done(whole(venue.build()))).isEqualTo(new ChartStored("fields", 1));
  }

  private static Venue areas(int... capacities) {
    VenueBuilder venue = new VenueBuilder("Fields");
    int category = venue.category(new Category("field", "Field", "", false));
    int section = venue.section(new Section("", "", ""));
    for (int capacity : capacities) {
      String label = "Field " + (venue.build().objectCount() + 1);
      venue.object(
          new VenueObject(label, ObjectKind.AREA, category, section, 0, 0, 1, false, capacity));
    }
    return venue.build();
  }

  private static StoreChartChunk whole(Venue venue) {
    Bytes bytes = Bytes.copyOf(VenueCodec.encode(venue));
    return new StoreChartChunk(WORKSPACE, "fields", 1, 0, 1, bytes);
  }

  @Test
  void shouldRefuseMalformedPieces() {
    house.refused(piece(1, 0, 0, 0, 10), Rejection.MALFORMED_COMMAND);
    house.refused(piece(1, -1, 1, 0, 10), Rejection.MALFORMED_COMMAND);
    house.refused(piece(1, 0, 1, 0, 0), Rejection.MALFORMED_COMMAND);
    house.refused(
        new StoreChartChunk(WORKSPACE, "no spaces", 1, 0, 1, SECRET), Rejection.MALFORMED_COMMAND);
    house.refused(
        new StoreChartChunk("nobody", "opera", 1, 0, 1, SECRET), Rejection.WORKSPACE_UNKNOWN);
    Bytes tooLong = Bytes.copyOf(new byte[Limits.CHART_CHUNK_BYTES + 1]);
    house.refused(
        new StoreChartChunk(WORKSPACE, "opera", 1, 0, 1, tooLong), Rejection.MALFORMED_COMMAND);
  }

  @Test
  void shouldKeepSoManyBytesOnTheirWayAndDropWhatIsAbandoned() {
    Bytes large = Bytes.copyOf(new byte[Limits.CHART_CHUNK_BYTES]);
    int fit = (int) (Limits.UPLOAD_BYTES / Limits.CHART_CHUNK_BYTES);
    for (int number = 0; number < fit; number++) {
      house.done(new StoreChartChunk(WORKSPACE, "large" + number, 1, 0, 2, large));
    }
    StoreChartChunk oneMore = new StoreChartChunk(WORKSPACE, "opera", 1, 0, 2, large);

    assertThat(house.refused(oneMore, Rejection.TOO_MUCH_STATE)).isEqualTo("chart uploads");
    house.done(new StoreChartChunk(WORKSPACE, "large0", 2, 0, 2, large));

    house.now += Limits.UPLOAD_MILLIS + 1;
    house.refused(
        new StoreChartChunk(WORKSPACE, "large1", 1, 1, 2, large), Rejection.CHART_CHUNK_UNEXPECTED);
    house.done(oneMore);
  }

  private StoreChartChunk piece(long upload, int chunk, int chunks, int from, int to) {
    Bytes bytes = Bytes.copyOf(Arrays.copyOfRange(venue, from, to));
    return new StoreChartChunk(WORKSPACE, "opera", upload, chunk, chunks, bytes);
  }
}
