package io.seatkeeper.simulation.model;

import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.TokenUse;
import io.seatkeeper.simulation.model.SelectionRules.Pick;
import java.util.ArrayList;
import java.util.List;

/** Opening orders: who may, on what, and what it costs. */
final class OpenOrderRules {
  private static final int MOST_ITEMS = 100;
  private static final int MOST_ORDERS_A_TOKEN = 10;
  private static final long AFTERWARDS_MILLIS = 60_000;

  private final NaiveShard shard;
  private final SaleRules saleRules;
  private final SelectionRules selectionRules;

  OpenOrderRules(NaiveShard shard, SaleRules saleRules) {
    this.shard = shard;
    this.saleRules = saleRules;
    this.selectionRules = new SelectionRules(shard);
  }

  Outcome open(OpenOrder command) {
    String reference = command.order();
    checkShape(command);
    String group = selectionRules.event(command.event()).group();
    for (OrderView known : shard.orders) {
      if (known.group().equals(group) && known.reference().equals(reference)) {
        return again(known, command);
      }
    }
    NaiveToken token = token(command);
    List<OrderItem> items = command.items().isEmpty() ? all(token, group) : command.items();
    checkItems(items, command, group);
    List<OrderLine> lines = new ArrayList<>();
    String currency = price(items, lines);
    Refusal.when(
        command.payByLogMillis() <= shard.now, Rejection.MALFORMED_COMMAND, "payByLogMillis");
    for (OrderItem item : items) {
      NaiveEvent event = selectionRules.event(item.event());
      Refusal.when(
          event.objects.stream().anyMatch(object -> object.bookedBy(reference) > 0),
          Rejection.ORDER_EXISTS,
          reference);
      Refusal.when(
          command.payByLogMillis() - shard.now > event.settings.maxHoldMillis(),
          Rejection.TOKEN_LEASE_TOO_LONG,
          event.key);
    }

    shard.aboutToChange();
    OrderView order = order(command, token, group, lines, currency);
    token.deadlineLogMillis =
        Math.max(token.deadlineLogMillis, command.payByLogMillis() + AFTERWARDS_MILLIS);
    token.use =
        new TokenUse(token.use.extensions(), token.use.extendedMillis(), token.use.orders() + 1);
    shard.orders.add(order);
    shard.changed(selectionRules.event(lines.getFirst().event()).orderChanged(order));
    return answer(order);
  }

  private static void checkShape(OpenOrder command) {
    int length = command.order().length();
    Refusal.when(length == 0 || length > 64, Rejection.MALFORMED_COMMAND, "order");
    Refusal.when(command.token() == 0, Rejection.MALFORMED_COMMAND, "token");
    Refusal.when(
        command.idempotencyId().length() > 128, Rejection.MALFORMED_COMMAND, "idempotencyId");
    Refusal.when(command.items().size() > MOST_ITEMS, Rejection.TOO_MANY_OBJECTS, MOST_ITEMS);
    for (OrderItem item : command.items()) {
      Refusal.when(item.quantity() < 1, Rejection.QUANTITY_INVALID, item.object());
    }
  }

  private static Outcome again(OrderView known, OpenOrder command) {
    boolean same =
        known.token() == command.token()
            && known.events().contains(command.event())
            && known.idempotencyId().equals(command.idempotencyId());
    List<OrderItem> items = command.items();
    if (!items.isEmpty()) {
      same &= items.size() == known.lines().size();
      for (int at = 0; same && at < items.size(); at++) {
        OrderLine line = known.lines().get(at);
        String type = items.get(at).ticketType();
        same =
            items.get(at).equals(new OrderItem(line.event(), line.object(), line.quantity(), type))
                && (type.isEmpty() || type.equals(line.ticketType()));
      }
    }
    Refusal.when(!same, Rejection.ORDER_EXISTS, command.order());
    boolean stands =
        List.of(OrderState.OPEN, OrderState.CONFIRMED, OrderState.CAPTURED).contains(known.state());
    Refusal.when(!stands, Rejection.ORDER_ENDED, known.state());
    return answer(known);
  }

  private NaiveToken token(OpenOrder command) {
    NaiveToken token = shard.knownToken(command.token());
    if (token == null || token.ended) {
      throw Refusal.of(Rejection.TOKEN_EXPIRED, "");
    }
    for (OrderView open : shard.openOrders(command.token())) {
      throw Refusal.of(Rejection.ORDER_STILL_OPEN, open.reference());
    }
    Refusal.when(
        token.use.orders() >= MOST_ORDERS_A_TOKEN,
        Rejection.TOKEN_ORDERS_USED_UP,
        MOST_ORDERS_A_TOKEN);
    return token;
  }

  private static List<OrderItem> all(NaiveToken token, String group) {
    List<OrderItem> items = new ArrayList<>();
    for (NaiveObject object : token.held) {
      if (object.event.group().equals(group)) {
        items.add(new OrderItem(object.event.number, object.index, object.heldBy(token.token), ""));
      }
    }
    return items;
  }

  private void checkItems(List<OrderItem> items, OpenOrder command, String group) {
    Refusal.when(items.isEmpty(), Rejection.NOTHING_SELECTED, "");
    Refusal.when(items.size() > MOST_ITEMS, Rejection.TOO_MANY_OBJECTS, MOST_ITEMS);
    Refusal.when(
        items.stream().noneMatch(item -> item.event() == command.event()),
        Rejection.MALFORMED_COMMAND,
        "event");
    for (OrderItem item : items) {
      NaiveEvent event = selectionRules.event(item.event());
      Refusal.when(!event.group().equals(group), Rejection.EVENTS_IN_DIFFERENT_GROUPS, event.key);
      saleRules.checkOpen(event, command.caller());
    }
    for (int at = 0; at < items.size(); at++) {
      OrderItem item = items.get(at);
      NaiveObject object =
          new Pick(selectionRules.event(item.event()), item.object(), item.quantity()).object();
      int sum = item.quantity();
      for (OrderItem earlier : items.subList(0, at)) {
        if (earlier.event() == item.event() && earlier.object() == item.object()) {
          Refusal.when(
              !object.isArea() || earlier.ticketType().equals(item.ticketType()),
              Rejection.OBJECT_REPEATED,
              object.drawn.label());
          sum += earlier.quantity();
        }
      }
      Refusal.when(
          object.heldBy(command.token()) < sum, Rejection.NOT_HELD_BY_TOKEN, object.drawn.label());
    }
  }

  /** Adds a line for each item and says in which currency they are. */
  private String price(List<OrderItem> items, List<OrderLine> lines) {
    String currency = "";
    for (OrderItem item : items) {
      NaiveEvent event = selectionRules.event(item.event());
      NaiveObject object = event.objects.get(item.object());
      Prices prices = event.prices;
      String type = item.ticketType();
      long amount = 0;
      if (prices.currency().isEmpty()) {
        Refusal.when(!type.isEmpty(), Rejection.TICKET_TYPE_NOT_OFFERED, object.drawn.label());
      } else {
        Refusal.when(
            !currency.isEmpty() && !currency.equals(prices.currency()),
            Rejection.CURRENCIES_DIFFER,
            event.key);
        type = type.isEmpty() ? prices.ticketTypes().getFirst().key() : type;
        String category = event.venue.categories().get(object.drawn.category()).key();
        Prices.Price price = prices.price(category, type);
        if (price == null) {
          throw Refusal.of(Rejection.TICKET_TYPE_NOT_OFFERED, object.drawn.label());
        }
        currency = prices.currency();
        amount = price.amount();
      }
      lines.add(
          new OrderLine(
              item.event(), item.object(), item.quantity(), type, amount, prices.feePerTicket()));
    }
    return currency;
  }

  private OrderView order(
      OpenOrder command, NaiveToken token, String group, List<OrderLine> lines, String currency) {
    long orderFee = 0;
    long total = 0;
    for (OrderLine line : lines) {
      orderFee = Math.max(orderFee, selectionRules.event(line.event()).prices.feePerOrder());
      total += (line.price() + line.fee()) * line.quantity();
    }
    return new OrderView(
        token.workspace,
        group,
        command.order(),
        token.token,
        token.buyer,
        OrderState.OPEN,
        currency,
        lines,
        orderFee,
        total + orderFee,
        command.payByLogMillis(),
        shard.wallMillis,
        shard.wallMillis,
        command.idempotencyId(),
        "",
        "");
  }

  private static Outcome answer(OrderView order) {
    return new Outcome.OrderOpened(
        order.reference(), order.payByLogMillis(), order.currency(), order.total());
  }
}
