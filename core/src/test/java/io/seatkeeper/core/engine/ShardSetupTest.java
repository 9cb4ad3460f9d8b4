package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.outcome.Outcome.ChartChunkStored;
import io.seatkeeper.core.outcome.Outcome.ChartStored;
import io.seatkeeper.core.outcome.Outcome.EventsNumbered;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartView;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a shard is given before events are created on it: its numbers, and copies of charts. */
class ShardSetupTest {
  private final EngineFixture shard = new EngineFixture();
  private final byte[] hall = VenueCodec.encode(GoldenSale.hall());

  @Test
  void shouldNumberEventsFromItsRange() {
    EventsNumbered numbered = new EventsNumbered(2_000_000, 2_999_999);
    assertThat(shard.done(new NumberEvents(5, 6))).isEqualTo(new EventsNumbered(5, 6));
    assertThat(shard.done(new NumberEvents(2_000_000, 2_999_999))).isEqualTo(numbered);

    assertThat(shard.event("gala")).isEqualTo(2_000_000);
    assertThat(shard.restored().event("opera")).isEqualTo(2_000_001);
    assertThat(shard.done(new NumberEvents(2_000_000, 2_999_999))).isEqualTo(numbered);
    assertThat(shard.refused(new NumberEvents(5, 6), Rejection.EVENT_NUMBERS_GIVEN))
        .isEqualTo("2000000");
  }

  @Test
  void shouldRefuseANumberBeyondItsRange() {
    shard.done(new NumberEvents(7, 7));
    shard.event("gala");

    CreateEvent another = new CreateEvent(WORKSPACE, "opera", "", "hall", 0, EventSettings.DEFAULT);
    shard.refused(another, Rejection.TOO_MUCH_STATE);
  }

  @Test
  void shouldRefuseRangesThatAreNone() {
    shard.refused(new NumberEvents(0, 5), Rejection.MALFORMED_COMMAND);
    shard.refused(new NumberEvents(6, 5), Rejection.MALFORMED_COMMAND);
    shard.refused(new NumberEvents(1, Integer.MAX_VALUE), Rejection.MALFORMED_COMMAND);
  }

  @Test
  void shouldCopyExactlyTheVersionAskedFor() {
    assertThat(shard.done(copy(7, 0, 1, hall))).isEqualTo(new ChartStored("hall", 7));
    assertThat(shard.done(copy(4, 0, 1, hall))).isEqualTo(new ChartStored("hall", 4));

    assertThat(shard.engine.view().chartVersions(WORKSPACE, "hall"))
        .extracting(ChartView::version)
        .containsExactly(1, 4, 7);
    assertThat(shard.engine.view().chart(WORKSPACE, "hall", 5)).isNull();
    assertThat(shard.engine.view().chart(WORKSPACE, "hall", 8)).isNull();
    int event = shard.event("gala");
    assertThat(shard.view(event).chartVersion()).isEqualTo(7);
    CreateEvent between = new CreateEvent(WORKSPACE, "opera", "", "hall", 5, EventSettings.DEFAULT);
    shard.refused(between, Rejection.CHART_UNKNOWN);
    assertThat(shard.restored().engine.view().chartVersions(WORKSPACE, "hall")).hasSize(3);
  }

  @Test
  void shouldCopyInPiecesAndTakeAnyAgain() {
    byte[] first = Arrays.copyOf(hall, 100);
    byte[] rest = Arrays.copyOfRange(hall, 100, hall.length);

    assertThat(shard.done(copy(3, 0, 2, first))).isEqualTo(new ChartChunkStored(0));
    long content = shard.engine.view().contentHash();
    assertThat(shard.done(copy(3, 0, 2, first))).isEqualTo(new ChartChunkStored(0));
    assertThat(shard.engine.view().contentHash()).isEqualTo(content);
    shard.refused(copy(4, 1, 2, rest), Rejection.CHART_CHUNK_UNEXPECTED);
    assertThat(shard.restored().done(copy(3, 1, 2, rest))).isEqualTo(new ChartStored("hall", 3));
  }

  @Test
  void shouldKeepAVersionThatIsThere() {
    shard.done(copy(3, 0, 1, hall));
    long content = shard.engine.view().contentHash();

    assertThat(shard.done(copy(3, 0, 1, hall))).isEqualTo(new ChartStored("hall", 3));
    byte[] house = VenueCodec.encode(EngineFixture.house());
    assertThat(shard.refused(copy(3, 0, 1, house), Rejection.CHART_DIFFERS))
        .isEqualTo("hall in version 3");
    assertThat(shard.done(copy(1, 0, 1, house))).isEqualTo(new ChartStored("hall", 1));
    assertThat(shard.engine.view().contentHash()).isEqualTo(content);
  }

  @Test
  void shouldRefuseWhatCannotBeCopied() {
    shard.refused(copy(0, 0, 1, hall), Rejection.MALFORMED_COMMAND);
    shard.refused(copy(2, 1, 1, hall), Rejection.MALFORMED_COMMAND);
    shard.refused(copy(2, 0, 1, new byte[] {9, 9}), Rejection.CHART_UNREADABLE);
    CopyChartChunk elsewhere = new CopyChartChunk("nobody", "hall", 2, 1, 0, 1, Bytes.copyOf(hall));
    shard.refused(elsewhere, Rejection.WORKSPACE_UNKNOWN);
    assertThat(shard.engine.view().chartVersions("nobody", "hall")).isEqualTo(List.of());
  }

  private static CopyChartChunk copy(int version, int chunk, int chunks, byte[] bytes) {
    return new CopyChartChunk(WORKSPACE, "hall", version, 99, chunk, chunks, Bytes.copyOf(bytes));
  }
}
