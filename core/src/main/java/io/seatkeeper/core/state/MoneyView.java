package io.seatkeeper.core.state;

import io.seatkeeper.core.outcome.OrderState;

/**
 * The money of an event's orders, in minor units of its currency; an order of several events counts
 * in each with its part.
 *
 * @param open of orders that are open
 * @param authorised of confirmed orders whose money was not taken yet
 * @param captured of orders whose money was taken
 * @param refundDue to be returned
 * @param refunded returned
 */
public record MoneyView(long open, long authorised, long captured, long refundDue, long refunded) {
  /** None. */
  public static final MoneyView NONE = new MoneyView(0, 0, 0, 0, 0);

  /** With more (or, below zero, less) money of orders in a state. */
  public MoneyView plus(OrderState state, long amount) {
    return switch (state) {
      case OPEN -> new MoneyView(open + amount, authorised, captured, refundDue, refunded);
      case CONFIRMED -> new MoneyView(open, authorised + amount, captured, refundDue, refunded);
      case CAPTURED -> new MoneyView(open, authorised, captured + amount, refundDue, refunded);
      case REFUND_DUE -> new MoneyView(open, authorised, captured, refundDue + amount, refunded);
      case REFUNDED -> new MoneyView(open, authorised, captured, refundDue, refunded + amount);
      case FAILED, EXPIRED, CANCELLED, VOIDED -> this;
    };
  }
}
