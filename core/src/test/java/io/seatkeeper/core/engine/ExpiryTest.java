package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.AREA;
import static io.seatkeeper.core.engine.EngineFixture.bookHeld;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.TokenEnded;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens at deadlines, and to tokens that have ended. */
class ExpiryTest {
  private final EngineFixture house = new EngineFixture();
  private final int event = house.event("show");

  @Test
  void shouldFreeWhatIsHeldWhenItsDeadlineComes() {
    house.done(house.hold(1, event, 3, 1));

    assertThat(house.pass(EngineFixture.HOLD_MILLIS - 1)).isEmpty();
    List<Change> changes = house.pass(1);

    assertThat(EngineFixture.objects(changes)).containsExactly(3, 1);
    assertThat(changes)
        .allSatisfy(
            change -> assertThat(((ObjectChanged) change).reason()).isEqualTo(Reason.EXPIRED));
    assertThat(house.statusOf(event, 3)).isEqualTo("free");
    assertThat(house.engine.view().token(1)).isNull();
  }

  @Test
  void shouldExpireByDeadlineThenByTokenUnsigned() {
    house.done(EngineFixture.hold(lease(-1, 500), Selection.of(event, 0)));
    house.done(EngineFixture.hold(lease(9, 500), Selection.of(event, 1)));
    house.done(EngineFixture.hold(lease(5, 600), Selection.of(event, 2)));
    house.done(EngineFixture.hold(lease(7, 400), Selection.of(event, 3)));

    assertThat(EngineFixture.objects(house.pass(1000))).containsExactly(3, 1, 0, 2);
  }

  @Test
  void shouldExpireBeforeTheCommandThatComesAfterTheDeadline() {
    house.done(house.hold(1, event, 3));
    house.now += EngineFixture.HOLD_MILLIS;

    Applied applied = house.apply(house.hold(2, event, 3));

    assertThat(applied.changes())
        .extracting(change -> ((ObjectChanged) change).reason())
        .containsExactly(Reason.EXPIRED, Reason.HELD);
  }

  @Test
  void shouldNotBookAfterTheDeadline() {
    house.done(house.hold(1, event, 3));
    house.now += EngineFixture.HOLD_MILLIS;

    Applied applied = house.apply(bookHeld(1, "order-1", Selection.of(event, 3)));

    assertThat(applied.outcome()).isEqualTo(new Refused(Rejection.TOKEN_EXPIRED, ""));
    assertThat(house.statusOf(event, 3)).isEqualTo("free");
  }

  @Test
  void shouldKeepTheFirstDeadlineOfAToken() {
    house.done(EngineFixture.hold(lease(1, 500), Selection.of(event, 0)));
    house.done(EngineFixture.hold(lease(1, 5000), Selection.of(event, 1)));

    assertThat(EngineFixture.objects(house.pass(500))).containsExactly(0, 1);
  }

  @Test
  void shouldFreeAnAreasPeopleInOneChange() {
    house.done(house.holdArea(1, event, 3));
    house.done(house.hold(1, event, 0));
    house.done(house.holdArea(1, event, 2));

    List<Change> changes = house.pass(EngineFixture.HOLD_MILLIS);

    assertThat(EngineFixture.objects(changes)).containsExactly(AREA, 0);
    assertThat(((ObjectChanged) changes.getFirst()).quantity()).isEqualTo(5);
    assertThat(house.view(event).areaHeld(AREA)).isZero();
  }

  @Test
  void shouldEndATokenForGood() {
    house.done(house.hold(1, event, 0, 1));

    assertThat(house.done(EngineFixture.end(house.lease(1)))).isEqualTo(new TokenEnded(2));

    assertThat(house.statusOf(event, 0)).isEqualTo("free");
    house.refused(house.hold(1, event, 0), Rejection.TOKEN_EXPIRED);
    assertThat(house.done(EngineFixture.end(house.lease(1)))).isEqualTo(new TokenEnded(0));
  }

  @Test
  void shouldEndATokenItHasNeverMet() {
    house.done(EngineFixture.end(house.lease(1)));

    house.refused(house.hold(1, event, 0), Rejection.TOKEN_EXPIRED);
    house.pass(EngineFixture.HOLD_MILLIS);
    assertThat(house.engine.view().token(1)).isNull();
  }

  @Test
  void shouldTakeAnEarlierTimeAsTheLatestSeen() {
    house.pass(1000);
    house.now -= 900;
    house.pass(0);

    assertThat(house.engine.view().logMillis()).isEqualTo(1000);
  }

  private TokenLease lease(long token, long deadline) {
    return new TokenLease(token, EngineFixture.WORKSPACE, deadline, "");
  }
}
