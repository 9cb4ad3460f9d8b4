package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.EngineFixture.area;
import static io.seatkeeper.core.engine.EngineFixture.hold;
import static io.seatkeeper.core.engine.OrderFixture.cancel;
import static io.seatkeeper.core.engine.OrderFixture.confirm;
import static io.seatkeeper.core.engine.OrderFixture.confirmFree;
import static io.seatkeeper.core.engine.OrderFixture.fail;
import static io.seatkeeper.core.engine.OrderFixture.giveUp;
import static io.seatkeeper.core.engine.OrderFixture.paid;
import static io.seatkeeper.core.engine.OrderFixture.refunded;
import static io.seatkeeper.core.engine.OrderFixture.seat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome.OrderCancelled;
import io.seatkeeper.core.outcome.Outcome.OrderConfirmed;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Outcome.OrderVoided;
import io.seatkeeper.core.outcome.Outcome.PaymentRecorded;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.MoneyView;
import io.seatkeeper.core.state.OrderLine;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Orders from their opening to the return of their money. */
class OrderTest {
  private final OrderFixture orders = new OrderFixture();
  private final EngineFixture house = orders.house;
  private final int event = orders.priced("show");

  @Test
  void shouldFreezeWhatEachTicketCosts() {
    house.done(hold(house.lease(1), Selection.of(event, 0, 1, 10), area(event, 3)));

    Object opened =
        house.done(
            orders.open(
                event,
                "o1",
                1,
                seat(event, 0, ""),
                seat(event, 1, "child"),
                seat(event, 10, "adult"),
                new OrderItem(event, EngineFixture.AREA, 2, "adult")));
    house.done(new SetPrices(event, Prices.FREE));

    long total = 5150 + 2650 + 3150 + 2 * 3150 + 200;
    assertThat(opened)
        .isEqualTo(new OrderOpened("o1", house.now + OrderFixture.PAY_MILLIS, "EUR", total));
    assertThat(orders.order(event, "o1").lines())
        .contains(new OrderLine(event, 1, 1, "child", 2500, 150));
    assertThat(orders.order(event, "o1").total()).isEqualTo(total);
  }

  @Test
  void shouldOrderAllThatTheTokenHoldsWhenNothingIsNamed() {
    house.done(hold(house.lease(1), Selection.of(event, 0), area(event, 3)));

    house.done(orders.open(event, "o1", 1));

    assertThat(orders.order(event, "o1").lines())
        .containsExactly(
            new OrderLine(event, 0, 1, "adult", 5000, 150),
            new OrderLine(event, EngineFixture.AREA, 3, "adult", 3000, 150));
  }

  @Test
  void shouldBookWhatIsConfirmedAndAnswerTheSameForEver() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);

    assertThat(house.done(confirm(event, "o1"))).isEqualTo(new OrderConfirmed("o1", 2));
    house.pass(48 * 60 * 60 * 1000L);

    assertThat(house.statusOf(event, 0)).isEqualTo("booked");
    assertThat(house.view(event).order(1)).isEqualTo("o1");
    assertThat(house.done(confirm(event, "o1"))).isEqualTo(new OrderConfirmed("o1", 0));
    assertThat(house.done(paid(event, "o1")))
        .isEqualTo(new PaymentRecorded("o1", OrderState.CAPTURED));
    assertThat(house.done(paid(event, "o1")))
        .isEqualTo(new PaymentRecorded("o1", OrderState.CAPTURED));
    assertThat(house.done(confirm(event, "o1"))).isEqualTo(new OrderConfirmed("o1", 0));
  }

  @Test
  void shouldRefuseAnotherPaymentForAnOrderThatHasOne() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    house.done(confirm(event, "o1"));

    house.refused(confirmFree(event, "o1"), Rejection.PAYMENT_DIFFERS);
    house.refused(new RecordPayment(event, "o1", "another"), Rejection.PAYMENT_DIFFERS);
  }

  @Test
  void shouldAnswerARepeatedOpeningAndRefuseAnotherOne() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    long payBy = orders.order(event, "o1").payByLogMillis();
    house.pass(500);

    assertThat(house.done(orders.open(event, "o1", 1)))
        .isEqualTo(new OrderOpened("o1", payBy, "EUR", 10_500));
    house.refused(orders.open(event, "o1", 1, seat(event, 0, "")), Rejection.ORDER_EXISTS);
    house.refused(orders.open(event, "o2", 1), Rejection.ORDER_STILL_OPEN);
  }

  @Test
  void shouldFreeWhatIsNotPaidInTimeAndNothingElse() {
    house.done(house.hold(1, event, 0, 1));
    house.done(orders.open(event, "o1", 1, seat(event, 0, "adult")));

    assertThat(house.engine.view().nextDeadlineLogMillis())
        .isEqualTo(orders.order(event, "o1").payByLogMillis());
    List<Change> changes = house.pass(OrderFixture.PAY_MILLIS);

    assertThat(EngineFixture.objects(changes)).containsExactly(0);
    assertThat(changes.getLast())
        .isEqualTo(
            new Change.OrderChanged(
                event, house.view(event).version(), "o1", OrderState.EXPIRED, 5350));
    assertThat(house.statusOf(event, 0)).isEqualTo("free");
    assertThat(house.statusOf(event, 1)).isEqualTo("held");
    orders.assertState(event, "o1", OrderState.EXPIRED);
    assertThat(house.refused(confirm(event, "o1"), Rejection.ORDER_ENDED)).isEqualTo("EXPIRED");
  }

  @Test
  void shouldKeepMoneyThatCameTooLateUntilItIsReturned() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    house.pass(OrderFixture.PAY_MILLIS);

    assertThat(house.done(paid(event, "o1")))
        .isEqualTo(new PaymentRecorded("o1", OrderState.REFUND_DUE));
    assertThat(house.engine.view().refundsDue(EngineFixture.WORKSPACE))
        .containsExactly(orders.order(event, "o1"));
    assertThat(house.engine.view().money(event)).isEqualTo(new MoneyView(0, 0, 0, 10_500, 0));
    house.refused(new DeleteEvent(event), Rejection.ORDERS_UNSETTLED);
    house.done(refunded(event, "o1"));
    house.done(refunded(event, "o1"));

    orders.assertState(event, "o1", OrderState.REFUNDED);
    assertThat(house.engine.view().refundsDue(EngineFixture.WORKSPACE)).isEmpty();
    assertThat(house.engine.view().money(event)).isEqualTo(new MoneyView(0, 0, 0, 0, 10_500));
    house.done(new DeleteEvent(event));
    assertThat(house.engine.view().orderCount()).isZero();
  }

  @Test
  void shouldLeaveThePlacesToTheTokenWhenAPaymentIsDeclined() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    house.pass(OrderFixture.PAY_MILLIS - 1);

    house.done(fail(event, "o1"));
    house.done(fail(event, "o1"));

    assertThat(house.engine.view().openOrders(1)).isEmpty();
    assertThat(house.statusOf(event, 0)).isEqualTo("held");
    assertThat(Objects.requireNonNull(house.engine.view().token(1)).deadlineLogMillis() - house.now)
        .isGreaterThanOrEqualTo(Limits.AFTER_ORDER_MILLIS);
    house.done(orders.open(event, "o2", 1));
    house.done(confirm(event, "o2"));
  }

  @Test
  void shouldFreeACancelledOrdersSeatsAndOweItsMoney() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    house.done(confirm(event, "o1"));
    house.done(paid(event, "o1"));

    assertThat(house.done(cancel(event, "o1")))
        .isEqualTo(new OrderCancelled("o1", OrderState.REFUND_DUE, 2));
    assertThat(house.done(cancel(event, "o1")))
        .isEqualTo(new OrderCancelled("o1", OrderState.REFUND_DUE, 0));

    assertThat(house.statusOf(event, 0)).isEqualTo("free");
    house.refused(confirm(event, "o1"), Rejection.ORDER_ENDED);
  }

  @Test
  void shouldTakeBackAnAuthorisationThatIsGivenUp() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    house.refused(giveUp(event, "o1"), Rejection.ORDER_NOT_CONFIRMED);
    house.done(confirm(event, "o1"));

    assertThat(house.done(giveUp(event, "o1"))).isEqualTo(new OrderVoided("o1", 2));

    assertThat(house.statusOf(event, 1)).isEqualTo("free");
    assertThat(house.done(paid(event, "o1")))
        .as("it was captured after all")
        .isEqualTo(new PaymentRecorded("o1", OrderState.REFUND_DUE));
  }

  @Test
  void shouldConfirmFreeOrdersWithoutAPayment() {
    int free = house.event("free");
    house.done(house.hold(1, free, 0));

    assertThat(house.done(orders.open(free, "o1", 1)))
        .isEqualTo(new OrderOpened("o1", house.now + OrderFixture.PAY_MILLIS, "", 0));
    house.refused(confirm(free, "o1"), Rejection.PAYMENT_NOT_NEEDED);
    house.done(confirmFree(free, "o1"));
    house.refused(paid(free, "o1"), Rejection.PAYMENT_NOT_NEEDED);
    house.refused(giveUp(free, "o1"), Rejection.ORDER_STEP_NOT_POSSIBLE);

    assertThat(house.done(cancel(free, "o1")))
        .isEqualTo(new OrderCancelled("o1", OrderState.CANCELLED, 1));
  }

  @Test
  void shouldKeepAnOrdersPlacesFromEverybodyElse() {
    house.done(hold(house.lease(1), Selection.of(event, 0), area(event, 3)));
    house.done(
        orders.open(
            event, "o1", 1, seat(event, 0, ""), new OrderItem(event, EngineFixture.AREA, 2, "")));

    house.refused(EngineFixture.releaseHeld(1, Selection.of(event, 0)), Rejection.OBJECT_IN_ORDER);
    house.refused(EngineFixture.releaseHeld(1, area(event, 2)), Rejection.OBJECT_IN_ORDER);
    house.done(EngineFixture.releaseHeld(1, area(event, 1)));
    house.refused(EngineFixture.release(event, 0), Rejection.OBJECT_IN_ORDER);
    house.refused(EngineFixture.status("press", event, 0), Rejection.OBJECT_IN_ORDER);
    house.refused(
        EngineFixture.bookHeld(1, "other", Selection.of(event, 0)), Rejection.OBJECT_IN_ORDER);
    house.refused(EngineFixture.end(house.lease(1)), Rejection.ORDER_STILL_OPEN);
    house.done(confirm(event, "o1"));
    house.refused(
        EngineFixture.releaseBooked("o1", Selection.of(event, 0)), Rejection.OBJECT_IN_ORDER);
    house.refused(EngineFixture.release(event, 0), Rejection.OBJECT_IN_ORDER);
    house.refused(EngineFixture.bookFree("o1", "", Selection.of(event, 2)), Rejection.ORDER_EXISTS);
  }

  @Test
  void shouldRefuseAReferenceThatHasBooked() {
    house.done(EngineFixture.bookFree("o1", "", Selection.of(event, 2)));
    house.done(house.hold(1, event, 0));

    house.refused(orders.open(event, "o1", 1), Rejection.ORDER_EXISTS);
  }

  @Test
  void shouldGoOnFromAnImageInTheMiddle() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);
    orders.openTwoSeats(event, "o2", 2, 2, 3);
    house.done(confirm(event, "o2"));
    OrderFixture restored = new OrderFixture(house.restored());

    restored.house.done(confirm(event, "o1"));
    restored.house.done(paid(event, "o2"));

    assertThat(restored.house.engine.view().money(event))
        .isEqualTo(new MoneyView(0, 10_500, 10_500, 0, 0));
  }
}
