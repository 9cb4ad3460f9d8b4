package io.seatkeeper.core.engine;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.Prices.TicketType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tickets may cost. */
final class PriceCheck {
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private PriceCheck() {}

  /** What is wrong with prices for a venue; null when nothing is. */
  static @Nullable String fault(Prices prices, Venue venue) {
    if (prices.equals(Prices.FREE)) {
      return null;
    }
    if (!CURRENCY.matcher(prices.currency()).matches()) {
      return "a currency that is not three capital letters";
    }
    if (!isPossible(prices.feePerTicket()) || !isPossible(prices.feePerOrder())) {
      return "a fee below 0 or above " + Limits.AMOUNT;
    }
    if (prices.ticketTypes().isEmpty() || prices.ticketTypes().size() > Limits.TICKET_TYPES) {
      return "no ticket types, or more than " + Limits.TICKET_TYPES;
    }
    List<String> types = new ArrayList<>();
    for (TicketType type : prices.ticketTypes()) {
      if (!KEY.matcher(type.key()).matches()
          || type.name().length() > Limits.TICKET_TYPE_NAME_CHARACTERS
          || types.contains(type.key())) {
        return "the ticket type " + type.key();
      }
      types.add(type.key());
    }
    return amounts(prices, types, venue);
  }

  private static @Nullable String amounts(Prices prices, List<String> types, Venue venue) {
    if (prices.prices().size() > Limits.PRICES) {
      return "more than " + Limits.PRICES + " prices";
    }
    for (Price price : prices.prices()) {
      boolean first = price.equals(prices.price(price.category(), price.ticketType()));
      if (!isPossible(price.amount())
          || !types.contains(price.ticketType())
          || venue.categoryIndexOf(price.category()) < 0
          || !first) {
        return "the price of " + price.ticketType() + " in category " + price.category();
      }
    }
    return prices.prices().stream().distinct().count() == prices.prices().size()
        ? null
        : "a price that is named twice";
  }

  private static boolean isPossible(long amount) {
    return amount >= 0 && amount <= Limits.AMOUNT;
  }
}
