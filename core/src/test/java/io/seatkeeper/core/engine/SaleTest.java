package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.AREA;
import static io.seatkeeper.core.engine.EngineFixture.TABLE;
import static io.seatkeeper.core.engine.EngineFixture.area;
import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static io.seatkeeper.core.engine.EngineFixture.bookHeld;
import static io.seatkeeper.core.engine.EngineFixture.release;
import static io.seatkeeper.core.engine.EngineFixture.releaseBooked;
import static io.seatkeeper.core.engine.EngineFixture.releaseHeld;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Outcome.ObjectsReleased;
import io.seatkeeper.core.outcome.Outcome.StatusChanged;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView.AreaShareView;
import io.seatkeeper.core.state.TokenView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What holding, booking and releasing do. */
class SaleTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldHoldSeatsForAToken() {
    Applied applied = house.apply(house.hold(1, event, 2, 0));

    assertThat(applied.outcome())
        .isEqualTo(
            new ObjectsHeld(1, EngineFixture.HOLD_MILLIS, List.of(Selection.of(event, 2, 0))));
    assertThat(applied.changes())
        .containsExactly(
            new ObjectChanged(
                event, 2, 2, Reason.HELD, "free", "held", true, false, 1, 0, 0, 1, ""),
            new ObjectChanged(
                event, 3, 0, Reason.HELD, "free", "held", true, false, 1, 0, 0, 1, ""));
    assertThat(house.view(event).token(2)).isEqualTo(1);
    assertThat(house.view(event).peopleOf("buyer-1")).isEqualTo(2);
    TokenView token = Objects.requireNonNull(house.engine.view().token(1));
    assertThat(token.selections()).containsExactly(Selection.of(event, 2, 0));
  }

  @Test
  void shouldRefuseASeatSomebodyHas() {
    house.done(house.hold(1, event, 2));

    assertThat(house.refused(house.hold(2, event, 1, 2), Rejection.OBJECT_NOT_FREE))
        .isEqualTo("A-3");
    assertThat(house.statusOf(event, 1)).isEqualTo("free");
  }

  @Test
  void shouldBookWhatATokenHolds() {
    house.done(house.hold(1, event, 2, 3));

    Applied applied = house.apply(bookHeld(1, "order-1", Selection.of(event, 2)));

    assertThat(applied.outcome()).isEqualTo(new ObjectsBooked("order-1", 1));
    assertThat(house.statusOf(event, 2)).isEqualTo("booked");
    assertThat(house.view(event).order(2)).isEqualTo("order-1");
    assertThat(house.statusOf(event, 3)).isEqualTo("held");
    assertThat(house.view(event).peopleOf("buyer-1")).isEqualTo(2);
  }

  @Test
  void shouldBookTheSameOrderAgainWithoutAChange() {
    house.done(house.hold(1, event, 2, 3));
    house.done(bookHeld(1, "order-1", Selection.of(event, 2, 3)));
    house.pass(EngineFixture.HOLD_MILLIS);

    Applied again = house.apply(bookHeld(1, "order-1", Selection.of(event, 3, 2)));

    assertThat(again.outcome()).isEqualTo(new ObjectsBooked("order-1", 0));
    assertThat(again.repeated()).isFalse();
    assertThat(again.changes()).isEmpty();
  }

  @Test
  void shouldCountATableByItsChairs() {
    house.done(house.hold(1, event, TABLE));

    assertThat(house.view(event).peopleOf("buyer-1")).isEqualTo(4);
  }

  @Test
  void shouldMoveQuantitiesOfAnArea() {
    house.done(house.holdArea(1, event, 3));
    house.done(house.holdArea(1, event, 2));
    house.done(bookHeld(1, "order-1", area(event, 4)));

    assertThat(house.view(event).areaHeld(AREA)).isEqualTo(1);
    assertThat(house.view(event).areaBooked(AREA)).isEqualTo(4);
    assertThat(house.view(event).areaShares(AREA))
        .containsExactly(new AreaShareView("", 1, "", 1), new AreaShareView("", 0, "order-1", 4));
    assertThat(house.refused(house.holdArea(2, event, 6), Rejection.AREA_FULL)).isEqualTo("GA");
    house.done(house.holdArea(2, event, 5));
  }

  @Test
  void shouldReleaseWhatATokenHolds() {
    house.done(house.hold(1, event, 2, 3));

    assertThat(house.done(releaseHeld(1, Selection.of(event, 2))))
        .isEqualTo(new ObjectsReleased(1));

    assertThat(house.statusOf(event, 2)).isEqualTo("free");
    assertThat(house.view(event).peopleOf("buyer-1")).isEqualTo(1);
  }

  @Test
  void shouldReleaseWhatAnOrderBooked() {
    house.done(bookFree("order-1", "bea", Selection.of(event, 2), area(event, 3)));

    house.done(releaseBooked("order-1", Selection.of(event, 2), area(event, 1)));

    assertThat(house.statusOf(event, 2)).isEqualTo("free");
    assertThat(house.view(event).areaBooked(AREA)).isEqualTo(2);
    assertThat(house.view(event).peopleOf("bea")).isEqualTo(2);
  }

  @Test
  void shouldReleaseWhoeverHasIt() {
    house.done(house.hold(1, event, 2));
    house.done(bookFree("order-1", "", Selection.of(event, 3)));

    house.done(release(event, 3, 2));

    assertThat(house.statusOf(event, 2)).isEqualTo("free");
    assertThat(house.statusOf(event, 3)).isEqualTo("free");
    assertThat(Objects.requireNonNull(house.engine.view().token(1)).selections()).isEmpty();
  }

  @Test
  void shouldHoldOverSeveralEventsOfAGroup() {
    int first = house.event("season.first");
    int second = house.event("season.second");

    house.done(EngineFixture.hold(house.lease(1), Selection.of(first, 0), Selection.of(second, 1)));

    assertThat(house.statusOf(first, 0)).isEqualTo("held");
    assertThat(house.statusOf(second, 1)).isEqualTo("held");
  }

  @Test
  void shouldBookMarkAndReleaseOverSeveralEventsOfAGroup() {
    int first = house.event("season.first");
    int second = house.event("season.second");
    Selection[] both = {
      Selection.of(first, 0, EngineFixture.BOOTH), Selection.of(second, EngineFixture.TABLE)
    };
    house.done(EngineFixture.hold(house.lease(1), both));

    assertThat(house.done(EngineFixture.bookHeld(1, "season-1", both)))
        .isEqualTo(new ObjectsBooked("season-1", 3));
    assertThat(house.done(EngineFixture.releaseBooked("season-1", both)))
        .isEqualTo(new ObjectsReleased(3));
    assertThat(
            house.done(
                new ChangeObjectStatus(List.of(both), "reserved", List.of("free"), List.of())))
        .isEqualTo(new StatusChanged(3));

    assertThat(house.statusOf(first, EngineFixture.BOOTH)).isEqualTo("reserved");
    assertThat(house.statusOf(second, EngineFixture.TABLE)).isEqualTo("reserved");
    assertThat(house.view(second).peopleOf("buyer-1")).isZero();
  }

  @Test
  void shouldChangeNothingWhenOneOfSeveralEventsRefuses() {
    int first = house.event("season.first");
    int second = house.event("season.second");
    house.done(house.hold(1, second, 1));

    house.refused(
        EngineFixture.hold(house.lease(2), Selection.of(first, 0), Selection.of(second, 1)),
        Rejection.OBJECT_NOT_FREE);

    assertThat(house.statusOf(first, 0)).isEqualTo("free");
  }
}
