package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.state.EventState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds selected objects for a token. */
final class HoldHandler implements Handler<HoldObjects> {
  private final SelectionCheck selectionCheck;
  private final LeaseCheck leaseCheck;
  private final SaleGate saleGate;
  private final Transfers transfers;

  HoldHandler(
      SelectionCheck selectionCheck,
      LeaseCheck leaseCheck,
      SaleGate saleGate,
      Transfers transfers) {
    this.selectionCheck = selectionCheck;
    this.leaseCheck = leaseCheck;
    this.saleGate = saleGate;
    this.transfers = transfers;
  }

  @Override
  public @Nullable Outcome check(HoldObjects command) {
    Refused refused = selectionCheck.shape(command.selections());
    if (refused == null) {
      refused = LeaseCheck.shape(command.lease());
    }
    if (refused == null) {
      String workspace = leaseCheck.workspace(command.lease());
      refused = selectionCheck.events(command.selections(), workspace);
    }
    if (refused == null) {
      refused = saleGate.open(command.selections(), selectionCheck, command.access().caller());
    }
    if (refused == null) {
      refused = token(command.lease(), command.selections());
    }
    if (refused == null) {
      refused = objects(command);
    }
    return refused == null ? limits(command.lease(), command.selections()) : refused;
  }

  @Override
  public Outcome carryOut(HoldObjects command) {
    return hold(command.lease(), command.selections(), command.access());
  }

  /** The token is alive, and every event accepts it. */
  @Nullable Refused token(TokenLease lease, List<Selection> selections) {
    Refused refused = leaseCheck.alive(lease);
    for (int at = 0; refused == null && at < selections.size(); at++) {
      refused = leaseCheck.acceptedBy(selectionCheck.event(selections.get(at)), lease);
    }
    return refused == null ? leaseCheck.room(lease) : refused;
  }

  /** Neither the token nor its buyer takes too much of any event. */
  @Nullable Refused limits(TokenLease lease, List<Selection> selections) {
    Refused refused = null;
    for (int at = 0; refused == null && at < selections.size(); at++) {
      EventState event = selectionCheck.event(selections.get(at));
      refused = leaseCheck.withinToken(event, lease, selectionCheck.peopleIn(selections, event));
    }
    for (int at = 0; refused == null && at < selections.size(); at++) {
      EventState event = selectionCheck.event(selections.get(at));
      refused = leaseCheck.withinLimit(event, lease, selectionCheck.peopleIn(selections, event));
    }
    return refused;
  }

  /** Holds what was checked. */
  ObjectsHeld hold(TokenLease lease, List<Selection> selections, ChannelAccess access) {
    int slot = leaseCheck.learn(lease);
    for (int at = 0; at < selections.size(); at++) {
      Selection selection = selections.get(at);
      EventState event = selectionCheck.event(selection);
      Reach reach = saleGate.reach(event, access);
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        transfers.hold(event, object, selection.quantity(position), reach, slot);
      }
    }
    return new ObjectsHeld(lease.token(), leaseCheck.deadline(lease), selections);
  }

  private @Nullable Refused objects(HoldObjects command) {
    for (int at = 0; at < command.selections().size(); at++) {
      Selection selection = command.selections().get(at);
      EventState event = selectionCheck.event(selection);
      Reach reach = saleGate.reach(event, command.access());
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        int quantity = selection.quantity(position);
        Refused refused = selectionCheck.object(event, object, quantity);
        if (refused == null) {
          refused = selectionCheck.takeable(event, object, quantity, reach);
        }
        if (refused != null) {
          return refused;
        }
      }
    }
    return null;
  }
}
