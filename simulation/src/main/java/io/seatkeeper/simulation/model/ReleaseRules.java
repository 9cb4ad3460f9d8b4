package io.seatkeeper.simulation.model;

import static io.seatkeeper.simulation.model.NaiveObject.FREE;

import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.simulation.model.SelectionRules.Pick;
import java.util.List;

/** Giving things back: by their owner, by whoever may, and all that a token holds. */
final class ReleaseRules {
  private final NaiveShard shard;
  private final SelectionRules selectionRules;

  ReleaseRules(NaiveShard shard) {
    this.shard = shard;
    this.selectionRules = new SelectionRules(shard);
  }

  Outcome release(ReleaseObjects command) {
    selectionRules.checkShape(command.selections());
    Refusal.when(
        command.token() != 0 && !command.order().isEmpty(),
        Rejection.MALFORMED_COMMAND,
        "token and order");
    List<Pick> picks = selectionRules.pick(command.selections(), null);
    for (Pick pick : picks) {
      checkReleasable(command, pick);
    }

    shard.aboutToChange();
    for (Pick pick : picks) {
      NaiveObject object = pick.object();
      if (object.isArea()) {
        AreaRules.leave(
            object,
            pick.quantity(),
            share ->
                command.token() != 0
                    ? share.isHold() && share.token == command.token()
                    : share.order.equals(command.order()));
        forgetWhatIsNotHeld(command.token());
        shard.changed(
            object,
            Change.Reason.RELEASED,
            FREE,
            pick.quantity(),
            command.token(),
            command.order());
      } else {
        setStatus(object, FREE, Change.Reason.RELEASED);
      }
    }
    return new Outcome.ObjectsReleased(picks.size());
  }

  private void checkReleasable(ReleaseObjects command, Pick pick) {
    NaiveObject object = pick.object();
    String label = object.drawn.label();
    if (command.token() != 0) {
      Refusal.when(
          object.heldBy(command.token()) < pick.quantity(), Rejection.NOT_HELD_BY_TOKEN, label);
      shard.tokenRules.checkLeft(object, pick.quantity(), command.token());
    } else if (!command.order().isEmpty()) {
      Refusal.when(
          object.bookedBy(command.order()) < pick.quantity(), Rejection.NOT_BOOKED_BY_ORDER, label);
      Refusal.when(shard.isOrder(pick.event(), command.order()), Rejection.OBJECT_IN_ORDER, label);
    } else {
      Refusal.when(object.isArea(), Rejection.AREA_OWNER_NEEDED, label);
      Refusal.when(object.status.equals(FREE), Rejection.NOTHING_TO_RELEASE, label);
      shard.tokenRules.checkInNoOrder(object);
    }
  }

  Outcome endToken(EndToken command) {
    TokenLease lease = command.lease();
    Refusal.when(lease.token() == 0, Rejection.MALFORMED_COMMAND, "token");
    NaiveToken token = shard.knownToken(lease.token());
    if (token == null) {
      if (lease.deadlineLogMillis() > shard.now) {
        shard.aboutToChange();
        token =
            new NaiveToken(
                lease.token(), lease.workspace(), lease.buyer(), lease.deadlineLogMillis());
        token.ended = true;
        shard.tokens.add(token);
      }
      return new Outcome.TokenEnded(0);
    }
    Refusal.when(
        !token.workspace.equals(lease.workspace()),
        Rejection.TOKEN_OF_ANOTHER_WORKSPACE,
        lease.workspace());
    for (OrderView open : shard.openOrders(lease.token())) {
      throw Refusal.of(Rejection.ORDER_STILL_OPEN, open.reference());
    }
    if (token.ended) {
      return new Outcome.TokenEnded(0);
    }

    shard.aboutToChange();
    token.ended = true;
    return new Outcome.TokenEnded(freeEverythingHeld(token, Change.Reason.RELEASED));
  }

  /** Frees all that a token holds, in the order in which it was held, and says how much it was. */
  int freeEverythingHeld(NaiveToken token, Change.Reason reason) {
    List<NaiveObject> held = List.copyOf(token.held);
    for (NaiveObject object : held) {
      if (object.isArea()) {
        int quantity = object.heldBy(token.token);
        AreaRules.leave(object, quantity, share -> share.isHold() && share.token == token.token);
        shard.changed(object, reason, FREE, quantity, token.token, "");
      } else {
        setStatus(object, FREE, reason);
      }
    }
    token.held.clear();
    return held.size();
  }

  /** Gives a seat, table or booth a status that has no owner, whoever has it. */
  void setStatus(NaiveObject object, String status, Change.Reason reason) {
    NaiveEvent event = object.event;
    if (!status.equals(FREE) && !event.customStatuses.contains(status)) {
      event.customStatuses.add(status);
    }
    String previous = object.status;
    long token = object.token;
    String order = object.order;
    object.status = status;
    object.token = 0;
    object.order = "";
    object.buyer = "";
    forgetWhatIsNotHeld(token);
    shard.changed(object, reason, previous, 1, token, order);
  }

  private void forgetWhatIsNotHeld(long number) {
    NaiveToken token = shard.knownToken(number);
    if (token != null) {
      token.forgetWhatIsNotHeld();
    }
  }
}
