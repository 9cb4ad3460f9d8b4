package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.OrderFixture.cancel;
import static io.seatkeeper.core.engine.OrderFixture.confirm;
import static io.seatkeeper.core.engine.OrderFixture.paid;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Command.UnfreezeGroup;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.MoneyView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Orders of a group that moves from shard to shard. */
class OrderMoveTest {
  private final MoveFixture move = new MoveFixture();
  private final OrderFixture here = new OrderFixture(move.here);
  private final OrderFixture there = new OrderFixture(move.there);

  @BeforeEach
  void sellWithOrders() {
    for (OrderFixture shard : List.of(here, there)) {
      shard.house.apply(Request.unkeyed(new SwitchBehaviour(SeatEngine.SELLING_BEHAVIOUR)));
    }
  }

  @Test
  void shouldKeepTheTimeThatWasLeftToPay() {
    int event = here.priced("season.gala");
    here.openTwoSeats(event, "open", 1, 0, 1);
    here.openTwoSeats(event, "paid", 2, 2, 3);
    here.house.done(confirm(event, "paid"));
    here.house.done(paid(event, "paid"));
    here.house.pass(10_000);

    move.move(2);

    long left = OrderFixture.PAY_MILLIS - 10_000;
    assertThat(there.order(event, "open").payByLogMillis()).isEqualTo(there.house.now + left);
    assertThat(there.house.engine.view().money(event))
        .isEqualTo(new MoneyView(10_500, 0, 10_500, 0, 0));
    assertThat(here.house.engine.view().orderCount()).isZero();
    here.house.refused(cancel(event, "paid"), Rejection.GROUP_MOVED);
    there.house.pass(left - 1);
    there.assertState(event, "open", OrderState.OPEN);
    there.house.pass(1);
    there.assertState(event, "open", OrderState.EXPIRED);
    there.house.done(cancel(event, "paid"));
    there.assertState(event, "paid", OrderState.REFUND_DUE);
  }

  @Test
  void shouldStopTheTimeOfAFrozenOrder() {
    int event = here.priced("season.gala");
    here.openTwoSeats(event, "open", 1, 0, 1);
    long payBy = here.order(event, "open").payByLogMillis();
    move.freeze(2);
    here.house.pass(500_000);
    here.house.refused(confirm(event, "open"), Rejection.GROUP_FROZEN);
    assertThat(here.house.restored().engine.view().order(event, "open"))
        .isEqualTo(here.order(event, "open"));

    here.house.done(new UnfreezeGroup("season", 2));

    assertThat(here.order(event, "open").payByLogMillis()).isEqualTo(payBy + 500_000);
    here.house.done(confirm(event, "open"));
  }

  @Test
  void shouldAnswerARetryInTheTimeOfTheShardThatHasTheGroup() {
    int event = here.priced("season.gala");
    here.house.done(here.house.hold(1, event, 0));
    here.house.apply(here.open(event, "o1", 1));
    long key = here.house.keys;

    move.move(2);

    there.house.keys = key - 1;
    assertThat(there.house.apply(here.open(event, "o1", 1)).outcome())
        .isEqualTo(new OrderOpened("o1", there.house.now + OrderFixture.PAY_MILLIS, "EUR", 5350));
  }

  @Test
  void shouldNotShutASaleThatAnotherClockHasOpened() {
    int event = here.draft("season.gala");
    long opening = 1_000_000 + there.house.now + 3_000_000;
    here.house.done(new ScheduleSale(event, new SaleSchedule(opening, List.of())));
    here.house.now = there.house.now + 4_000_000;
    here.house.apply(Request.unkeyed(new Tick()));
    long seen = here.house.engine.view().wallMillis();

    move.move(2);

    EventView moved = Objects.requireNonNull(there.house.engine.view().event(event));
    assertThat(moved.sale().state()).isEqualTo(SaleState.ON_SALE);
    assertThat(there.house.engine.view().wallMillis()).isEqualTo(seen);
  }

  @Test
  void shouldRefuseOrdersOnAShardThatDoesNotKnowThem() {
    MoveFixture old = new MoveFixture();
    OrderFixture newer = new OrderFixture(old.here);
    newer.house.apply(Request.unkeyed(new SwitchBehaviour(SeatEngine.SELLING_BEHAVIOUR)));
    int event = newer.priced("season.gala");
    newer.openTwoSeats(event, "open", 1, 0, 1);
    old.freeze(2);

    assertThat(old.there.refused(MoveFixture.whole(2, old.export(2)), Rejection.BEHAVIOUR_TOO_OLD))
        .isEqualTo("3");
    old.here.refused(new ForgetGroup("season", 3), Rejection.GROUP_NOT_FROZEN);
  }
}
