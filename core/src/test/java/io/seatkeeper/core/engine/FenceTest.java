package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static io.seatkeeper.core.engine.EngineFixture.bookHeld;
import static io.seatkeeper.core.engine.EngineFixture.releaseBooked;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.Corruption;
import io.seatkeeper.core.state.EventState;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What becomes of an event whose state broke, and of everybody else. */
class FenceTest {
  private final EngineFixture house = new EngineFixture();
  private final int broken = house.event("broken");
  private final int healthy = house.event("healthy");

  @Test
  void shouldFenceTheEventOfACommandThatMeetsABrokenInvariant() {
    house.done(house.hold(1, broken, 0));
    house.done(house.hold(2, broken, 1));
    Corruption.giveTo(state(broken), 1, 1);

    Applied applied = house.apply(bookHeld(1, "order-1", Selection.of(broken, 1)));

    assertThat(applied.outcome()).isEqualTo(new Refused(Rejection.EVENT_FENCED, "broken"));
    assertThat(applied.changes())
        .containsExactly(
            new EventChanged(broken, 4, EventFact.FENCED, "tokens hold what the objects say"));
    assertThat(house.view(broken).fenced()).isTrue();
  }

  @Test
  void shouldFenceOnAnyExceptionInsideAnEvent() {
    house.done(bookFree("order-1", "bea", Selection.of(broken, 0)));
    Corruption.loseOrder(state(broken), 0);

    house.apply(EngineFixture.release(broken, 0));

    assertThat(house.view(broken).fenced()).isTrue();
    assertThat(house.view(broken).version()).isPositive();
  }

  @Test
  void shouldFenceAtADeadlineAndGoOn() {
    house.done(EngineFixture.hold(house.lease(1), Selection.of(broken, 0, 1)));
    house.done(house.hold(1, healthy, 2));
    Corruption.giveTo(state(broken), 0, 77);

    List<Change> changes = house.pass(EngineFixture.HOLD_MILLIS);

    assertThat(changes.getFirst())
        .isEqualTo(
            new EventChanged(
                broken, 4, EventFact.FENCED, "object has the owner that was recorded"));
    assertThat(EngineFixture.objects(changes)).containsExactly(2);
    assertThat(house.statusOf(broken, 1)).isEqualTo("held");
    assertThat(house.statusOf(healthy, 2)).isEqualTo("free");
    assertThat(house.engine.view().token(1)).isNull();
  }

  @Test
  void shouldRefuseEverythingOnAFencedEventButItsDeletion() {
    fence();
    Selection seat = Selection.of(broken, 3);

    for (var command :
        List.of(
            house.hold(3, broken, 3),
            bookFree("order-9", "", seat),
            releaseBooked("order-9", seat),
            EngineFixture.status("free", broken, 3),
            EngineFixture.update(broken, EngineFixture.forSale(3, false)),
            new UpdateEvent(broken, "Another name", SettingsChange.NONE))) {
      assertThat(house.refused(command, Rejection.EVENT_FENCED)).isEqualTo("broken");
    }
    house.done(new DeleteEvent(broken));
    assertThat(house.engine.view().eventByKey("broken")).isNull();
  }

  @Test
  void shouldKeepOtherEventsSelling() {
    fence();

    house.done(house.hold(3, healthy, 3));

    assertThat(house.statusOf(healthy, 3)).isEqualTo("held");
  }

  @Test
  void shouldRestoreAFencedEventAsItIs() {
    fence();

    EngineFixture restored = house.restored();

    assertThat(restored.view(broken).fenced()).isTrue();
    assertThat(restored.engine.view().stateHash()).isEqualTo(house.engine.view().stateHash());
  }

  private void fence() {
    house.done(house.hold(1, broken, 0));
    Corruption.giveTo(state(broken), 0, 77);
    house.pass(EngineFixture.HOLD_MILLIS);
    assertThat(house.view(broken).fenced()).isTrue();
  }

  private EventState state(int event) {
    return Objects.requireNonNull(house.engine.state().event(event));
  }
}
