package io.seatkeeper.simulation.model;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventSale;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What tickets cost, and when buyers may have them. */
final class SaleRules {
  private static final long HIGHEST_AMOUNT = 1_000_000_000_000L;
  private static final String KEY = "[A-Za-z0-9_-]{1,64}";

  private final NaiveShard shard;
  private final SelectionRules selectionRules;

  SaleRules(NaiveShard shard) {
    this.shard = shard;
    this.selectionRules = new SelectionRules(shard);
  }

  /** A buyer may take something of an event now; the organiser always may. */
  void checkOpen(NaiveEvent event, Caller caller) {
    if (!(caller instanceof Caller.Buyer buyer)) {
      return;
    }
    SaleState state = event.sale.state();
    Refusal.when(state == SaleState.DRAFT, Rejection.NOT_ON_SALE_YET, event.key);
    Refusal.when(state == SaleState.PAUSED, Rejection.SALE_PAUSED, event.key);
    Refusal.when(state == SaleState.CLOSED, Rejection.SALE_CLOSED, event.key);
    if (state == SaleState.SCHEDULED
        && NaiveSale.windows(event, shard.wallMillis, buyer.codeHash()).isEmpty()) {
      boolean presale = !NaiveSale.running(event, shard.wallMillis).isEmpty();
      throw Refusal.of(
          presale ? Rejection.PRESALE_CODE_NEEDED : Rejection.NOT_ON_SALE_YET, event.key);
    }
  }

  Outcome setPrices(SetPrices command) {
    shard.checkBehaviour(3);
    NaiveEvent event = selectionRules.event(command.event());
    Prices prices = command.prices();
    if (!prices.equals(Prices.FREE)) {
      checkPrices(prices, event);
    }
    if (prices.equals(event.prices)) {
      return new Outcome.PricesSet(event.number);
    }

    shard.aboutToChange();
    event.prices = prices;
    shard.changed(event.eventChanged(EventFact.PRICED));
    return new Outcome.PricesSet(event.number);
  }

  private static void checkPrices(Prices prices, NaiveEvent event) {
    possible(prices.currency().matches("[A-Z]{3}"), "a currency that is not three capital letters");
    possible(
        isAmount(prices.feePerTicket()) && isAmount(prices.feePerOrder()),
        "a fee below 0 or above " + HIGHEST_AMOUNT);
    int types = prices.ticketTypes().size();
    possible(types >= 1 && types <= 32, "no ticket types, or more than 32");
    Set<String> keys = new LinkedHashSet<>();
    for (TicketType type : prices.ticketTypes()) {
      possible(
          type.key().matches(KEY) && type.name().length() <= 128 && keys.add(type.key()),
          "the ticket type " + type.key());
    }
    possible(prices.prices().size() <= 1024, "more than 1024 prices");
    List<String> categories = event.venue.categories().stream().map(Category::key).toList();
    Set<List<String>> seen = new LinkedHashSet<>();
    boolean twice = false;
    for (Price price : prices.prices()) {
      boolean again = !seen.add(List.of(price.category(), price.ticketType()));
      boolean sameAgain = again && price.equals(prices.price(price.category(), price.ticketType()));
      twice |= sameAgain;
      possible(
          isAmount(price.amount())
              && keys.contains(price.ticketType())
              && categories.contains(price.category())
              && (!again || sameAgain),
          "the price of " + price.ticketType() + " in category " + price.category());
    }
    possible(!twice, "a price that is named twice");
  }

  private static void possible(boolean possible, String what) {
    Refusal.when(!possible, Rejection.PRICES_NOT_POSSIBLE, what);
  }

  private static boolean isAmount(long amount) {
    return amount >= 0 && amount <= HIGHEST_AMOUNT;
  }

  Outcome schedule(ScheduleSale command) {
    shard.checkBehaviour(3);
    NaiveEvent event = selectionRules.event(command.event());
    SaleSchedule schedule = command.schedule();
    checkSchedule(schedule);
    EventSale sale = event.sale;
    boolean announcedAfterwards = sale.opened() && schedule.onSaleWallMillis() > shard.wallMillis;
    Refusal.when(
        sale.state() == SaleState.CLOSED || announcedAfterwards,
        Rejection.SALE_STEP_NOT_POSSIBLE,
        sale.state());
    SaleState next = sale.state() == SaleState.DRAFT ? SaleState.SCHEDULED : sale.state();
    EventSale scheduled = new EventSale(next, sale.opened(), schedule);
    if (!scheduled.equals(sale)) {
      turn(event, scheduled);
    }
    return new Outcome.SaleScheduled(event.number, next);
  }

  private static void checkSchedule(SaleSchedule schedule) {
    announceable(schedule.onSaleWallMillis() >= 0, "a time before 1970");
    announceable(
        schedule.onSaleWallMillis() > 0 || !schedule.presales().isEmpty(),
        "neither a time nor a presale");
    announceable(schedule.timeZone().matches("[A-Za-z0-9_+/-]{0,64}"), "the name of the time zone");
    announceable(schedule.presales().size() <= 32, "more than 32 presales");
    for (PresaleWindow window : schedule.presales()) {
      announceable(window.channel().matches("[A-Za-z0-9_-]{0,64}"), "the channel of a presale");
      announceable(
          window.codeHash().matches("[0-9a-f]{64}"),
          "a code's hash that is not 64 hexadecimal digits");
      announceable(
          window.fromWallMillis() >= 0 && window.fromWallMillis() < window.untilWallMillis(),
          "a presale that ends before it begins");
    }
  }

  private static void announceable(boolean possible, String what) {
    Refusal.when(!possible, Rejection.SCHEDULE_NOT_POSSIBLE, what);
  }

  Outcome setState(SetSaleState command) {
    shard.checkBehaviour(3);
    NaiveEvent event = selectionRules.event(command.event());
    SaleState next = command.state();
    SaleState now = event.sale.state();
    if (next != now) {
      boolean possible =
          switch (now) {
            case DRAFT -> next == SaleState.ON_SALE || next == SaleState.CLOSED;
            case SCHEDULED -> true;
            case ON_SALE -> next == SaleState.PAUSED || next == SaleState.CLOSED;
            case PAUSED ->
                next == SaleState.ON_SALE
                    || next == SaleState.CLOSED
                    || (next == SaleState.SCHEDULED && !event.sale.opened());
            case CLOSED -> false;
          };
      Refusal.when(!possible, Rejection.SALE_STEP_NOT_POSSIBLE, now);
      boolean opened = event.sale.opened() || next == SaleState.ON_SALE;
      turn(
          event,
          next == SaleState.DRAFT
              ? new EventSale(next, false, SaleSchedule.NONE)
              : new EventSale(next, opened, event.sale.schedule()));
    }
    return new Outcome.SaleStateSet(event.number, next);
  }

  private void turn(NaiveEvent event, EventSale sale) {
    shard.aboutToChange();
    event.sale = sale;
    shard.changed(event.eventChanged(EventFact.SALE_CHANGED, sale.state().name()));
  }

  /** Opens what was announced for a time that has come, the earliest first. */
  void openWhatIsDue() {
    List<NaiveEvent> due =
        shard.events.values().stream()
            .filter(event -> opening(event) <= shard.wallMillis)
            .sorted(Comparator.comparingLong(SaleRules::opening))
            .toList();
    for (NaiveEvent event : due) {
      event.sale = new EventSale(SaleState.ON_SALE, true, event.sale.schedule());
      shard.changed(event.eventChanged(EventFact.SALE_OPENED));
    }
  }

  /** When an event opens by itself. */
  static long opening(NaiveEvent event) {
    long announced = event.sale.schedule().onSaleWallMillis();
    return event.sale.state() == SaleState.SCHEDULED && announced > 0 ? announced : Long.MAX_VALUE;
  }
}
