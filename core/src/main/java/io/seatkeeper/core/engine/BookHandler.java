package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.TokenTable;
import org.jspecify.annotations.Nullable;

/**
 * Sells selected objects to an order: free ones, or those a token holds. When the order has all of
 * them already, that is the answer, whatever has become of the token and for ever.
 */
final class BookHandler implements Handler<BookObjects> {
  private final SelectionCheck selectionCheck;
  private final LeaseCheck leaseCheck;
  private final SaleGate saleGate;
  private final TokenTable tokens;
  private final Transfers transfers;

  BookHandler(
      SelectionCheck selectionCheck,
      LeaseCheck leaseCheck,
      SaleGate saleGate,
      TokenTable tokens,
      Transfers transfers) {
    this.selectionCheck = selectionCheck;
    this.leaseCheck = leaseCheck;
    this.saleGate = saleGate;
    this.tokens = tokens;
    this.transfers = transfers;
  }

  @Override
  public @Nullable Outcome check(BookObjects command) {
    Refused refused = selectionCheck.shape(command.selections());
    if (refused == null
        && (command.order().isEmpty() || command.order().length() > Limits.ORDER_CHARACTERS)) {
      refused = new Refused(Rejection.MALFORMED_COMMAND, "order");
    }
    if (refused == null) {
      refused = selectionCheck.events(command.selections(), null);
    }
    if (refused == null && isBookedAlready(command)) {
      return new ObjectsBooked(command.order(), 0);
    }
    if (refused == null) {
      refused = itself(command);
    }
    if (refused == null) {
      refused = saleGate.open(command.selections(), selectionCheck, command.access().caller());
    }
    if (refused == null && command.token() != 0) {
      int slot = tokens.slotOf(command.token());
      if (slot == TokenTable.UNKNOWN || tokens.isEnded(slot)) {
        refused = new Refused(Rejection.TOKEN_EXPIRED, "");
      }
    }
    if (refused == null) {
      refused = objects(command);
    }
    return refused == null && command.token() == 0 ? limit(command) : refused;
  }

  @Override
  public Outcome carryOut(BookObjects command) {
    int slot = command.token() == 0 ? TokenTable.UNKNOWN : tokens.slotOf(command.token());
    for (int at = 0; at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        int quantity = selection.quantity(position);
        if (slot == TokenTable.UNKNOWN) {
          Reach reach = saleGate.reach(event, command.access());
          transfers.bookFree(event, object, quantity, reach, command.order(), command.buyer());
        } else {
          transfers.bookHeld(event, object, quantity, slot, command.order());
        }
      }
    }
    return new ObjectsBooked(command.order(), SelectionCheck.objects(command.selections()));
  }

  /** The reference is not that of an order with prices, which is confirmed and not booked. */
  private @Nullable Refused itself(BookObjects command) {
    EventState event = selectionCheck.event(command.selections().getFirst());
    return selectionCheck.isOfOrder(event, command.order())
        ? new Refused(Rejection.ORDER_EXISTS, command.order())
        : null;
  }

  private boolean isBookedAlready(BookObjects command) {
    for (int at = 0; at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        if (!SelectionCheck.isKnown(event, object)
            || !hasAlready(event, object, selection.quantity(position), command.order())) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean hasAlready(EventState event, int object, int quantity, String order) {
    return event.objects().isArea(object)
        ? event.areaBookedBy(object, order) >= quantity
        : event.orderOf(object).equals(order);
  }

  private @Nullable Refused objects(BookObjects command) {
    for (int at = 0; at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        int quantity = selection.quantity(position);
        Refused refused = selectionCheck.object(event, object, quantity);
        if (refused == null) {
          refused =
              command.token() == 0
                  ? free(event, object, quantity, command)
                  : held(event, object, quantity, command.token());
        }
        if (refused != null) {
          return refused;
        }
      }
    }
    return null;
  }

  private @Nullable Refused free(EventState event, int object, int quantity, BookObjects command) {
    Refused refused = selectionCheck.onSale(event, object);
    if (refused == null
        && event.objects().isArea(object)
        && hasAlready(event, object, quantity, command.order())) {
      refused = new Refused(Rejection.OBJECT_NOT_FREE, SelectionCheck.label(event, object));
    }
    return refused == null
        ? selectionCheck.takeable(event, object, quantity, saleGate.reach(event, command.access()))
        : refused;
  }

  private @Nullable Refused held(EventState event, int object, int quantity, long token) {
    Refused refused = selectionCheck.onSale(event, object);
    boolean held =
        event.objects().isArea(object)
            ? event.area(object).heldBy(token) >= quantity
            : event.tokenOf(object) == token;
    if (refused == null && !held) {
      refused = new Refused(Rejection.NOT_HELD_BY_TOKEN, SelectionCheck.label(event, object));
    }
    return refused == null ? selectionCheck.notKept(event, object, quantity, token) : refused;
  }

  private @Nullable Refused limit(BookObjects command) {
    Refused refused = null;
    for (int at = 0; refused == null && at < command.selections().size(); at++) {
      EventState event = selectionCheck.event(command.selections().get(at));
      long people = selectionCheck.peopleIn(command.selections(), event);
      refused = leaseCheck.withinLimit(event, command.buyer(), people);
    }
    return refused;
  }
}
