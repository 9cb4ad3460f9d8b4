package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.bookFree;
import static io.seatkeeper.core.engine.EngineFixture.bookHeld;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Change;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Copies of the state, and engines that go on from them. */
class SnapshotImageTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldGoOnFromAnImageAsTheOriginalDoes() {
    house.done(house.hold(1, event, 3, 1));
    house.done(house.holdArea(1, event, 4));
    house.done(bookHeld(1, "order-1", EngineFixture.area(event, 2), Selection.of(event, 3)));
    house.done(bookFree("order-2", "bea", Selection.of(event, EngineFixture.TABLE)));
    house.done(
        EngineFixture.update(
            event,
            EngineFixture.block(0, "camera"),
            EngineFixture.channel(5, "press"),
            EngineFixture.extraData(2, "aisle"),
            EngineFixture.forSale(4, false)));
    house.done(EngineFixture.status("broken", event, 8));
    EngineFixture restored = house.restored();

    List<Change> expected = house.pass(EngineFixture.HOLD_MILLIS);

    assertThat(restored.pass(EngineFixture.HOLD_MILLIS)).isEqualTo(expected);
    assertThat(restored.engine.view().stateHash()).isEqualTo(house.engine.view().stateHash());
  }

  @Test
  void shouldNotBeTouchedByLaterCommands() {
    house.done(house.hold(1, event, 3, 1));
    var image = house.engine.image();
    long hash = house.engine.view().stateHash();

    house.done(house.hold(1, event, 2));
    house.pass(EngineFixture.HOLD_MILLIS);

    assertThat(SeatEngine.fromImage(image).view().stateHash()).isEqualTo(hash);
  }
}
