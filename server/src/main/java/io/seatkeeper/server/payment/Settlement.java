package io.seatkeeper.server.payment;

import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.server.payment.Standing.Authorised;
import io.seatkeeper.server.payment.Standing.Declined;
import io.seatkeeper.server.payment.Standing.GivenUp;
import io.seatkeeper.server.payment.Standing.Pending;
import io.seatkeeper.server.payment.Standing.Returned;
import io.seatkeeper.server.payment.Standing.Taken;
import io.seatkeeper.server.payment.Standing.Unknown;

/**
 * What is to be done about an order whose payment stands somewhere: the one table that a buyer's
 * payment, a provider's late word and the settler of what was left half way all go by.
 */
final class Settlement {
  private Settlement() {}

  /** One step, by the log or by the provider. */
  enum Step {
    /** Both sides agree, or there is nothing to be done yet. */
    NOTHING,
    /** The log books the places. */
    CONFIRM,
    /** The log ends the order; its places stay with the token. */
    FAIL,
    /** The log frees the places of a confirmed order. */
    VOID,
    /** The log hears that the money was taken. */
    RECORD_PAYMENT,
    /** The log hears that the money was returned. */
    RECORD_REFUND,
    /** The provider takes the money. */
    CAPTURE,
    /** The provider gives the reservation up. */
    GIVE_UP,
    /** The provider returns money that the order cannot own up to: it has another payment. */
    REFUND
  }

  /** The next step for an order that is not free. */
  static Step next(OrderView order, Standing standing) {
    return switch (standing) {
      case Unknown _, Pending _ -> Step.NOTHING;
      case Declined _ -> declined(order);
      case Authorised authorised -> authorised(order, isIts(order, authorised.payment()));
      case Taken taken -> taken(order, isIts(order, taken.payment()));
      case GivenUp over -> over(order, isIts(order, over.payment()));
      case Returned back -> returned(order, isIts(order, back.payment()));
    };
  }

  private static boolean isIts(OrderView order, String payment) {
    return order.payment().isEmpty() || order.payment().equals(payment);
  }

  private static Step declined(OrderView order) {
    return switch (order.state()) {
      case OPEN -> Step.FAIL;
      case CONFIRMED, CAPTURED, FAILED, EXPIRED, CANCELLED, VOIDED, REFUND_DUE, REFUNDED ->
          Step.NOTHING;
    };
  }

  private static Step authorised(OrderView order, boolean its) {
    return switch (order.state()) {
      case OPEN -> Step.CONFIRM;
      case CONFIRMED -> its ? Step.CAPTURE : Step.GIVE_UP;
      case CAPTURED, REFUND_DUE, REFUNDED -> its ? Step.NOTHING : Step.GIVE_UP;
      case FAILED, EXPIRED, CANCELLED, VOIDED -> Step.GIVE_UP;
    };
  }

  private static Step taken(OrderView order, boolean its) {
    return switch (order.state()) {
      case OPEN -> Step.CONFIRM;
      case CONFIRMED, FAILED, EXPIRED, CANCELLED, VOIDED -> its ? Step.RECORD_PAYMENT : Step.REFUND;
      case CAPTURED, REFUND_DUE, REFUNDED -> its ? Step.NOTHING : Step.REFUND;
    };
  }

  private static Step over(OrderView order, boolean its) {
    return switch (order.state()) {
      case OPEN -> Step.FAIL;
      case CONFIRMED -> its ? Step.VOID : Step.NOTHING;
      case CAPTURED, FAILED, EXPIRED, CANCELLED, VOIDED, REFUND_DUE, REFUNDED -> Step.NOTHING;
    };
  }

  private static Step returned(OrderView order, boolean its) {
    return switch (order.state()) {
      case OPEN -> Step.FAIL;
      case CONFIRMED -> its ? Step.VOID : Step.NOTHING;
      case REFUND_DUE -> its ? Step.RECORD_REFUND : Step.NOTHING;
      case CAPTURED, FAILED, EXPIRED, CANCELLED, VOIDED, REFUNDED -> Step.NOTHING;
    };
  }
}
