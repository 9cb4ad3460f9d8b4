package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;
import static io.seatkeeper.core.codec.Wire.text;

import io.seatkeeper.core.codec.wire.OpenOrderMessage;
import io.seatkeeper.core.codec.wire.OrderItemMessage;
import io.seatkeeper.core.codec.wire.OrderLineMessage;
import io.seatkeeper.core.codec.wire.OrderMessage;
import io.seatkeeper.core.codec.wire.OrderStateWire;
import io.seatkeeper.core.codec.wire.OrderStepMessage;
import io.seatkeeper.core.codec.wire.RequestMessage;
import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import java.util.ArrayList;
import java.util.List;

/** Orders, and commands about them, to and from their messages. */
final class OrderWire {
  private OrderWire() {}

  static void write(OrderCommand command, RequestMessage.Builder request) {
    switch (command) {
      case OrderCommand.OpenOrder open -> request.setOpenOrder(open(open));
      case OrderCommand.ConfirmOrder confirm ->
          request.setConfirmOrder(step(confirm, confirm.payment()));
      case OrderCommand.FailOrder fail -> request.setFailOrder(step(fail, ""));
      case OrderCommand.CancelOrder cancel -> request.setCancelOrder(step(cancel, ""));
      case OrderCommand.VoidOrder giveUp -> request.setVoidOrder(step(giveUp, ""));
      case OrderCommand.RecordPayment payment ->
          request.setRecordPayment(step(payment, payment.payment()));
      case OrderCommand.RecordRefund refund ->
          request.setRecordRefund(step(refund, refund.refund()));
    }
  }

  private static OpenOrderMessage open(OrderCommand.OpenOrder open) {
    OpenOrderMessage.Builder message =
        OpenOrderMessage.newBuilder()
            .setEvent(open.event())
            .setOrder(text(open.order()))
            .setToken(open.token())
            .setPayByLogMillis(open.payByLogMillis())
            .setIdempotencyId(text(open.idempotencyId()));
    for (OrderItem item : open.items()) {
      message.addItems(
          OrderItemMessage.newBuilder()
              .setEvent(item.event())
              .setObject(item.object())
              .setQuantity(item.quantity())
              .setTicketType(text(item.ticketType())));
    }
    if (open.caller() instanceof Caller.Buyer buyer) {
      message.setBuyer(SaleWire.write(buyer));
    }
    return message.build();
  }

  private static OrderStepMessage step(OrderCommand step, String reference) {
    return OrderStepMessage.newBuilder()
        .setEvent(step.event())
        .setOrder(text(step.order()))
        .setReference(text(reference))
        .build();
  }

  static Command read(RequestMessage request) {
    return switch (request.getCommandCase()) {
      case OPEN_ORDER -> open(known(request.getOpenOrder()));
      case CONFIRM_ORDER -> paidStep(request.getConfirmOrder(), OrderCommand.ConfirmOrder::new);
      case RECORD_PAYMENT -> paidStep(request.getRecordPayment(), OrderCommand.RecordPayment::new);
      case RECORD_REFUND -> paidStep(request.getRecordRefund(), OrderCommand.RecordRefund::new);
      case FAIL_ORDER -> step(request.getFailOrder(), OrderCommand.FailOrder::new);
      case CANCEL_ORDER -> step(request.getCancelOrder(), OrderCommand.CancelOrder::new);
      case VOID_ORDER -> step(request.getVoidOrder(), OrderCommand.VoidOrder::new);
      default -> throw new IllegalArgumentException("not a command about an order");
    };
  }

  private static Command open(OpenOrderMessage message) {
    List<OrderItem> items = new ArrayList<>(message.getItemsCount());
    for (OrderItemMessage item : message.getItemsList()) {
      known(item);
      items.add(
          new OrderItem(
              item.getEvent(), item.getObject(), item.getQuantity(), item.getTicketType()));
    }
    return new OrderCommand.OpenOrder(
        message.getEvent(),
        message.getOrder(),
        message.getToken(),
        items,
        message.getPayByLogMillis(),
        message.getIdempotencyId(),
        SaleWire.caller(message.hasBuyer(), message.getBuyer()));
  }

  /** Makes something of an event and an order. */
  private interface OfStep {
    Command of(int event, String order);
  }

  /** Makes something of an event, an order and a provider's reference. */
  private interface OfPaidStep {
    Command of(int event, String order, String reference);
  }

  private static Command step(OrderStepMessage message, OfStep made) {
    known(message);
    if (!message.getReference().isEmpty()) {
      throw new UnreadableException("a step of an order with a reference it cannot have");
    }
    return made.of(message.getEvent(), message.getOrder());
  }

  private static Command paidStep(OrderStepMessage message, OfPaidStep made) {
    known(message);
    return made.of(message.getEvent(), message.getOrder(), message.getReference());
  }

  static OrderMessage write(OrderView order) {
    OrderMessage.Builder message =
        OrderMessage.newBuilder()
            .setWorkspace(order.workspace())
            .setGroup(order.group())
            .setReference(order.reference())
            .setToken(order.token())
            .setBuyer(order.buyer())
            .setState(write(order.state()))
            .setCurrency(order.currency())
            .setOrderFee(order.orderFee())
            .setTotal(order.total())
            .setPayByLogMillis(order.payByLogMillis())
            .setOpenedWallMillis(order.openedWallMillis())
            .setChangedWallMillis(order.changedWallMillis())
            .setIdempotencyId(order.idempotencyId())
            .setPayment(order.payment())
            .setRefund(order.refund());
    for (OrderLine line : order.lines()) {
      message.addLines(
          OrderLineMessage.newBuilder()
              .setEvent(line.event())
              .setObject(line.object())
              .setQuantity(line.quantity())
              .setTicketType(line.ticketType())
              .setPrice(line.price())
              .setFee(line.fee()));
    }
    return message.build();
  }

  static List<OrderView> read(List<OrderMessage> messages) {
    List<OrderView> orders = new ArrayList<>(messages.size());
    for (OrderMessage message : messages) {
      orders.add(read(known(message)));
    }
    return orders;
  }

  private static OrderView read(OrderMessage message) {
    List<OrderLine> lines = new ArrayList<>(message.getLinesCount());
    for (OrderLineMessage line : message.getLinesList()) {
      known(line);
      lines.add(
          new OrderLine(
              line.getEvent(),
              line.getObject(),
              line.getQuantity(),
              line.getTicketType(),
              line.getPrice(),
              line.getFee()));
    }
    if (lines.isEmpty()) {
      throw new UnreadableException("an order of nothing");
    }
    return new OrderView(
        message.getWorkspace(),
        message.getGroup(),
        message.getReference(),
        message.getToken(),
        message.getBuyer(),
        read(message.getState()),
        message.getCurrency(),
        lines,
        message.getOrderFee(),
        message.getTotal(),
        message.getPayByLogMillis(),
        message.getOpenedWallMillis(),
        message.getChangedWallMillis(),
        message.getIdempotencyId(),
        message.getPayment(),
        message.getRefund());
  }

  static OrderStateWire write(OrderState state) {
    return switch (state) {
      case OPEN -> OrderStateWire.ORDER_STATE_WIRE_OPEN;
      case CONFIRMED -> OrderStateWire.ORDER_STATE_WIRE_CONFIRMED;
      case CAPTURED -> OrderStateWire.ORDER_STATE_WIRE_CAPTURED;
      case FAILED -> OrderStateWire.ORDER_STATE_WIRE_FAILED;
      case EXPIRED -> OrderStateWire.ORDER_STATE_WIRE_EXPIRED;
      case CANCELLED -> OrderStateWire.ORDER_STATE_WIRE_CANCELLED;
      case VOIDED -> OrderStateWire.ORDER_STATE_WIRE_VOIDED;
      case REFUND_DUE -> OrderStateWire.ORDER_STATE_WIRE_REFUND_DUE;
      case REFUNDED -> OrderStateWire.ORDER_STATE_WIRE_REFUNDED;
    };
  }

  static OrderState read(OrderStateWire state) {
    return switch (state) {
      case ORDER_STATE_WIRE_OPEN -> OrderState.OPEN;
      case ORDER_STATE_WIRE_CONFIRMED -> OrderState.CONFIRMED;
      case ORDER_STATE_WIRE_CAPTURED -> OrderState.CAPTURED;
      case ORDER_STATE_WIRE_FAILED -> OrderState.FAILED;
      case ORDER_STATE_WIRE_EXPIRED -> OrderState.EXPIRED;
      case ORDER_STATE_WIRE_CANCELLED -> OrderState.CANCELLED;
      case ORDER_STATE_WIRE_VOIDED -> OrderState.VOIDED;
      case ORDER_STATE_WIRE_REFUND_DUE -> OrderState.REFUND_DUE;
      case ORDER_STATE_WIRE_REFUNDED -> OrderState.REFUNDED;
      case ORDER_STATE_WIRE_UNSPECIFIED ->
          throw new UnreadableException("an order without a state");
      case UNRECOGNIZED ->
          throw new UnknownFormatException("an order's state that this build does not know");
    };
  }
}
