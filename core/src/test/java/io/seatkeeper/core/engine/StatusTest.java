package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.AREA;
import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static io.seatkeeper.core.engine.EngineFixture.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome.StatusChanged;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Statuses that organisers set. */
class StatusTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldTakeTheObjectFromWhoeverHasIt() {
    house.done(house.hold(1, event, 0));
    house.done(bookFree("order-1", "bea", Selection.of(event, 1)));

    Applied applied = house.apply(status("broken", event, 0, 1, 2));

    assertThat(applied.outcome()).isEqualTo(new StatusChanged(3));
    assertThat(applied.changes())
        .contains(
            new ObjectChanged(
                event, 4, 0, Reason.STATUS_CHANGED, "held", "broken", true, false, 1, 0, 0, 1, ""));
    assertThat(house.view(event).statusCode(0)).isEqualTo(3);
    assertThat(house.view(event).peopleOf("bea")).isZero();
    assertThat(Objects.requireNonNull(house.engine.view().token(1)).selections()).isEmpty();
  }

  @Test
  void shouldFreeObjects() {
    house.done(status("broken", event, 0));
    house.done(house.hold(1, event, 1));

    house.done(status("free", event, 0, 1));

    house.done(house.hold(2, event, 0, 1));
  }

  @Test
  void shouldNotCountWhatHasTheStatusAlready() {
    house.done(status("broken", event, 0));

    assertThat(house.done(status("broken", event, 0, 1))).isEqualTo(new StatusChanged(1));
    assertThat(house.done(status("broken", event, 0, 1))).isEqualTo(new StatusChanged(0));
  }

  @Test
  void shouldLookAtPreviousStatuses() {
    house.done(status("broken", event, 0));

    assertThat(
            house.refused(
                change("free", List.of("free"), List.of(), 1, 0), Rejection.STATUS_NOT_ALLOWED))
        .isEqualTo("A-1");
    house.refused(change("free", List.of(), List.of("broken"), 0), Rejection.STATUS_NOT_ALLOWED);
    house.done(change("free", List.of("broken", "held"), List.of("booked"), 0));
  }

  @Test
  void shouldRefuseStatusesThatHaveTheirOwnCommands() {
    for (String status : List.of("held", "booked", "", "no spaces", "x".repeat(33))) {
      assertThat(house.refused(status(status, event, 0), Rejection.STATUS_NOT_SETTABLE))
          .isEqualTo(status);
    }
  }

  @Test
  void shouldRefuseAreas() {
    assertThat(house.refused(status("broken", event, AREA), Rejection.AREA_HAS_NO_STATUS))
        .isEqualTo("GA");
  }

  @Test
  void shouldChangeWhatIsNotForSale() {
    house.done(EngineFixture.update(event, EngineFixture.forSale(0, false)));

    house.done(status("broken", event, 0));

    assertThat(house.statusOf(event, 0)).isEqualTo("broken");
  }

  @Test
  void shouldKnowSixtyCustomStatusesAnEvent() {
    for (int number = 0; number < 60; number++) {
      house.done(status("custom-" + number, event, 0));
    }

    assertThat(house.refused(status("one-more", event, 0), Rejection.EVENT_NAMES_USED_UP))
        .isEqualTo("custom statuses");
    house.done(status("custom-0", event, 0));
    assertThat(house.view(event).statusCodes()).isEqualTo(63);
  }

  private ChangeObjectStatus change(
      String status, List<String> allowed, List<String> rejected, int... objects) {
    return new ChangeObjectStatus(List.of(Selection.of(event, objects)), status, allowed, rejected);
  }
}
