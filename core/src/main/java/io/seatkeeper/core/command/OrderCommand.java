package io.seatkeeper.core.command;

import java.util.List;

/**
 * Commands about one order, each with one effect however often it is sent. {@code docs/adr/0014}
 * has the states an order goes through.
 */
public sealed interface OrderCommand extends Command {
  /** The number of an event that the order has something of: it says where the order is. */
  int event();

  /** The order's reference, 1 to 64 characters, unique in the event's placement group. */
  String order();

  /**
   * Freezes what a token's places cost, and keeps them for it until they are paid.
   *
   * @param token the hold token that holds them; it may have one open order
   * @param items what is ordered of what the token holds; empty for all it holds in the event's
   *     placement group, as tickets of the first type
   * @param payByLogMillis when the order ends if it is not confirmed, in log time
   * @param idempotencyId under which the payment provider is asked, at most 128 characters; no
   *     personal data
   * @param caller a buyer is refused when the event is not on sale
   */
  record OpenOrder(
      int event,
      String order,
      long token,
      List<OrderItem> items,
      long payByLogMillis,
      String idempotencyId,
      Caller caller)
      implements OrderCommand {
    public OpenOrder {
      items = List.copyOf(items);
    }
  }

  /**
   * Books an open order's places, whose payment is authorised.
   *
   * @param payment the provider's reference of the payment, at most 128 characters; empty for an
   *     order that is free
   */
  record ConfirmOrder(int event, String order, String payment) implements OrderCommand {}

  /** Ends an open order whose payment was declined; its places stay with the token. */
  record FailOrder(int event, String order) implements OrderCommand {}

  /** Takes an order back: its places become free, and money that was taken is to be returned. */
  record CancelOrder(int event, String order) implements OrderCommand {}

  /** Ends a confirmed order whose authorised payment was given up: its places become free. */
  record VoidOrder(int event, String order) implements OrderCommand {}

  /**
   * States that the provider has taken the money. For an order that has ended by then, it is to be
   * returned.
   *
   * @param payment the provider's reference of the payment, 1 to 128 characters
   */
  record RecordPayment(int event, String order, String payment) implements OrderCommand {}

  /**
   * States that money was returned.
   *
   * @param refund the provider's reference of the refund, 1 to 128 characters
   */
  record RecordRefund(int event, String order, String refund) implements OrderCommand {}
}
