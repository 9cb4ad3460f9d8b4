package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.WORKSPACE;
import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.outcome.Outcome.EventUpdated;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardImage;
import io.seatkeeper.core.state.ShardState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Events created, described and removed. */
class EventTest {
  private final EngineFixture house = new EngineFixture();

  @Test
  void shouldCreateEventsUnderNumbersOfTheirOwn() {
    house.now = 500;
    var applied = house.apply(create("season.first"));

    assertThat(applied.outcome()).isEqualTo(new EventCreated(1, "season.first"));
    assertThat(applied.changes())
        .containsExactly(new EventChanged(1, 1, EventFact.CREATED, "season.first"));
    EventView view = house.view(1);
    assertThat(view.group()).isEqualTo("season");
    assertThat(view.createdWallMillis()).isEqualTo(1_000_500);
    assertThat(view.chartVersion()).isEqualTo(1);
    assertThat(house.done(create("show"))).isEqualTo(new EventCreated(2, "show"));
    assertThat(house.engine.view().events(WORKSPACE))
        .extracting(EventView::key)
        .containsExactly("season.first", "show");
  }

  @Test
  void shouldPinAChartVersion() {
    house.storeChart("hall", EngineFixture.house());
    EventSettings settings = EventSettings.DEFAULT;

    house.done(new CreateEvent(WORKSPACE, "old", "", "hall", 1, settings));
    house.done(new CreateEvent(WORKSPACE, "new", "", "hall", 0, settings));

    assertThat(house.view(1).chartVersion()).isEqualTo(1);
    assertThat(house.view(2).chartVersion()).isEqualTo(2);
    house.refused(
        new CreateEvent(WORKSPACE, "newer", "", "hall", 3, settings), Rejection.CHART_UNKNOWN);
  }

  @Test
  void shouldRefuseEventsThatCannotBe() {
    EventSettings settings = EventSettings.DEFAULT;
    house.done(create("show"));

    house.refused(create("show"), Rejection.EVENT_EXISTS);
    house.refused(
        new CreateEvent("nobody", "other", "", "hall", 0, settings), Rejection.WORKSPACE_UNKNOWN);
    house.refused(
        new CreateEvent(WORKSPACE, "other", "", "opera", 0, settings), Rejection.CHART_UNKNOWN);
    for (String key : List.of("", "Show", ".show", "show.", "a.b.c", "-show", "x".repeat(65))) {
      house.refused(create(key), Rejection.MALFORMED_COMMAND);
    }
    house.refused(
        new CreateEvent(WORKSPACE, "other", "n".repeat(257), "hall", 0, settings),
        Rejection.MALFORMED_COMMAND);
    house.refused(
        new CreateEvent(WORKSPACE, "other", "", "hall", -1, settings), Rejection.MALFORMED_COMMAND);
  }

  @Test
  void shouldRefuseRulesThatCannotBe() {
    int event = house.event("show");
    for (EventSettings settings :
        List.of(
            new EventSettings(-1, 1, 1000),
            new EventSettings(0, 0, 1000),
            new EventSettings(0, 1001, 1000),
            new EventSettings(0, 1, 999),
            new EventSettings(0, 1, Long.MAX_VALUE))) {
      house.refused(new UpdateEvent(event, null, changeTo(settings)), Rejection.MALFORMED_COMMAND);
      house.refused(
          new CreateEvent(WORKSPACE, "other", "", "hall", 0, settings),
          Rejection.MALFORMED_COMMAND);
    }
  }

  @Test
  void shouldChangeNameAndRules() {
    int event = house.event("show");
    EventSettings strict = new EventSettings(2, 4, 5000);

    var applied = house.apply(new UpdateEvent(event, null, changeTo(strict)));

    assertThat(applied.outcome()).isEqualTo(new EventUpdated(event));
    assertThat(applied.changes())
        .containsExactly(new EventChanged(event, 2, EventFact.UPDATED, "show"));
    assertThat(house.view(event).settings()).isEqualTo(strict);
    assertThat(house.view(event).name()).isEqualTo("A show");
    assertThat(house.apply(new UpdateEvent(event, "A show", SettingsChange.NONE)).changes())
        .isEmpty();
    house.refused(new UpdateEvent(99, "x", SettingsChange.NONE), Rejection.EVENT_UNKNOWN);
  }

  @Test
  void shouldLeaveTheRulesThatAChangeDoesNotName() {
    int event = house.event("show", new EventSettings(2, 4, 5000));

    house.done(new UpdateEvent(event, null, new SettingsChange(3, null, null)));
    house.done(new UpdateEvent(event, null, new SettingsChange(null, 5, null)));
    house.done(new UpdateEvent(event, null, new SettingsChange(null, null, 6000L)));
    house.done(new UpdateEvent(event, null, SettingsChange.NONE));

    assertThat(house.view(event).settings()).isEqualTo(new EventSettings(3, 5, 6000));
    assertThat(house.view(event).version()).isEqualTo(4);
  }

  @Test
  void shouldRefuseAChangeToARuleThatCannotBe() {
    int event = house.event("show", new EventSettings(2, 4, 5000));

    for (SettingsChange change :
        List.of(
            new SettingsChange(-1, null, null),
            new SettingsChange(null, 0, null),
            new SettingsChange(null, null, 999L))) {
      house.refused(new UpdateEvent(event, null, change), Rejection.MALFORMED_COMMAND);
    }
  }

  @Test
  void shouldTakeADeletedEventFromItsTokens() {
    int event = house.event("season.first");
    int other = house.event("season.second");
    house.done(
        EngineFixture.hold(house.lease(1), Selection.of(event, 0, 1), Selection.of(other, 2)));
    house.done(house.holdArea(1, event, 3));
    house.done(bookFree("order-1", "bea", Selection.of(event, 5)));

    var applied = house.apply(new DeleteEvent(event));

    assertThat(applied.changes())
        .containsExactly(new EventChanged(event, 6, EventFact.DELETED, "season.first"));
    assertThat(Objects.requireNonNull(house.engine.view().token(1)).selections())
        .containsExactly(Selection.of(other, 2));
    assertThat(house.engine.view().event(event)).isNull();
    house.refused(new DeleteEvent(event), Rejection.EVENT_UNKNOWN);
  }

  @Test
  void shouldNeverUseANumberAgain() {
    int event = house.event("show");
    house.done(new DeleteEvent(event));

    int again = house.event("show");

    assertThat(again).isNotEqualTo(event);
    house.refused(house.hold(1, event, 0), Rejection.EVENT_UNKNOWN);
    house.done(house.hold(1, again, 0));
  }

  @Test
  void shouldRefuseAnEventWhenEveryNumberWasUsed() {
    ShardImage last = withNextEvent(house.engine.image(), Integer.MAX_VALUE - 1, 0);
    long hash = ShardState.restore(last).computeStateHash();
    EngineFixture old =
        new EngineFixture(SeatEngine.fromImage(withNextEvent(last, Integer.MAX_VALUE - 1, hash)));

    Applied numbered = old.apply(Request.unkeyed(create("last")));
    Applied refused = old.apply(Request.unkeyed(create("one-more")));

    assertThat(numbered.outcome()).isEqualTo(new EventCreated(Integer.MAX_VALUE - 1, "last"));
    assertThat(refused.outcome()).isEqualTo(new Refused(Rejection.TOO_MUCH_STATE, "events"));
  }

  private static ShardImage withNextEvent(ShardImage image, int nextEvent, long hash) {
    return new ShardImage(
        image.index(),
        image.position(),
        image.logMillis(),
        image.wallMillis(),
        image.behaviourVersion(),
        image.requestCapacity(),
        image.requestWindowMillis(),
        image.firstEvent(),
        image.lastEvent(),
        nextEvent,
        hash,
        image.workspaces(),
        image.charts(),
        image.uploads(),
        image.placements(),
        image.events(),
        image.orders(),
        image.groups(),
        image.groupUploads(),
        image.tokens(),
        image.requests());
  }

  private static CreateEvent create(String key) {
    return new CreateEvent(WORKSPACE, key, "A show", "hall", 0, EventSettings.DEFAULT);
  }

  private static SettingsChange changeTo(EventSettings settings) {
    return new SettingsChange(
        settings.purchaseLimit(), settings.objectsPerToken(), settings.maxHoldMillis());
  }
}
