package io.seatkeeper.simulation.model;

import static io.seatkeeper.simulation.model.NaiveObject.BOOKED;
import static io.seatkeeper.simulation.model.NaiveObject.FREE;

import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderCommand.CancelOrder;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.FailOrder;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.OrderCommand.RecordRefund;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders from their opening to the return of their money. */
final class OrderRules {
  private final NaiveShard shard;
  private final ReleaseRules releaseRules;
  private final OpenOrderRules openRules;

  OrderRules(NaiveShard shard, ReleaseRules releaseRules, SaleRules saleRules) {
    this.shard = shard;
    this.releaseRules = releaseRules;
    this.openRules = new OpenOrderRules(shard, saleRules);
  }

  Outcome apply(OrderCommand command) {
    shard.checkBehaviour(3);
    return switch (command) {
      case OpenOrder open -> openRules.open(open);
      case ConfirmOrder confirm -> confirm(confirm);
      case FailOrder fail -> fail(fail);
      case CancelOrder cancel -> cancel(cancel);
      case VoidOrder giveUp -> giveUp(giveUp);
      case RecordPayment payment -> payment(payment);
      case RecordRefund refund -> refund(refund);
    };
  }

  private Outcome confirm(ConfirmOrder command) {
    checkText(command.payment(), 0, "payment");
    OrderView order = order(command);
    if (order.state() == OrderState.CONFIRMED || order.state() == OrderState.CAPTURED) {
      checkSame(order.payment(), command.payment(), order);
      return new Outcome.OrderConfirmed(order.reference(), 0);
    }
    checkNotEnded(order, OrderState.OPEN);
    boolean free = order.total() == 0;
    Refusal.when(
        free && !command.payment().isEmpty(), Rejection.PAYMENT_NOT_NEEDED, order.reference());
    Refusal.when(!free && command.payment().isEmpty(), Rejection.PAYMENT_NEEDED, order.reference());

    shard.aboutToChange();
    for (OrderLine line : order.lines()) {
      NaiveObject object = object(line);
      String previous = object.status;
      if (object.isArea()) {
        AreaRules.bookHeld(
            object, order.token(), order.reference(), order.buyer(), line.quantity());
      } else {
        object.status = BOOKED;
        object.token = 0;
        object.order = order.reference();
      }
      forgetWhatIsNotHeld(order);
      shard.changed(
          object,
          Change.Reason.BOOKED,
          previous,
          line.quantity(),
          order.token(),
          order.reference());
    }
    turn(order, OrderState.CONFIRMED, command.payment(), "");
    return new Outcome.OrderConfirmed(order.reference(), order.lines().size());
  }

  private Outcome fail(FailOrder command) {
    OrderView order = order(command);
    if (order.state() != OrderState.FAILED) {
      checkStep(order, OrderState.CONFIRMED, OrderState.CAPTURED);
      checkNotEnded(order, OrderState.OPEN);

      shard.aboutToChange();
      turn(order, OrderState.FAILED, "", "");
    }
    return new Outcome.OrderFailed(order.reference());
  }

  private Outcome cancel(CancelOrder command) {
    OrderView order = order(command);
    OrderState state = order.state();
    if (state == OrderState.CANCELLED
        || state == OrderState.REFUND_DUE
        || state == OrderState.REFUNDED) {
      return new Outcome.OrderCancelled(order.reference(), state, 0);
    }
    checkNotEnded(order, OrderState.OPEN, OrderState.CONFIRMED, OrderState.CAPTURED);

    shard.aboutToChange();
    OrderState next = state == OrderState.CAPTURED ? OrderState.REFUND_DUE : OrderState.CANCELLED;
    int freed = free(order, Change.Reason.RELEASED);
    turn(order, next, order.payment(), "");
    return new Outcome.OrderCancelled(order.reference(), next, freed);
  }

  private Outcome giveUp(VoidOrder command) {
    OrderView order = order(command);
    if (order.state() == OrderState.VOIDED) {
      return new Outcome.OrderVoided(order.reference(), 0);
    }
    Refusal.when(
        order.state() == OrderState.OPEN, Rejection.ORDER_NOT_CONFIRMED, order.reference());
    checkStep(order, OrderState.CAPTURED);
    checkNotEnded(order, OrderState.CONFIRMED);
    Refusal.when(order.total() == 0, Rejection.ORDER_STEP_NOT_POSSIBLE, order.state());

    shard.aboutToChange();
    int freed = free(order, Change.Reason.RELEASED);
    turn(order, OrderState.VOIDED, order.payment(), "");
    return new Outcome.OrderVoided(order.reference(), freed);
  }

  private Outcome payment(RecordPayment command) {
    checkText(command.payment(), 1, "payment");
    OrderView order = order(command);
    Refusal.when(order.total() == 0, Rejection.PAYMENT_NOT_NEEDED, order.reference());
    Refusal.when(
        order.state() == OrderState.OPEN, Rejection.ORDER_NOT_CONFIRMED, order.reference());
    if (!order.payment().isEmpty()) {
      checkSame(order.payment(), command.payment(), order);
    }
    OrderState next =
        switch (order.state()) {
          case CONFIRMED -> OrderState.CAPTURED;
          case CAPTURED, REFUND_DUE, REFUNDED -> order.state();
          default -> OrderState.REFUND_DUE;
        };
    if (next != order.state()) {
      shard.aboutToChange();
      turn(order, next, command.payment(), "");
    }
    return new Outcome.PaymentRecorded(order.reference(), next);
  }

  private Outcome refund(RecordRefund command) {
    checkText(command.refund(), 1, "refund");
    OrderView order = order(command);
    if (order.state() == OrderState.REFUNDED) {
      checkSame(order.refund(), command.refund(), order);
    } else {
      Refusal.when(
          order.state() != OrderState.REFUND_DUE, Rejection.REFUND_NOT_DUE, order.reference());

      shard.aboutToChange();
      turn(order, OrderState.REFUNDED, order.payment(), command.refund());
    }
    return new Outcome.RefundRecorded(order.reference());
  }

  /** The open order that ends next, at this time or before; null when there is none. */
  @Nullable OrderView nextToEnd() {
    return shard.orders.stream()
        .filter(order -> order.state() == OrderState.OPEN && order.payByLogMillis() <= shard.now)
        .min(
            Comparator.comparingLong(OrderView::payByLogMillis)
                .thenComparing(OrderView::group)
                .thenComparing(OrderView::reference))
        .orElse(null);
  }

  void expire(OrderView order) {
    free(order, Change.Reason.EXPIRED);
    turn(order, OrderState.EXPIRED, "", "");
  }

  private int free(OrderView order, Change.Reason reason) {
    boolean open = order.state() == OrderState.OPEN;
    int freed = 0;
    for (OrderLine line : order.lines()) {
      if (shard.events.get(line.event()) == null) {
        continue;
      }
      NaiveObject object = object(line);
      if (object.isArea()) {
        AreaRules.leave(
            object,
            line.quantity(),
            share ->
                open
                    ? share.isHold() && share.token == order.token()
                    : share.order.equals(order.reference()));
        forgetWhatIsNotHeld(order);
        shard.changed(
            object,
            reason,
            FREE,
            line.quantity(),
            open ? order.token() : 0,
            open ? "" : order.reference());
      } else {
        releaseRules.setStatus(object, FREE, reason);
      }
      freed++;
    }
    return freed;
  }

  private void turn(OrderView order, OrderState next, String payment, String refund) {
    OrderView turned = order.paid(next, shard.wallMillis, payment, refund);
    shard.orders.set(shard.orders.indexOf(order), turned);
    for (OrderLine line : turned.lines()) {
      NaiveEvent event = shard.events.get(line.event());
      if (event != null) {
        shard.changed(event.orderChanged(turned));
        return;
      }
    }
  }

  private void forgetWhatIsNotHeld(OrderView order) {
    NaiveToken token = shard.knownToken(order.token());
    if (token != null) {
      token.forgetWhatIsNotHeld();
    }
  }

  private NaiveObject object(OrderLine line) {
    NaiveEvent event = shard.events.get(line.event());
    if (event == null) {
      throw new IllegalStateException("the event of an open order is gone");
    }
    return event.objects.get(line.object());
  }

  private OrderView order(OrderCommand command) {
    NaiveEvent event = shard.events.get(command.event());
    if (event == null) {
      throw Refusal.of(Rejection.EVENT_UNKNOWN, command.event());
    }
    OrderView order = shard.order(command.event(), command.order());
    if (order == null) {
      throw Refusal.of(Rejection.ORDER_UNKNOWN, command.order());
    }
    return order;
  }

  private static void checkText(String text, int least, String what) {
    Refusal.when(text.length() < least || text.length() > 128, Rejection.MALFORMED_COMMAND, what);
  }

  private static void checkSame(String known, String given, OrderView order) {
    Refusal.when(!known.equals(given), Rejection.PAYMENT_DIFFERS, order.reference());
  }

  private static void checkStep(OrderView order, OrderState... others) {
    Refusal.when(
        List.of(others).contains(order.state()), Rejection.ORDER_STEP_NOT_POSSIBLE, order.state());
  }

  private static void checkNotEnded(OrderView order, OrderState... alive) {
    Refusal.when(!List.of(alive).contains(order.state()), Rejection.ORDER_ENDED, order.state());
  }
}
