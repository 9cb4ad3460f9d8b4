package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;
import io.seatkeeper.core.state.TokenUse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens orders on what hold tokens hold. The token lives for a minute longer than its order, so
 * that a payment that is declined at the last moment leaves the buyer time to try another.
 */
final class OpenOrderHandler implements Handler<OpenOrder> {
  private final ShardState state;
  private final TokenTable tokens;
  private final SelectionCheck selectionCheck;
  private final SaleGate saleGate;
  private final ChangeLog changes;
  private Quote quote = Quote.NOTHING;

  OpenOrderHandler(
      ShardState state, SelectionCheck selectionCheck, SaleGate saleGate, ChangeLog changes) {
    this.state = state;
    this.tokens = state.tokens();
    this.selectionCheck = selectionCheck;
    this.saleGate = saleGate;
    this.changes = changes;
  }

  @Override
  public @Nullable Outcome check(OpenOrder command) {
    Refused refused = shape(command);
    if (refused == null) {
      refused = selectionCheck.event(command.event(), null);
    }
    if (refused != null) {
      return refused;
    }
    String group = selectionCheck.event(command.event()).group();
    OrderView known = state.orders().find(group, command.order());
    if (known != null) {
      return again(known, command);
    }
    refused = token(command);
    if (refused != null) {
      return refused;
    }
    List<OrderItem> items = items(command, group);
    refused = items(items, command, group);
    return refused == null ? quoted(items, command) : refused;
  }

  @Override
  public Outcome carryOut(OpenOrder command) {
    int slot = tokens.slotOf(command.token());
    EventState event = selectionCheck.event(quote.lines().getFirst().event());
    OrderView order =
        new OrderView(
            event.origin().workspace(),
            event.group(),
            command.order(),
            command.token(),
            tokens.buyer(slot),
            OrderState.OPEN,
            quote.currency(),
            quote.lines(),
            quote.orderFee(),
            quote.total(),
            command.payByLogMillis(),
            state.wallMillis(),
            state.wallMillis(),
            command.idempotencyId(),
            "",
            "");
    quote = Quote.NOTHING;
    TokenUse use = tokens.use(slot);
    tokens.prolong(
        slot,
        Math.max(tokens.deadline(slot), command.payByLogMillis() + Limits.AFTER_ORDER_MILLIS),
        new TokenUse(use.extensions(), use.extendedMillis(), use.orders() + 1));
    state.orders().put(order);
    changes.order(event, order);
    return opened(order);
  }

  private @Nullable Refused shape(OpenOrder command) {
    Refused refused = selectionCheck.behaviour(SeatEngine.SELLING_BEHAVIOUR);
    if (refused != null) {
      return refused;
    }
    if (command.order().isEmpty() || command.order().length() > Limits.ORDER_CHARACTERS) {
      return new Refused(Rejection.MALFORMED_COMMAND, "order");
    }
    if (command.token() == 0) {
      return new Refused(Rejection.MALFORMED_COMMAND, "token");
    }
    if (command.idempotencyId().length() > Limits.PAYMENT_CHARACTERS) {
      return new Refused(Rejection.MALFORMED_COMMAND, "idempotencyId");
    }
    if (command.items().size() > Limits.OBJECTS_PER_COMMAND) {
      return tooMany();
    }
    for (OrderItem item : command.items()) {
      if (item.quantity() < 1) {
        return new Refused(Rejection.QUANTITY_INVALID, Integer.toString(item.object()));
      }
    }
    return null;
  }

  /** What an order that is there already makes of being opened once more. */
  private static Outcome again(OrderView known, OpenOrder command) {
    boolean same =
        known.token() == command.token()
            && known.isIn(command.event())
            && known.idempotencyId().equals(command.idempotencyId())
            && (command.items().isEmpty() || Quote.isOf(known.lines(), command.items()));
    if (!same) {
      return new Refused(Rejection.ORDER_EXISTS, command.order());
    }
    return known.state() == OrderState.OPEN || known.state().isBooked()
        ? opened(known)
        : new Refused(Rejection.ORDER_ENDED, known.state().name());
  }

  private @Nullable Refused token(OpenOrder command) {
    int slot = tokens.slotOf(command.token());
    if (slot == TokenTable.UNKNOWN || tokens.isEnded(slot)) {
      return new Refused(Rejection.TOKEN_EXPIRED, "");
    }
    List<OrderView> open = state.orders().openOf(command.token());
    if (!open.isEmpty()) {
      return new Refused(Rejection.ORDER_STILL_OPEN, open.getFirst().reference());
    }
    return tokens.use(slot).orders() >= Limits.ORDERS_PER_TOKEN
        ? new Refused(Rejection.TOKEN_ORDERS_USED_UP, Integer.toString(Limits.ORDERS_PER_TOKEN))
        : null;
  }

  /** What is ordered: what the command names, or all that the token holds in the group. */
  private List<OrderItem> items(OpenOrder command, String group) {
    if (!command.items().isEmpty()) {
      return command.items();
    }
    List<OrderItem> items = new ArrayList<>();
    int slot = tokens.slotOf(command.token());
    for (int at = 0; at < tokens.holdings(slot); at++) {
      EventState event = selectionCheck.event(tokens.event(slot, at));
      if (event.group().equals(group)) {
        int object = tokens.object(slot, at);
        int quantity = event.objects().isArea(object) ? tokens.people(slot, at) : 1;
        items.add(new OrderItem(event.number(), object, quantity, ""));
      }
    }
    return items;
  }

  /** The events are of one group, and on sale to the caller; the token holds what is ordered. */
  private @Nullable Refused items(List<OrderItem> items, OpenOrder command, String group) {
    if (items.isEmpty()) {
      return new Refused(Rejection.NOTHING_SELECTED, "");
    }
    if (items.size() > Limits.OBJECTS_PER_COMMAND) {
      return tooMany();
    }
    if (items.stream().noneMatch(item -> item.event() == command.event())) {
      return new Refused(Rejection.MALFORMED_COMMAND, "event");
    }
    for (OrderItem item : items) {
      Refused refused = selectionCheck.event(item.event(), null);
      if (refused != null) {
        return refused;
      }
      EventState event = selectionCheck.event(item.event());
      if (!event.group().equals(group)) {
        return new Refused(Rejection.EVENTS_IN_DIFFERENT_GROUPS, event.key());
      }
      refused = saleGate.open(event, command.caller());
      if (refused != null) {
        return refused;
      }
    }
    for (int at = 0; at < items.size(); at++) {
      Refused refused = held(items, at, command.token());
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }

  private @Nullable Refused held(List<OrderItem> items, int at, long token) {
    OrderItem item = items.get(at);
    EventState event = selectionCheck.event(item.event());
    Refused refused = selectionCheck.object(event, item.object(), item.quantity());
    if (refused != null) {
      return refused;
    }
    boolean area = event.objects().isArea(item.object());
    long quantity = item.quantity();
    for (OrderItem earlier : items.subList(0, at)) {
      if (earlier.event() == item.event() && earlier.object() == item.object()) {
        if (!area || earlier.ticketType().equals(item.ticketType())) {
          return new Refused(Rejection.OBJECT_REPEATED, SelectionCheck.label(event, item.object()));
        }
        quantity += earlier.quantity();
      }
    }
    boolean held =
        area
            ? event.area(item.object()).heldBy(token) >= quantity
            : event.tokenOf(item.object()) == token;
    return held
        ? null
        : new Refused(Rejection.NOT_HELD_BY_TOKEN, SelectionCheck.label(event, item.object()));
  }

  /** Works out what it costs, and looks for room and time. */
  private @Nullable Refused quoted(List<OrderItem> items, OpenOrder command) {
    QuoteMaker maker = new QuoteMaker(selectionCheck);
    Refused refused = maker.add(items);
    if (refused != null) {
      return refused;
    }
    long now = state.logMillis();
    if (command.payByLogMillis() <= now) {
      return new Refused(Rejection.MALFORMED_COMMAND, "payByLogMillis");
    }
    for (OrderItem item : items) {
      EventState event = selectionCheck.event(item.event());
      if (event.hasBookedUnder(command.order())) {
        return new Refused(Rejection.ORDER_EXISTS, command.order());
      }
      if (command.payByLogMillis() - now > event.settings().maxHoldMillis()) {
        return new Refused(Rejection.TOKEN_LEASE_TOO_LONG, event.key());
      }
    }
    if (state.orders().size() >= Limits.ORDERS) {
      return new Refused(Rejection.TOO_MUCH_STATE, "orders");
    }
    quote = maker.quote();
    return null;
  }

  private static Outcome opened(OrderView order) {
    return new OrderOpened(
        order.reference(), order.payByLogMillis(), order.currency(), order.total());
  }

  private static Refused tooMany() {
    return new Refused(Rejection.TOO_MANY_OBJECTS, Integer.toString(Limits.OBJECTS_PER_COMMAND));
  }

  /** What an order costs. */
  record Quote(String currency, List<OrderLine> lines, long orderFee, long total) {
    static final Quote NOTHING = new Quote("", List.of(), 0, 0);

    /** Whether lines are of exactly these items; no ticket type stands for the first. */
    static boolean isOf(List<OrderLine> lines, List<OrderItem> items) {
      boolean same = lines.size() == items.size();
      for (int at = 0; same && at < items.size(); at++) {
        OrderLine line = lines.get(at);
        OrderItem item = items.get(at);
        same =
            line.event() == item.event()
                && line.object() == item.object()
                && line.quantity() == item.quantity()
                && (item.ticketType().isEmpty() || item.ticketType().equals(line.ticketType()));
      }
      return same;
    }
  }
}
