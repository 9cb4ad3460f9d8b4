package io.seatkeeper.simulation.model;

import static io.seatkeeper.simulation.model.NaiveObject.FREE;
import static io.seatkeeper.simulation.model.NaiveObject.HELD;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.simulation.model.SelectionRules.Pick;
import java.util.List;

/** Holding what is named, and holding the best there is. */
final class HoldRules {
  private final NaiveShard shard;
  private final SaleRules saleRules;
  private final SelectionRules selectionRules;

  HoldRules(NaiveShard shard, SaleRules saleRules) {
    this.shard = shard;
    this.saleRules = saleRules;
    this.selectionRules = new SelectionRules(shard);
  }

  Outcome hold(HoldObjects command) {
    TokenLease lease = command.lease();
    selectionRules.checkShape(command.selections());
    Refusal.when(lease.token() == 0, Rejection.MALFORMED_COMMAND, "token");
    List<Pick> picks = selectionRules.pick(command.selections(), lease);
    selectionRules
        .eventsOf(command.selections())
        .forEach(event -> saleRules.checkOpen(event, command.access().caller()));
    NaiveToken token = tokenThatMayHold(lease, command.selections());
    for (Pick pick : picks) {
      NaiveObject object = pick.object();
      SelectionRules.checkOnSale(object, command.access());
      SelectionRules.checkFree(object, pick.quantity(), command.access());
    }
    checkTokenCap(token, selectionRules.eventsOf(command.selections()), picks);
    SelectionRules.checkPurchaseLimit(
        token.buyer, selectionRules.eventsOf(command.selections()), picks);

    carryOutHold(token, picks, command.access());
    return new Outcome.ObjectsHeld(token.token, token.deadlineLogMillis, command.selections());
  }

  Outcome holdBestAvailable(HoldBestAvailable command) {
    TokenLease lease = command.lease();
    Refusal.when(lease.token() == 0, Rejection.MALFORMED_COMMAND, "token");
    Refusal.when(command.count() < 1 || command.count() > 50, Rejection.MALFORMED_COMMAND, "count");
    NaiveEvent event = selectionRules.event(command.event());
    selectionRules.checkWorkspace(lease, event);
    saleRules.checkOpen(event, command.access().caller());
    NaiveBestAvailable search = new NaiveBestAvailable(event, command);
    search.checkWish();
    NaiveToken token = tokenThatMayHold(lease, List.of(Selection.of(event.number)));
    List<Pick> picks = search.choose();
    checkTokenCap(token, List.of(event), picks);
    SelectionRules.checkPurchaseLimit(token.buyer, List.of(event), picks);

    carryOutHold(token, picks, command.access());
    return new Outcome.ObjectsHeld(
        token.token, token.deadlineLogMillis, List.of(selection(event, picks)));
  }

  /** Step 4: the token as the shard knows it, or as the lease states it. */
  private NaiveToken tokenThatMayHold(TokenLease lease, List<Selection> selections) {
    NaiveToken token = shard.knownToken(lease.token());
    if (token == null) {
      token =
          new NaiveToken(
              lease.token(), lease.workspace(), lease.buyer(), lease.deadlineLogMillis());
    }
    Refusal.when(token.ended || token.deadlineLogMillis <= shard.now, Rejection.TOKEN_EXPIRED, "");
    for (NaiveEvent event : selectionRules.eventsOf(selections)) {
      Refusal.when(
          token.deadlineLogMillis - shard.now > event.settings.maxHoldMillis(),
          Rejection.TOKEN_LEASE_TOO_LONG,
          event.key);
    }
    return token;
  }

  /** Step 6: people the token would hold in each event. */
  private static void checkTokenCap(NaiveToken token, List<NaiveEvent> events, List<Pick> picks) {
    for (NaiveEvent event : events) {
      int most = event.settings.objectsPerToken();
      long people = (long) event.peopleHeldBy(token.token) + SelectionRules.peopleOf(picks, event);
      Refusal.when(people > most, Rejection.TOKEN_HOLDS_TOO_MUCH, most);
    }
  }

  private void carryOutHold(NaiveToken token, List<Pick> picks, ChannelAccess access) {
    shard.aboutToChange();
    if (!shard.tokens.contains(token)) {
      shard.tokens.add(token);
    }
    for (Pick pick : picks) {
      NaiveObject object = pick.object();
      if (object.isArea()) {
        AreaRules.take(object, access, pick.quantity(), token.token, "", token.buyer);
      } else {
        object.status = HELD;
        object.token = token.token;
        object.buyer = token.buyer;
      }
      if (!token.held.contains(object)) {
        token.held.add(object);
      }
      shard.changed(object, Change.Reason.HELD, FREE, pick.quantity(), token.token, "");
    }
  }

  /** What best available chose, in the order of the venue. */
  private static Selection selection(NaiveEvent event, List<Pick> picks) {
    return Selection.withQuantities(
        event.number,
        picks.stream().mapToInt(Pick::index).toArray(),
        picks.stream().mapToInt(Pick::quantity).toArray());
  }
}
