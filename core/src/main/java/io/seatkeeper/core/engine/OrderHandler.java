package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderCommand.CancelOrder;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.FailOrder;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.OrderCommand.RecordRefund;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.OrderCancelled;
import io.seatkeeper.core.outcome.Outcome.OrderConfirmed;
import io.seatkeeper.core.outcome.Outcome.OrderFailed;
import io.seatkeeper.core.outcome.Outcome.OrderVoided;
import io.seatkeeper.core.outcome.Outcome.PaymentRecorded;
import io.seatkeeper.core.outcome.Outcome.RefundRecorded;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders from one state to the next. A step that was taken answers as it did before, for as
 * long as nothing took it back.
 *
 * <p>A fenced event sells nothing, so nothing of it is opened or confirmed; what is to be said of
 * money is said all the same, and the event's places stay as they are.
 */
final class OrderHandler implements Handler<OrderCommand> {
  private final ShardState state;
  private final SelectionCheck selectionCheck;
  private final OpenOrderHandler open;
  private final OrderTransfers transfers;

  OrderHandler(
      ShardState state,
      SelectionCheck selectionCheck,
      OpenOrderHandler open,
      OrderTransfers transfers) {
    this.state = state;
    this.selectionCheck = selectionCheck;
    this.open = open;
    this.transfers = transfers;
  }

  @Override
  public @Nullable Outcome check(OrderCommand command) {
    if (command instanceof OpenOrder opening) {
      return open.check(opening);
    }
    Refused refused = selectionCheck.behaviour(SeatEngine.SELLING_BEHAVIOUR);
    if (refused == null) {
      refused = shape(command);
    }
    if (refused == null) {
      refused = selectionCheck.isHere(command.event());
    }
    if (refused != null) {
      return refused;
    }
    OrderView order = find(command);
    if (order == null) {
      return new Refused(Rejection.ORDER_UNKNOWN, command.order());
    }
    return switch (command) {
      case ConfirmOrder confirm -> confirm(confirm, order);
      case FailOrder fail -> fail(order);
      case CancelOrder cancel -> cancel(order);
      case VoidOrder giveUp -> giveUp(order);
      case RecordPayment payment -> payment(payment, order);
      case RecordRefund refund -> refund(refund, order);
      case OpenOrder opening -> throw new IllegalStateException("it was checked by its own");
    };
  }

  @Override
  public Outcome carryOut(OrderCommand command) {
    if (command instanceof OpenOrder opening) {
      return open.carryOut(opening);
    }
    OrderView order = Objects.requireNonNull(find(command));
    String reference = order.reference();
    return switch (command) {
      case ConfirmOrder confirm ->
          new OrderConfirmed(reference, transfers.book(order, confirm.payment()));
      case FailOrder fail -> {
        transfers.turn(order, OrderState.FAILED, order.payment(), "");
        yield new OrderFailed(reference);
      }
      case CancelOrder cancel -> {
        OrderState next =
            order.state() == OrderState.CAPTURED ? OrderState.REFUND_DUE : OrderState.CANCELLED;
        yield new OrderCancelled(reference, next, transfers.free(order, next));
      }
      case VoidOrder giveUp -> new OrderVoided(reference, transfers.free(order, OrderState.VOIDED));
      case RecordPayment payment -> {
        OrderState next =
            order.state() == OrderState.CONFIRMED ? OrderState.CAPTURED : OrderState.REFUND_DUE;
        transfers.turn(order, next, payment.payment(), "");
        yield new PaymentRecorded(reference, next);
      }
      case RecordRefund refund -> {
        transfers.turn(order, OrderState.REFUNDED, order.payment(), refund.refund());
        yield new RefundRecorded(reference);
      }
      case OpenOrder opening -> throw new IllegalStateException("it was carried out by its own");
    };
  }

  private static @Nullable Refused shape(OrderCommand command) {
    return switch (command) {
      case ConfirmOrder confirm -> text(confirm.payment(), true, "payment");
      case RecordPayment payment -> text(payment.payment(), false, "payment");
      case RecordRefund refund -> text(refund.refund(), false, "refund");
      case OpenOrder opening -> null;
      case FailOrder fail -> null;
      case CancelOrder cancel -> null;
      case VoidOrder giveUp -> null;
    };
  }

  private static @Nullable Refused text(String text, boolean mayBeEmpty, String what) {
    return text.length() > Limits.PAYMENT_CHARACTERS || (text.isEmpty() && !mayBeEmpty)
        ? new Refused(Rejection.MALFORMED_COMMAND, what)
        : null;
  }

  private @Nullable OrderView find(OrderCommand command) {
    String group = Objects.requireNonNull(state.event(command.event())).group();
    OrderView order = state.orders().find(group, command.order());
    return order != null && order.isIn(command.event()) ? order : null;
  }

  private @Nullable Outcome confirm(ConfirmOrder command, OrderView order) {
    if (order.state().isBooked()) {
      return order.payment().equals(command.payment())
          ? new OrderConfirmed(order.reference(), 0)
          : new Refused(Rejection.PAYMENT_DIFFERS, order.reference());
    }
    if (order.state() != OrderState.OPEN) {
      return new Refused(Rejection.ORDER_ENDED, order.state().name());
    }
    for (int number : order.events()) {
      EventState event = selectionCheck.event(number);
      if (event.isFenced()) {
        return new Refused(Rejection.EVENT_FENCED, event.key());
      }
    }
    if (order.isFree() == command.payment().isEmpty()) {
      return null;
    }
    return order.isFree()
        ? new Refused(Rejection.PAYMENT_NOT_NEEDED, order.reference())
        : new Refused(Rejection.PAYMENT_NEEDED, order.reference());
  }

  private static @Nullable Outcome fail(OrderView order) {
    return switch (order.state()) {
      case OPEN -> null;
      case FAILED -> new OrderFailed(order.reference());
      case CONFIRMED, CAPTURED ->
          new Refused(Rejection.ORDER_STEP_NOT_POSSIBLE, order.state().name());
      case EXPIRED, CANCELLED, VOIDED, REFUND_DUE, REFUNDED ->
          new Refused(Rejection.ORDER_ENDED, order.state().name());
    };
  }

  private static @Nullable Outcome cancel(OrderView order) {
    return switch (order.state()) {
      case OPEN, CONFIRMED, CAPTURED -> null;
      case CANCELLED, REFUND_DUE, REFUNDED ->
          new OrderCancelled(order.reference(), order.state(), 0);
      case FAILED, EXPIRED, VOIDED -> new Refused(Rejection.ORDER_ENDED, order.state().name());
    };
  }

  private static @Nullable Outcome giveUp(OrderView order) {
    return switch (order.state()) {
      case CONFIRMED ->
          order.isFree()
              ? new Refused(Rejection.ORDER_STEP_NOT_POSSIBLE, order.state().name())
              : null;
      case VOIDED -> new OrderVoided(order.reference(), 0);
      case OPEN -> new Refused(Rejection.ORDER_NOT_CONFIRMED, order.reference());
      case CAPTURED -> new Refused(Rejection.ORDER_STEP_NOT_POSSIBLE, order.state().name());
      case FAILED, EXPIRED, CANCELLED, REFUND_DUE, REFUNDED ->
          new Refused(Rejection.ORDER_ENDED, order.state().name());
    };
  }

  private static @Nullable Outcome payment(RecordPayment command, OrderView order) {
    if (order.isFree()) {
      return new Refused(Rejection.PAYMENT_NOT_NEEDED, order.reference());
    }
    if (order.state() == OrderState.OPEN) {
      return new Refused(Rejection.ORDER_NOT_CONFIRMED, order.reference());
    }
    if (!order.payment().isEmpty() && !order.payment().equals(command.payment())) {
      return new Refused(Rejection.PAYMENT_DIFFERS, order.reference());
    }
    return switch (order.state()) {
      case CAPTURED, REFUND_DUE, REFUNDED -> new PaymentRecorded(order.reference(), order.state());
      case OPEN, CONFIRMED, FAILED, EXPIRED, CANCELLED, VOIDED -> null;
    };
  }

  private static @Nullable Outcome refund(RecordRefund command, OrderView order) {
    return switch (order.state()) {
      case REFUND_DUE -> null;
      case REFUNDED ->
          order.refund().equals(command.refund())
              ? new RefundRecorded(order.reference())
              : new Refused(Rejection.PAYMENT_DIFFERS, order.reference());
      case OPEN, CONFIRMED, CAPTURED, FAILED, EXPIRED, CANCELLED, VOIDED ->
          new Refused(Rejection.REFUND_NOT_DUE, order.reference());
    };
  }
}
