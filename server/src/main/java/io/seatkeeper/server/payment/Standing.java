package io.seatkeeper.server.payment;

/** Where a payment stands with its provider. */
public sealed interface Standing {
  /** The provider knows of no payment under the charge: nobody asked, or it is somebody else's. */
  record Unknown() implements Standing {}

  /** It was asked for, and nothing is decided yet. */
  record Pending() implements Standing {}

  /** It was declined; no money was or will be taken. */
  record Declined() implements Standing {}

  /**
   * The money is reserved, and not taken.
   *
   * @param payment the provider's reference
   */
  record Authorised(String payment) implements Standing {}

  /** The money was taken. */
  record Taken(String payment) implements Standing {}

  /** The reservation is over, and no money was taken. */
  record GivenUp(String payment) implements Standing {}

  /**
   * The money was taken and returned.
   *
   * @param refund the provider's reference of the refund
   */
  record Returned(String payment, String refund) implements Standing {}
}
