package io.seatkeeper.core.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event's tickets cost. A ticket is a seat, a table, a booth, or one person in an area.
 *
 * @param currency its ISO 4217 code, three capital letters; empty for a free event
 * @param feePerTicket booking fee for each ticket, in minor units
 * @param feePerOrder booking fee for each order, in minor units
 * @param ticketTypes in the order in which they are shown; the first is what a ticket is when
 *     nothing is said
 * @param prices one for each category and ticket type that is offered
 */
public record Prices(
    String currency,
    long feePerTicket,
    long feePerOrder,
    List<TicketType> ticketTypes,
    List<Price> prices) {
  /** Everything is free, and there are no ticket types. */
  public static final Prices FREE = new Prices("", 0, 0, List.of(), List.of());

  public Prices {
    ticketTypes = List.copyOf(ticketTypes);
    prices = List.copyOf(prices);
  }

  /**
   * A sort of ticket.
   *
   * @param key {@code [A-Za-z0-9_-]{1,64}}
   * @param name for people
   */
  public record TicketType(String key, String name) {}

  /**
   * What a ticket costs.
   *
   * @param category the category's key
   * @param ticketType the ticket type's key
   * @param amount in minor units, 0 or more
   */
  public record Price(String category, String ticketType, long amount) {}

  /** Whether nothing costs anything. */
  public boolean isFree() {
    return currency.isEmpty();
  }

  /** The price of a category's tickets of a type; null when they are not offered. */
  public @Nullable Price price(String category, String ticketType) {
    for (Price price : prices) {
      if (price.category().equals(category) && price.ticketType().equals(ticketType)) {
        return price;
      }
    }
    return null;
  }
}
