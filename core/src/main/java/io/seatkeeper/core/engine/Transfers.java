package io.seatkeeper.core.engine;

import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.state.AreaState;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.InvariantBrokenException;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;
import java.util.List;
import java.util.Objects;

/**
 * Moves objects and people of areas from one owner to another: in the event, in the list of the
 * token concerned, and in the log of changes. What it is asked to do must have been checked.
 */
final class Transfers {
  private final ShardState state;
  private final TokenTable tokens;
  private final ChangeLog changes;
  private final Fence fence;

  Transfers(ShardState state, ChangeLog changes, Fence fence) {
    this.state = state;
    this.tokens = state.tokens();
    this.changes = changes;
    this.fence = fence;
  }

  /** From nobody to a token. */
  void hold(EventState event, int object, int quantity, Reach reach, int slot) {
    long token = tokens.token(slot);
    String buyer = tokens.buyer(slot);
    if (event.objects().isArea(object)) {
      int left = quantity;
      AreaState area = event.area(object);
      for (int place : Access.places(reach, event, area)) {
        int taken = Math.min(left, area.room(place));
        if (taken > 0) {
          event.holdInArea(object, place, token, buyer, taken);
          left -= taken;
        }
      }
      mustBeNone(left);
      tokens.hold(slot, event.number(), object, quantity);
    } else {
      event.hold(object, token, buyer);
      tokens.hold(slot, event.number(), object, event.people(object));
    }
    changes.object(event, object, Reason.HELD, EventView.FREE, quantity, token, "");
  }

  /** From a token to an order. */
  void bookHeld(EventState event, int object, int quantity, int slot, String order) {
    long token = tokens.token(slot);
    String buyer = tokens.buyer(slot);
    if (event.objects().isArea(object)) {
      event.bookHeldInArea(object, token, buyer, order, quantity);
      tokens.release(slot, event.number(), object, quantity);
    } else {
      event.bookHeld(object, token, buyer, order);
      tokens.release(slot, event.number(), object, event.people(object));
    }
    changes.object(event, object, Reason.BOOKED, EventView.HELD, quantity, token, order);
  }

  /** From nobody to an order. */
  void bookFree(
      EventState event, int object, int quantity, Reach reach, String order, String buyer) {
    if (event.objects().isArea(object)) {
      int left = quantity;
      AreaState area = event.area(object);
      for (int place : Access.places(reach, event, area)) {
        int taken = Math.min(left, area.room(place));
        if (taken > 0) {
          event.bookInArea(object, place, order, buyer, taken);
          left -= taken;
        }
      }
      mustBeNone(left);
    } else {
      event.bookFree(object, order, buyer);
    }
    changes.object(event, object, Reason.BOOKED, EventView.FREE, quantity, 0, order);
  }

  /** From a token to nobody. */
  void releaseHeld(EventState event, int object, int quantity, int slot, Reason reason) {
    mustBeKnown(slot);
    int people = event.objects().isArea(object) ? quantity : event.people(object);
    tokens.release(slot, event.number(), object, people);
    freeHeld(event, object, quantity, slot, reason);
  }

  /** From an order to nobody. */
  void releaseBooked(EventState event, int object, int quantity, String order) {
    if (event.objects().isArea(object)) {
      event.takeFromOrderInArea(object, order, quantity);
    } else {
      event.takeFromOrder(object, EventView.FREE);
    }
    changes.object(event, object, Reason.RELEASED, EventView.BOOKED, quantity, 0, order);
  }

  /** From whoever has it to nobody, with a new status; not for areas. */
  void takeAway(EventState event, int object, int status, Reason reason) {
    int previous = event.objects().status(object);
    long token = event.tokenOf(object);
    String order = event.orderOf(object);
    switch (previous) {
      case EventView.HELD -> {
        int slot = tokens.slotOf(token);
        mustBeKnown(slot);
        tokens.release(slot, event.number(), object, event.people(object));
        event.takeFromToken(object, token, tokens.buyer(slot), status);
      }
      case EventView.BOOKED -> event.takeFromOrder(object, status);
      default -> event.setStatus(object, status);
    }
    changes.object(event, object, reason, previous, 1, token, order);
  }

  /**
   * Frees everything a token holds, in the order in which it was held, which ends its open orders.
   * Objects of a fenced event stay as they are, and an event that breaks here is fenced.
   *
   * @return how many objects became free
   */
  int releaseAll(int slot, Reason reason) {
    int freed = 0;
    for (int position = 0; position < tokens.holdings(slot); position++) {
      EventState event = state.event(tokens.event(slot, position));
      if (event != null && !event.isFenced()) {
        int object = tokens.object(slot, position);
        try {
          boolean area = event.objects().isArea(object);
          freeHeld(event, object, area ? tokens.people(slot, position) : 1, slot, reason);
          freed++;
        } catch (RuntimeException broken) {
          fence.fence(event, broken);
        }
      }
    }
    tokens.releaseAll(slot);
    for (OrderView order : List.copyOf(state.orders().openOf(tokens.token(slot)))) {
      OrderView ended = order.in(OrderState.EXPIRED, state.wallMillis());
      state.orders().put(ended);
      changes.order(Objects.requireNonNull(state.event(order.event())), ended);
    }
    return freed;
  }

  private void freeHeld(EventState event, int object, int quantity, int slot, Reason reason) {
    long token = tokens.token(slot);
    if (event.objects().isArea(object)) {
      event.takeFromTokenInArea(object, token, tokens.buyer(slot), quantity);
    } else {
      event.takeFromToken(object, token, tokens.buyer(slot), EventView.FREE);
    }
    changes.object(event, object, reason, EventView.HELD, quantity, token, "");
  }

  private static void mustBeKnown(int slot) {
    if (slot == TokenTable.UNKNOWN) {
      throw new InvariantBrokenException("held objects have a token");
    }
  }

  private static void mustBeNone(int left) {
    if (left > 0) {
      throw new InvariantBrokenException("area has the room that was found");
    }
  }
}
