package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;

import io.seatkeeper.core.codec.wire.ExtendTokenMessage;
import io.seatkeeper.core.codec.wire.OrderAnswerMessage;
import io.seatkeeper.core.codec.wire.OrderOpenedMessage;
import io.seatkeeper.core.codec.wire.OutcomeMessage;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;

/** Outcomes about sales, orders and extended tokens to and from their messages. */
final class OrderOutcomes {
  private OrderOutcomes() {}

  static ExtendTokenMessage extended(Outcome.TokenExtended extended) {
    return ExtendTokenMessage.newBuilder()
        .setToken(extended.token())
        .setDeadlineLogMillis(extended.deadlineLogMillis())
        .build();
  }

  static Outcome extended(ExtendTokenMessage message) {
    return new Outcome.TokenExtended(message.getToken(), message.getDeadlineLogMillis());
  }

  static void write(Outcome.OrderDone done, OutcomeMessage.Builder message) {
    switch (done) {
      case Outcome.OrderOpened opened ->
          message.setOrderOpened(
              OrderOpenedMessage.newBuilder()
                  .setOrder(opened.order())
                  .setPayByLogMillis(opened.payByLogMillis())
                  .setCurrency(opened.currency())
                  .setTotal(opened.total()));
      case Outcome.OrderConfirmed(String order, int objects) ->
          message.setOrderConfirmed(answer(order, objects));
      case Outcome.OrderFailed(String order) -> message.setOrderFailed(answer(order, 0));
      case Outcome.OrderCancelled(String order, OrderState state, int objects) ->
          message.setOrderCancelled(answer(order, objects).setState(OrderWire.write(state)));
      case Outcome.OrderVoided(String order, int objects) ->
          message.setOrderVoided(answer(order, objects));
      case Outcome.PaymentRecorded(String order, OrderState state) ->
          message.setPaymentRecorded(answer(order, 0).setState(OrderWire.write(state)));
      case Outcome.RefundRecorded(String order) -> message.setRefundRecorded(answer(order, 0));
    }
  }

  private static OrderAnswerMessage.Builder answer(String order, int objects) {
    return OrderAnswerMessage.newBuilder().setOrder(order).setObjects(objects);
  }

  static Outcome read(OutcomeMessage message) {
    return switch (message.getOutcomeCase()) {
      case PRICES_SET -> new Outcome.PricesSet(message.getPricesSet());
      case SALE_SCHEDULED -> SaleWire.read(message.getSaleScheduled(), Outcome.SaleScheduled::new);
      case SALE_STATE_SET -> SaleWire.read(message.getSaleStateSet(), Outcome.SaleStateSet::new);
      case ORDER_OPENED -> opened(known(message.getOrderOpened()));
      case ORDER_CONFIRMED -> {
        OrderAnswerMessage part = known(message.getOrderConfirmed());
        yield new Outcome.OrderConfirmed(part.getOrder(), part.getObjects());
      }
      case ORDER_FAILED -> new Outcome.OrderFailed(known(message.getOrderFailed()).getOrder());
      case ORDER_CANCELLED -> {
        OrderAnswerMessage part = known(message.getOrderCancelled());
        yield new Outcome.OrderCancelled(
            part.getOrder(), OrderWire.read(part.getState()), part.getObjects());
      }
      case ORDER_VOIDED -> {
        OrderAnswerMessage part = known(message.getOrderVoided());
        yield new Outcome.OrderVoided(part.getOrder(), part.getObjects());
      }
      case PAYMENT_RECORDED -> {
        OrderAnswerMessage part = known(message.getPaymentRecorded());
        yield new Outcome.PaymentRecorded(part.getOrder(), OrderWire.read(part.getState()));
      }
      case REFUND_RECORDED ->
          new Outcome.RefundRecorded(known(message.getRefundRecorded()).getOrder());
      default -> throw new IllegalArgumentException("not an outcome about a sale or an order");
    };
  }

  private static Outcome opened(OrderOpenedMessage message) {
    return new Outcome.OrderOpened(
        message.getOrder(), message.getPayByLogMillis(), message.getCurrency(), message.getTotal());
  }
}
