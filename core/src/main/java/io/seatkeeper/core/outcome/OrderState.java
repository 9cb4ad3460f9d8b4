package io.seatkeeper.core.outcome;

/** Where an order stands. The order is written to logs. */
public enum OrderState {
  /** Its token holds the places until the order's deadline. */
  OPEN,

  /** Its places are booked; the payment is authorised, or the order is free. */
  CONFIRMED,

  /** Its places are booked, and the money was taken. */
  CAPTURED,

  /** Its payment was declined; its places stayed with the token. */
  FAILED,

  /** It was not confirmed in time; its places became free. */
  EXPIRED,

  /** It was taken back before any money was taken; its places became free. */
  CANCELLED,

  /** Its authorised payment was given up; its places became free. */
  VOIDED,

  /** Money was taken and has to be returned: nothing is booked for it. */
  REFUND_DUE,

  /** The money was returned. */
  REFUNDED;

  /** Whether the order's places are booked under it. */
  public boolean isBooked() {
    return this == CONFIRMED || this == CAPTURED;
  }

  /** Whether something is still to come: a payment, its capture, or its return. */
  public boolean isUnsettled(boolean free) {
    return this == OPEN || this == REFUND_DUE || (this == CONFIRMED && !free);
  }
}
