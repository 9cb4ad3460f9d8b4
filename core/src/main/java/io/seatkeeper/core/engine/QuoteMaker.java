package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.engine.OpenOrderHandler.Quote;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.OrderLine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Works out what an order costs: each ticket its price and its event's fee, and the highest of the
 * events' fees for the order itself.
 */
final class QuoteMaker {
  private final SelectionCheck selectionCheck;
  private final List<OrderLine> lines = new ArrayList<>();
  private String currency = "";
  private long orderFee;
  private long total;

  QuoteMaker(SelectionCheck selectionCheck) {
    this.selectionCheck = selectionCheck;
  }

  /** Adds items whose events and objects were checked. */
  @Nullable Refused add(List<OrderItem> items) {
    for (OrderItem item : items) {
      EventState event = selectionCheck.event(item.event());
      Refused refused = event.prices().isFree() ? free(event, item) : priced(event, item);
      if (refused != null) {
        return refused;
      }
    }
    return null;
  }

  Quote quote() {
    return new Quote(currency, lines, orderFee, total + orderFee);
  }

  private @Nullable Refused free(EventState event, OrderItem item) {
    if (!item.ticketType().isEmpty()) {
      return notOffered(event, item);
    }
    add(item, "", 0, 0);
    return null;
  }

  private @Nullable Refused priced(EventState event, OrderItem item) {
    Prices prices = event.prices();
    if (!currency.isEmpty() && !currency.equals(prices.currency())) {
      return new Refused(Rejection.CURRENCIES_DIFFER, event.key());
    }
    int category = event.venue().object(item.object()).category();
    String type =
        item.ticketType().isEmpty() ? prices.ticketTypes().getFirst().key() : item.ticketType();
    Price price = prices.price(event.venue().categories().get(category).key(), type);
    if (price == null) {
      return notOffered(event, item);
    }
    currency = prices.currency();
    orderFee = Math.max(orderFee, prices.feePerOrder());
    add(item, type, price.amount(), prices.feePerTicket());
    return null;
  }

  private void add(OrderItem item, String type, long price, long fee) {
    OrderLine line = new OrderLine(item.event(), item.object(), item.quantity(), type, price, fee);
    lines.add(line);
    total += line.amount();
  }

  private static Refused notOffered(EventState event, OrderItem item) {
    return new Refused(
        Rejection.TICKET_TYPE_NOT_OFFERED, SelectionCheck.label(event, item.object()));
  }
}
