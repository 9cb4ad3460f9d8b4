package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsReleased;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.TokenTable;
import org.jspecify.annotations.Nullable;

/** Frees selected objects: a token's, an order's, or whoever has them. */
final class ReleaseHandler implements Handler<ReleaseObjects> {
  private final SelectionCheck selectionCheck;
  private final TokenTable tokens;
  private final Transfers transfers;

  ReleaseHandler(SelectionCheck selectionCheck, TokenTable tokens, Transfers transfers) {
    this.selectionCheck = selectionCheck;
    this.tokens = tokens;
    this.transfers = transfers;
  }

  @Override
  public @Nullable Outcome check(ReleaseObjects command) {
    Refused refused = selectionCheck.shape(command.selections());
    if (refused == null && command.token() != 0 && !command.order().isEmpty()) {
      refused = new Refused(Rejection.MALFORMED_COMMAND, "token and order");
    }
    if (refused == null) {
      refused = selectionCheck.events(command.selections(), null);
    }
    for (int at = 0; refused == null && at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      for (int position = 0; refused == null && position < selection.size(); position++) {
        int object = selection.object(position);
        int quantity = selection.quantity(position);
        refused = selectionCheck.object(event, object, quantity);
        if (refused == null) {
          refused = owner(event, object, quantity, command);
        }
        if (refused == null) {
          refused = inNoOrder(event, object, quantity, command);
        }
      }
    }
    return refused;
  }

  @Override
  public Outcome carryOut(ReleaseObjects command) {
    for (int at = 0; at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        int quantity = selection.quantity(position);
        if (command.token() != 0) {
          transfers.releaseHeld(
              event, object, quantity, tokens.slotOf(command.token()), Reason.RELEASED);
        } else if (!command.order().isEmpty()) {
          transfers.releaseBooked(event, object, quantity, command.order());
        } else {
          transfers.takeAway(event, object, EventView.FREE, Reason.RELEASED);
        }
      }
    }
    return new ObjectsReleased(SelectionCheck.objects(command.selections()));
  }

  private @Nullable Refused inNoOrder(
      EventState event, int object, int quantity, ReleaseObjects command) {
    if (command.token() != 0) {
      return selectionCheck.notKept(event, object, quantity, command.token());
    }
    if (command.order().isEmpty()) {
      return selectionCheck.inNoOrder(event, object);
    }
    return selectionCheck.isOfOrder(event, command.order())
        ? new Refused(Rejection.OBJECT_IN_ORDER, SelectionCheck.label(event, object))
        : null;
  }

  private static @Nullable Refused owner(
      EventState event, int object, int quantity, ReleaseObjects command) {
    boolean area = event.objects().isArea(object);
    Rejection rejection = null;
    if (command.token() != 0) {
      boolean held =
          area
              ? event.area(object).heldBy(command.token()) >= quantity
              : event.tokenOf(object) == command.token();
      rejection = held ? null : Rejection.NOT_HELD_BY_TOKEN;
    } else if (!command.order().isEmpty()) {
      boolean booked =
          area
              ? event.areaBookedBy(object, command.order()) >= quantity
              : event.orderOf(object).equals(command.order());
      rejection = booked ? null : Rejection.NOT_BOOKED_BY_ORDER;
    } else if (area) {
      rejection = Rejection.AREA_OWNER_NEEDED;
    } else if (event.objects().status(object) == EventView.FREE) {
      rejection = Rejection.NOTHING_TO_RELEASE;
    }
    return rejection == null ? null : new Refused(rejection, SelectionCheck.label(event, object));
  }
}
