package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.MoneyView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.server.api.Answers.Figures;
import io.seatkeeper.server.api.Answers.Money;
import io.seatkeeper.server.api.Answers.Series;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.metrics.EventRates;
import io.seatkeeper.server.problem.Problems;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** An event in live figures: places, money, who watches, and how it went in the last minutes. */
public final class FiguresEndpoint {
  private static final int EVERY_MILLIS = 1000;

  private final EventDirectory events;
  private final EventRates rates;
  private final IntUnaryOperator watchers;

  /**
   * The endpoint.
   *
   * @param watchers how many watch the event with a number on this node
   */
  public FiguresEndpoint(EventDirectory events, EventRates rates, IntUnaryOperator watchers) {
    this.events = events;
    this.rates = rates;
    this.watchers = watchers;
  }

  /** The one route. */
  public List<Route> routes() {
    return List.of(
        Route.read("/v1/events/{event}/figures", Access.SECRET, Endpoint.blocking(this::figures)));
  }

  private Answer figures(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    Count count = event.shard().read(view -> Count.of(view, event.number()));
    if (count == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    EventRates.Series series = rates.series(event.number());
    Figures figures =
        count.described(
            watchers.applyAsInt(event.number()),
            new Series(
                EVERY_MILLIS,
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                series.sold(),
                series.attempts(),
                series.refusals()));
    return Answer.json(200, Json.type(Figures.class), figures);
  }

  /** Every place counted once, under the shard's lock. */
  private static final class Count {
    private static final int STATUS = 0x3F;
    private static final int NOT_FOR_SALE = 0x40;
    private static final int BLOCKED = 0x80;

    private final long version;
    private final String currency;
    private final MoneyView money;
    private long seats;
    private long held;
    private long booked;
    private long other;
    private long blocked;
    private long notForSale;
    private long free;

    private Count(EventView event, MoneyView money) {
      this.version = event.version();
      this.currency = event.prices().currency();
      this.money = money;
      Venue venue = event.venue();
      for (int object = 0; object < venue.objectCount(); object++) {
        int state = event.stateByte(object);
        if (venue.areaOf(object) >= 0) {
          addArea(event, venue.object(object), object, state);
        } else {
          add(state);
        }
      }
    }

    static @Nullable Count of(ShardView view, int number) {
      EventView event = view.event(number);
      return event == null ? null : new Count(event, view.money(number));
    }

    private void add(int state) {
      seats++;
      switch (state & STATUS) {
        case EventView.FREE -> addFree(state, 1);
        case EventView.HELD -> held++;
        case EventView.BOOKED -> booked++;
        default -> other++;
      }
    }

    private void addArea(EventView event, VenueObject drawn, int object, int state) {
      int areaHeld = event.areaHeld(object);
      int areaBooked = event.areaBooked(object);
      seats += drawn.capacity();
      held += areaHeld;
      booked += areaBooked;
      addFree(state, drawn.capacity() - areaHeld - areaBooked);
    }

    private void addFree(int state, int places) {
      if ((state & BLOCKED) != 0) {
        blocked += places;
      } else if ((state & NOT_FOR_SALE) != 0) {
        notForSale += places;
      } else {
        free += places;
      }
    }

    Figures described(int watching, Series series) {
      int digits =
          currency.isEmpty()
              ? 0
              : Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
      return new Figures(
          version,
          seats,
          held,
          booked,
          other,
          blocked,
          notForSale,
          free,
          new Money(
              currency,
              digits,
              money.open(),
              money.authorised(),
              money.captured(),
              money.refundDue(),
              money.refunded()),
          watching,
          series);
    }
  }
}
