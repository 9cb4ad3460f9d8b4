package io.seatkeeper.core.state;

import io.seatkeeper.core.outcome.OrderState;
import java.util.List;

/**
 * An order as it stands; never changed, only replaced.
 *
 * @param group the placement group of its events
 * @param reference unique in the group
 * @param token the hold token it was opened on
 * @param buyer the token's buyer, a pseudonym
 * @param currency empty when all is free
 * @param lines in the order in which they were asked for
 * @param orderFee the booking fee for the order, in minor units
 * @param total of lines and fee, in minor units
 * @param payByLogMillis when it ends, or would have, if it is not confirmed, in log time
 * @param openedWallMillis for display
 * @param changedWallMillis when it came into its state, for display
 * @param idempotencyId under which the provider was asked
 * @param payment the provider's reference of the payment; empty until one is known
 * @param refund the provider's reference of the refund; empty until one is known
 */
public record OrderView(
    String workspace,
    String group,
    String reference,
    long token,
    String buyer,
    OrderState state,
    String currency,
    List<OrderLine> lines,
    long orderFee,
    long total,
    long payByLogMillis,
    long openedWallMillis,
    long changedWallMillis,
    String idempotencyId,
    String payment,
    String refund) {
  public OrderView {
    lines = List.copyOf(lines);
  }

  /** The first of its events, of which its changes are told. */
  public int event() {
    return lines.getFirst().event();
  }

  /** Whether something of it is in an event. */
  public boolean isIn(int event) {
    for (OrderLine line : lines) {
      if (line.event() == event) {
        return true;
      }
    }
    return false;
  }

  /** The numbers of its events, in the order of its lines. */
  public List<Integer> events() {
    return lines.stream().map(OrderLine::event).distinct().toList();
  }

  /** How many tickets it has for an object. */
  public int quantityOf(int event, int object) {
    int quantity = 0;
    for (OrderLine line : lines) {
      quantity += line.event() == event && line.object() == object ? line.quantity() : 0;
    }
    return quantity;
  }

  /** What it costs in one event: the order's fee belongs to the first. */
  public long amountIn(int event) {
    long amount = event == event() ? orderFee : 0;
    for (OrderLine line : lines) {
      amount += line.event() == event ? line.amount() : 0;
    }
    return amount;
  }

  /** Whether it costs nothing. */
  public boolean isFree() {
    return total == 0;
  }

  /** Whether something is still to come: a payment, its capture, or its return. */
  public boolean isUnsettled() {
    return state.isUnsettled(isFree());
  }

  /** The order in another state. */
  public OrderView in(OrderState newState, long wallMillis) {
    return paid(newState, wallMillis, payment, refund);
  }

  /** The order in another state, with what is known of its money. */
  public OrderView paid(OrderState newState, long wallMillis, String newPayment, String newRefund) {
    return new OrderView(
        workspace,
        group,
        reference,
        token,
        buyer,
        newState,
        currency,
        lines,
        orderFee,
        total,
        payByLogMillis,
        openedWallMillis,
        wallMillis,
        idempotencyId,
        newPayment,
        newRefund);
  }

  /** The order with another deadline. */
  OrderView payableUntil(long newPayByLogMillis) {
    return new OrderView(
        workspace,
        group,
        reference,
        token,
        buyer,
        state,
        currency,
        lines,
        orderFee,
        total,
        newPayByLogMillis,
        openedWallMillis,
        changedWallMillis,
        idempotencyId,
        payment,
        refund);
  }
}
