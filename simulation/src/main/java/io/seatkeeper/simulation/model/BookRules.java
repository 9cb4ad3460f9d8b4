package io.seatkeeper.simulation.model;

import static io.seatkeeper.simulation.model.NaiveObject.BOOKED;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.simulation.model.SelectionRules.Pick;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selling what is free, or what a token holds. */
final class BookRules {
  private final NaiveShard shard;
  private final SaleRules saleRules;
  private final SelectionRules selectionRules;

  BookRules(NaiveShard shard, SaleRules saleRules) {
    this.shard = shard;
    this.saleRules = saleRules;
    this.selectionRules = new SelectionRules(shard);
  }

  Outcome book(BookObjects command) {
    String order = command.order();
    selectionRules.checkShape(command.selections());
    Refusal.when(order.isEmpty() || order.length() > 64, Rejection.MALFORMED_COMMAND, "order");
    List<Pick> picks = selectionRules.pick(command.selections(), null);
    if (picks.stream().allMatch(pick -> hasBooked(order, pick))) {
      return new Outcome.ObjectsBooked(order, 0);
    }
    List<NaiveEvent> events = selectionRules.eventsOf(command.selections());
    Refusal.when(shard.isOrder(events.getFirst(), order), Rejection.ORDER_EXISTS, order);
    events.forEach(event -> saleRules.checkOpen(event, command.access().caller()));
    NaiveToken token = command.token() == 0 ? null : shard.knownToken(command.token());
    Refusal.when(
        command.token() != 0 && (token == null || token.ended), Rejection.TOKEN_EXPIRED, "");
    for (Pick pick : picks) {
      checkBookable(command, pick);
    }
    if (command.token() == 0) {
      SelectionRules.checkPurchaseLimit(
          command.buyer(), selectionRules.eventsOf(command.selections()), picks);
    }

    shard.aboutToChange();
    for (Pick pick : picks) {
      carryOutBooking(command, token, pick);
    }
    return new Outcome.ObjectsBooked(order, picks.size());
  }

  /** Whether an order has all of a pick already. */
  private static boolean hasBooked(String order, Pick pick) {
    if (pick.index() < 0 || pick.index() >= pick.event().objects.size()) {
      return false;
    }
    NaiveObject object = pick.event().objects.get(pick.index());
    return object.bookedBy(order) >= (object.isArea() ? pick.quantity() : 1);
  }

  private void checkBookable(BookObjects command, Pick pick) {
    NaiveObject object = pick.object();
    String label = object.drawn.label();
    boolean byToken = command.token() != 0;
    SelectionRules.checkOnSale(object, byToken ? ChannelAccess.EVERY : command.access());
    if (byToken) {
      Refusal.when(
          object.heldBy(command.token()) < pick.quantity(), Rejection.NOT_HELD_BY_TOKEN, label);
      shard.tokenRules.checkLeft(object, pick.quantity(), command.token());
    } else {
      boolean sold = object.isArea() && hasBooked(command.order(), pick);
      Refusal.when(sold, Rejection.OBJECT_NOT_FREE, label);
      SelectionRules.checkFree(object, pick.quantity(), command.access());
    }
  }

  private void carryOutBooking(BookObjects command, @Nullable NaiveToken token, Pick pick) {
    NaiveObject object = pick.object();
    String buyer = token == null ? command.buyer() : token.buyer;
    String previous = object.status;
    if (object.isArea()) {
      if (token == null) {
        AreaRules.take(object, command.access(), pick.quantity(), 0, command.order(), buyer);
      } else {
        AreaRules.bookHeld(object, token.token, command.order(), buyer, pick.quantity());
      }
    } else {
      object.status = BOOKED;
      object.token = 0;
      object.order = command.order();
      object.buyer = buyer;
    }
    if (token != null) {
      token.forgetWhatIsNotHeld();
    }
    long holder = token == null ? 0 : token.token;
    shard.changed(object, Change.Reason.BOOKED, previous, pick.quantity(), holder, command.order());
  }
}
