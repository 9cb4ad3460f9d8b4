package io.seatkeeper.core.engine;

import static io.seatkeeper.core.engine.OrderFixture.cancel;
import static io.seatkeeper.core.engine.OrderFixture.confirm;
import static io.seatkeeper.core.engine.OrderFixture.fail;
import static io.seatkeeper.core.engine.OrderFixture.refunded;
import static io.seatkeeper.core.engine.OrderFixture.seat;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.outcome.Outcome.TokenExtended;
import io.seatkeeper.core.outcome.Rejection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What prices, orders and extensions are refused for. */
class OrderRefusalTest {
  private final OrderFixture orders = new OrderFixture();
  private final EngineFixture house = orders.house;
  private final int event = orders.priced("show");

  static Stream<Prices> impossiblePrices() {
    Prices good = OrderFixture.PRICES;
    Price twice = good.prices().getFirst();
    return Stream.of(
        new Prices("eur", 0, 0, good.ticketTypes(), good.prices()),
        new Prices("EUR", -1, 0, good.ticketTypes(), good.prices()),
        new Prices("EUR", 0, Limits.AMOUNT + 1, good.ticketTypes(), good.prices()),
        new Prices("EUR", 0, 0, List.of(), List.of()),
        new Prices("", 0, 5, List.of(), List.of()),
        new Prices("EUR", 0, 0, good.ticketTypes(), List.of(new Price("front", "dog", 1))),
        new Prices("EUR", 0, 0, good.ticketTypes(), List.of(new Price("moon", "adult", 1))),
        new Prices("EUR", 0, 0, good.ticketTypes(), List.of(new Price("front", "adult", -1))),
        new Prices("EUR", 0, 0, good.ticketTypes(), List.of(twice, twice)));
  }

  @ParameterizedTest
  @MethodSource("impossiblePrices")
  void shouldRefuseImpossiblePrices(Prices prices) {
    house.refused(new SetPrices(event, prices), Rejection.PRICES_NOT_POSSIBLE);
  }

  @Test
  void shouldRefuseEverythingNewBeforeItsBehaviour() {
    EngineFixture old = new EngineFixture();
    int show = old.event("show");

    for (Command command :
        List.of(
            new SetPrices(show, OrderFixture.PRICES),
            new ExtendToken(1, 5),
            orders.open(show, "o1", 1),
            cancel(show, "o1"))) {
      assertThat(old.refused(command, Rejection.BEHAVIOUR_TOO_OLD)).isEqualTo("3");
    }
  }

  @Test
  void shouldRefuseWhatTheTokenDoesNotHold() {
    house.done(house.hold(1, event, 0));

    house.refused(orders.open(event, "o1", 2), Rejection.TOKEN_EXPIRED);
    house.refused(orders.open(event, "o1", 1, seat(event, 1, "")), Rejection.NOT_HELD_BY_TOKEN);
    house.refused(
        orders.open(event, "o1", 1, seat(event, 0, ""), seat(event, 0, "child")),
        Rejection.OBJECT_REPEATED);
    house.refused(
        orders.open(event, "o1", 1, seat(event, 0, ""), seat(99, 0, "")), Rejection.EVENT_UNKNOWN);
    house.refused(orders.open(99, "o1", 1), Rejection.EVENT_UNKNOWN);
  }

  @Test
  void shouldRefuseATicketTypeWithoutAPrice() {
    house.done(house.hold(1, event, 6));

    assertThat(
            house.refused(
                orders.open(event, "o1", 1, seat(event, 6, "child")),
                Rejection.TICKET_TYPE_NOT_OFFERED))
        .isEqualTo("B-1");
  }

  @Test
  void shouldRefuseTwoCurrenciesInOneOrder() {
    int swiss = house.event("show.swiss");
    Prices francs =
        new Prices("CHF", 0, 0, OrderFixture.PRICES.ticketTypes(), OrderFixture.PRICES.prices());
    house.done(new SetPrices(swiss, francs));
    house.done(house.hold(1, event, 0));
    house.done(house.hold(1, swiss, 0));

    assertThat(house.refused(orders.open(event, "o1", 1), Rejection.CURRENCIES_DIFFER))
        .isEqualTo("show.swiss");
  }

  @Test
  void shouldRefuseADeadlineThatIsPastOrTooFar() {
    house.done(house.hold(1, event, 0));

    house.refused(openUntil(house.now), Rejection.MALFORMED_COMMAND);
    house.refused(
        openUntil(house.now + EventSettings.DEFAULT.maxHoldMillis() + 1),
        Rejection.TOKEN_LEASE_TOO_LONG);
  }

  private Command openUntil(long payBy) {
    return new OpenOrder(event, "o1", 1, List.of(), payBy, "", Caller.ORGANISER);
  }

  @Test
  void shouldRefuseStepsThatDoNotFit() {
    orders.openTwoSeats(event, "o1", 1, 0, 1);

    house.refused(new ConfirmOrder(event, "o1", ""), Rejection.PAYMENT_NEEDED);
    house.refused(refunded(event, "o1"), Rejection.REFUND_NOT_DUE);
    house.refused(confirm(event, "unknown"), Rejection.ORDER_UNKNOWN);
    house.refused(new ConfirmOrder(event, "o1", "x".repeat(129)), Rejection.MALFORMED_COMMAND);
    house.done(confirm(event, "o1"));
    house.refused(fail(event, "o1"), Rejection.ORDER_STEP_NOT_POSSIBLE);
  }

  @Test
  void shouldBoundTheOrdersOfOneToken() {
    house.done(house.hold(1, event, 0));
    for (int order = 1; order <= Limits.ORDERS_PER_TOKEN; order++) {
      house.done(orders.open(event, "o" + order, 1));
      house.done(fail(event, "o" + order));
    }

    house.refused(orders.open(event, "more", 1), Rejection.TOKEN_ORDERS_USED_UP);
  }

  @Test
  void shouldExtendATokenAsOftenAndAsLongAsItsEventsAllow() {
    house.done(new UpdateEvent(event, null, new SettingsChange(null, null, null, 2, 25_000L)));
    house.done(house.hold(1, event, 0));
    long deadline = house.now + EngineFixture.HOLD_MILLIS;

    assertThat(house.done(new ExtendToken(1, deadline - 5)))
        .isEqualTo(new TokenExtended(1, deadline));
    house.done(new ExtendToken(1, deadline + 10_000));
    house.refused(new ExtendToken(1, deadline + 25_001), Rejection.TOKEN_LIFE_USED_UP);
    house.done(new ExtendToken(1, deadline + 20_000));
    house.refused(new ExtendToken(1, deadline + 21_000), Rejection.TOKEN_EXTENSIONS_USED_UP);

    house.pass(EngineFixture.HOLD_MILLIS + 19_999);
    assertThat(house.statusOf(event, 0)).isEqualTo("held");
    house.pass(1);
    assertThat(house.statusOf(event, 0)).isEqualTo("free");
    house.refused(new ExtendToken(1, deadline + 90_000), Rejection.TOKEN_EXPIRED);
  }

  @Test
  void shouldCountWhatIsOrderedAgainstABuyersLimit() {
    house.done(new UpdateEvent(event, null, new SettingsChange(2, null, null)));
    orders.openTwoSeats(event, "o1", 1, 0, 1);

    house.refused(house.hold(1, event, 2), Rejection.PURCHASE_LIMIT_EXCEEDED);
    house.done(confirm(event, "o1"));
    house.refused(house.hold(1, event, 2), Rejection.PURCHASE_LIMIT_EXCEEDED);
    house.done(cancel(event, "o1"));
    house.done(house.hold(1, event, 2));
  }
}
