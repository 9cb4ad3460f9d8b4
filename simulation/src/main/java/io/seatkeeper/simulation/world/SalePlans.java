package io.seatkeeper.simulation.world;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.simulation.model.NaiveEvent;
import java.util.ArrayList;
import java.util.List;

/** Makes the commands of organisers about what tickets cost and when they are sold. */
final class SalePlans {
  private static final List<String> CODES =
      List.of("a1".repeat(32), "b2".repeat(32), "c3".repeat(32), "");

  private final Dice dice;
  private final Clock clock;

  SalePlans(Dice dice, Clock clock) {
    this.dice = dice;
    this.clock = clock;
  }

  /** The hash of a code that a buyer gives. */
  static String codeHash(Dice dice) {
    return dice.oneOf(CODES);
  }

  Command next(NaiveEvent event, int number) {
    int kind = dice.between(1, 10);
    if (kind <= 3) {
      return new SetPrices(number, prices(event));
    }
    if (kind <= 5) {
      return new ScheduleSale(number, schedule());
    }
    if (event.sale().state() != SaleState.ON_SALE && dice.chance(75)) {
      return new SetSaleState(number, SaleState.ON_SALE);
    }
    return new SetSaleState(
        number,
        dice.onceIn(8)
            ? SaleState.CLOSED
            : dice.oneOf(SaleState.PAUSED, SaleState.PAUSED, SaleState.SCHEDULED, SaleState.DRAFT));
  }

  /** Prices for most of an event's categories. */
  Prices prices(NaiveEvent event) {
    if (dice.chance(15)) {
      return Prices.FREE;
    }
    List<TicketType> types = new ArrayList<>();
    types.add(new TicketType("adult", "Adult"));
    if (dice.chance(60)) {
      types.add(new TicketType("child", "Up to 12"));
    }
    if (dice.onceIn(30)) {
      types.add(new TicketType(dice.oneOf("adult", "", "no key"), "Odd"));
    }
    List<Price> prices = new ArrayList<>();
    event
        .venue()
        .categories()
        .forEach(
            category -> {
              for (TicketType type : types) {
                if (dice.chance(90)) {
                  long amount = dice.chance(15) ? 0 : dice.between(100, 20_000);
                  prices.add(new Price(category.key(), type.key(), amount));
                }
              }
            });
    if (dice.onceIn(25)) {
      prices.add(new Price(dice.oneOf("nowhere", "category0"), "adult", dice.oneOf(-1L, 5L)));
    }
    return new Prices(
        dice.chance(97) ? dice.oneOf("EUR", "EUR", "EUR", "CHF") : dice.oneOf("", "euro"),
        dice.chance(60) ? 0 : dice.between(-1, 300),
        dice.chance(60) ? 0 : dice.between(0, 500),
        types,
        prices);
  }

  private SaleSchedule schedule() {
    long now = clock.announcedMillis();
    List<PresaleWindow> windows = new ArrayList<>();
    for (int window = dice.between(0, 3); window > 0; window--) {
      long from = now + dice.between(-5000, 8000);
      windows.add(
          new PresaleWindow(
              dice.onceIn(20) ? "not possible" : dice.oneOf("", "presale", "club", "sponsor"),
              dice.onceIn(20) ? "no hash" : dice.oneOf(CODES.subList(0, 3)),
              from,
              from + dice.between(0, 20_000)));
    }
    long opening = dice.chance(75) ? now + dice.between(-500, 15_000) : dice.oneOf(0L, -1L);
    String timeZone =
        dice.onceIn(30) ? "no zone" : dice.oneOf("", "Europe/Zurich", "America/New_York");
    return new SaleSchedule(opening, timeZone, windows);
  }
}
