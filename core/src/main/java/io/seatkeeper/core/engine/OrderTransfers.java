package io.seatkeeper.core.engine;

import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;

/**
 * Moves what an order has, and says in which state it is afterwards. What it is asked to do must
 * have been checked.
 */
final class OrderTransfers {
  private final ShardState state;
  private final TokenTable tokens;
  private final Transfers transfers;
  private final ChangeLog changes;
  private final Fence fence;

  OrderTransfers(ShardState state, Transfers transfers, ChangeLog changes, Fence fence) {
    this.state = state;
    this.tokens = state.tokens();
    this.transfers = transfers;
    this.changes = changes;
    this.fence = fence;
  }

  /**
   * Books an open order's places, whose token must be known.
   *
   * @return how many places became booked
   */
  int book(OrderView order, String payment) {
    int slot = tokens.slotOf(order.token());
    int booked = 0;
    for (OrderLine line : order.lines()) {
      EventState event = state.event(line.event());
      if (event != null) {
        transfers.bookHeld(event, line.object(), line.quantity(), slot, order.reference());
        booked++;
      }
    }
    turn(order, OrderState.CONFIRMED, payment, "");
    return booked;
  }

  /** Ends the open order that ends first: its time is over. */
  void expireFirst() {
    OrderView order = state.orders().firstToEnd();
    freeHeld(order, Reason.EXPIRED);
    turn(order, OrderState.EXPIRED, order.payment(), "");
  }

  /**
   * Frees an order's places.
   *
   * @return how many became free; those of fenced events stay as they are
   */
  int free(OrderView order, OrderState next) {
    int freed =
        order.state() == OrderState.OPEN ? freeHeld(order, Reason.RELEASED) : freeBooked(order);
    turn(order, next, order.payment(), "");
    return freed;
  }

  /** Replaces what is known of an order, and tells so. */
  void turn(OrderView order, OrderState next, String payment, String refund) {
    OrderView turned = order.paid(next, state.wallMillis(), payment, refund);
    state.orders().put(turned);
    for (int number : turned.events()) {
      EventState event = state.event(number);
      if (event != null) {
        changes.order(event, turned);
        return;
      }
    }
  }

  private int freeHeld(OrderView order, Reason reason) {
    int slot = tokens.slotOf(order.token());
    int freed = 0;
    for (OrderLine line : order.lines()) {
      EventState event = state.event(line.event());
      if (event != null && !event.isFenced()) {
        try {
          transfers.releaseHeld(event, line.object(), line.quantity(), slot, reason);
          freed++;
        } catch (RuntimeException broken) {
          fence.fence(event, broken);
        }
      }
    }
    return freed;
  }

  private int freeBooked(OrderView order) {
    int freed = 0;
    for (OrderLine line : order.lines()) {
      EventState event = state.event(line.event());
      if (event != null && !event.isFenced()) {
        transfers.releaseBooked(event, line.object(), line.quantity(), order.reference());
        freed++;
      }
    }
    return freed;
  }
}
