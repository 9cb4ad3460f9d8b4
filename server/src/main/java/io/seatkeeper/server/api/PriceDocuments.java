package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.engine.Limits;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.server.json.Bounds;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.live.Announcement;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import java.util.Currency;
import java.util.List;
import java.util.Set;

/** What an event's tickets cost, as the API takes and shows it. */
public final class PriceDocuments {
  private PriceDocuments() {}

  /** What who watches an event is told whenever its prices change. */
  static Announcement announcement() {
    return new Announcement(
        "prices",
        Set.of(EventFact.PRICED),
        false,
        (_, event) -> {
          Prices prices = event.prices();
          return () -> Json.type(PriceList.class).toJsonBytes(PriceList.of(prices));
        });
  }

  /**
   * Prices as everybody may see them.
   *
   * @param currency ISO 4217; empty for a free event
   * @param currencyDigits digits behind the point of an amount; 0 for a free event
   */
  @io.avaje.jsonb.Json
  public record PriceList(
      String currency,
      int currencyDigits,
      long feePerTicket,
      long feePerOrder,
      List<TypeOfTicket> ticketTypes,
      List<PriceOfTicket> prices) {
    /** The document of prices. */
    static PriceList of(Prices prices) {
      return new PriceList(
          prices.currency(),
          digits(prices.currency()),
          prices.feePerTicket(),
          prices.feePerOrder(),
          prices.ticketTypes().stream()
              .map(type -> new TypeOfTicket(type.key(), type.name()))
              .toList(),
          prices.prices().stream()
              .map(price -> new PriceOfTicket(price.category(), price.ticketType(), price.amount()))
              .toList());
    }
  }

  /** Prices to set. */
  @io.avaje.jsonb.Json
  public record NewPriceList(
      @Bounds(most = 3) String currency,
      @Bounds(most = Limits.AMOUNT) long feePerTicket,
      @Bounds(most = Limits.AMOUNT) long feePerOrder,
      @Bounds(most = Limits.TICKET_TYPES) List<TypeOfTicket> ticketTypes,
      @Bounds(most = Limits.PRICES) List<PriceOfTicket> prices) {
    /**
     * What the log is told.
     *
     * @throws io.seatkeeper.server.problem.ProblemException when nobody pays in the currency
     */
    Prices checked() {
      if (!currency.isEmpty() && digits(currency) < 0) {
        throw Problem.of(
                ProblemCode.VALUE_INVALID,
                "Nobody pays in the currency "
                    + currency
                    + ". Give the three capital letters of ISO 4217, such as EUR, or an empty text"
                    + " for a free event.")
            .at("/currency")
            .thrown();
      }
      return new Prices(
          currency,
          feePerTicket,
          feePerOrder,
          ticketTypes.stream().map(type -> new TicketType(type.key(), type.name())).toList(),
          prices.stream()
              .map(price -> new Price(price.category(), price.ticketType(), price.amount()))
              .toList());
    }
  }

  /** A sort of ticket; the first of an event is what a ticket is when nothing is said. */
  @io.avaje.jsonb.Json
  public record TypeOfTicket(
      @Bounds(least = 1, most = 64) String key,
      @Bounds(least = 1, most = Limits.TICKET_TYPE_NAME_CHARACTERS) String name) {}

  /** What a ticket of a type costs in a category, in minor units. */
  @io.avaje.jsonb.Json
  public record PriceOfTicket(
      @Bounds(least = 1, most = 64) String category,
      @Bounds(least = 1, most = 64) String ticketType,
      @Bounds(most = Limits.AMOUNT) long amount) {}

  /** Digits behind the point in a currency; 0 for none, -1 when there is no such money. */
  static int digits(String currency) {
    if (currency.isEmpty()) {
      return 0;
    }
    try {
      return Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
