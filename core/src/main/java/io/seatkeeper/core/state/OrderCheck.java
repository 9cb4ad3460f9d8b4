package io.seatkeeper.core.state;

import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.outcome.OrderState;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Holds orders against the places they have and the money they count: an open order's places are
 * held by its token, those of a paid one are booked under it, and no money is without either a
 * place or a refund.
 */
final class OrderCheck {
  private final ShardState state;
  private final Int2ObjectHashMap<MoneyView> money = new Int2ObjectHashMap<>();

  OrderCheck(ShardState state) {
    this.state = state;
  }

  void run() {
    int open = 0;
    int opened = 0;
    for (OrderView order : state.orders().all()) {
      check(order);
      boolean frozen = state.groups().group(order.group()).state() == GroupState.FROZEN;
      if (order.state() == OrderState.OPEN && !frozen) {
        open++;
        require(order.payByLogMillis() > state.logMillis(), "open orders have time left");
      }
      for (int event : order.events()) {
        MoneyView before = money.get(event);
        MoneyView known = before == null ? MoneyView.NONE : before;
        money.put(event, known.plus(order.state(), order.amountIn(event)));
      }
    }
    for (OrderView order : state.orders().all()) {
      opened += state.orders().openOf(order.token()).contains(order) ? 1 : 0;
    }
    require(open == opened, "open orders are known to their tokens");
    for (EventState event : state.events()) {
      MoneyView counted = money.get(event.number());
      MoneyView known = counted == null ? MoneyView.NONE : counted;
      require(known.equals(state.orders().money(event.number())), "money is counted");
    }
  }

  private void check(OrderView order) {
    long total = order.orderFee();
    for (OrderLine line : order.lines()) {
      total += line.amount();
      EventState event = state.event(line.event());
      if (event != null) {
        require(event.group().equals(order.group()), "orders are of one group");
      }
      if (event != null && !event.isFenced()) {
        checkPlaces(order, event, line.object());
      }
    }
    require(total == order.total(), "orders cost what their lines cost");
    boolean taken =
        switch (order.state()) {
          case CAPTURED, REFUND_DUE, REFUNDED -> true;
          case CONFIRMED, VOIDED -> !order.isFree();
          case OPEN, FAILED, EXPIRED -> false;
          case CANCELLED -> !order.payment().isEmpty();
        };
    require(taken != order.payment().isEmpty(), "orders know their payment");
    require(
        (order.state() == OrderState.REFUNDED) != order.refund().isEmpty(),
        "orders know their refund");
  }

  private void checkPlaces(OrderView order, EventState event, int object) {
    int quantity = order.quantityOf(event.number(), object);
    boolean area = event.objects().isArea(object);
    if (order.state() == OrderState.OPEN) {
      boolean held =
          area
              ? event.area(object).heldBy(order.token()) >= quantity
              : event.tokenOf(object) == order.token();
      require(held, "an open order's places are held by its token");
    } else if (order.state().isBooked()) {
      boolean booked =
          area
              ? event.areaBookedBy(object, order.reference()) >= quantity
              : event.orderOf(object).equals(order.reference());
      require(booked, "a paid order's places are booked under it");
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new InvariantBrokenException(what);
    }
  }
}
