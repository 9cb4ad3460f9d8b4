package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.OrderCommand.CancelOrder;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.FailOrder;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.OrderCommand.RecordRefund;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.state.OrderView;
import java.util.List;
import java.util.Objects;

/** The house of {@link EngineFixture} with prices, and short words for orders in it. */
final class OrderFixture {
  static final long PAY_MILLIS = 30_000;
  static final String CODE = "c0".repeat(32);
  static final Caller BUYER = new Caller.Buyer("");
  static final Prices PRICES =
      new Prices(
          "EUR",
          150,
          200,
          List.of(new TicketType("adult", "Adult"), new TicketType("child", "Child")),
          List.of(
              new Price("front", "adult", 5000),
              new Price("front", "child", 2500),
              new Price("back", "adult", 3000)));

  final EngineFixture house;

  OrderFixture() {
    this(new EngineFixture());
    house.done(new SwitchBehaviour(SeatEngine.SELLING_BEHAVIOUR));
  }

  OrderFixture(EngineFixture house) {
    this.house = house;
  }

  int priced(String key) {
    int event = house.event(key);
    house.done(new SetPrices(event, PRICES));
    return event;
  }

  int draft(String key) {
    CreateEvent create =
        new CreateEvent(
            EngineFixture.WORKSPACE, key, "A show", "hall", 0, EventSettings.DEFAULT, true);
    return ((EventCreated) house.done(create)).event();
  }

  Command open(int event, String order, long token, OrderItem... items) {
    return new OpenOrder(
        event,
        order,
        token,
        List.of(items),
        house.now + PAY_MILLIS,
        "idem-" + order,
        Caller.ORGANISER);
  }

  Command openByBuyer(int event, String order, long token) {
    return new OpenOrder(event, order, token, List.of(), house.now + PAY_MILLIS, "", BUYER);
  }

  Command holdByBuyer(long token, int event, String codeHash, int... objects) {
    return new HoldObjects(
        house.lease(token),
        List.of(Selection.of(event, objects)),
        ChannelAccess.ofBuyer(List.of(), codeHash));
  }

  static OrderItem seat(int event, int object, String type) {
    return new OrderItem(event, object, 1, type);
  }

  static Command confirm(int event, String order) {
    return new ConfirmOrder(event, order, "pay-" + order);
  }

  static Command confirmFree(int event, String order) {
    return new ConfirmOrder(event, order, "");
  }

  static Command fail(int event, String order) {
    return new FailOrder(event, order);
  }

  static Command cancel(int event, String order) {
    return new CancelOrder(event, order);
  }

  static Command giveUp(int event, String order) {
    return new VoidOrder(event, order);
  }

  static Command paid(int event, String order) {
    return new RecordPayment(event, order, "pay-" + order);
  }

  static Command refunded(int event, String order) {
    return new RecordRefund(event, order, "refund-" + order);
  }

  OrderView order(int event, String reference) {
    return Objects.requireNonNull(house.engine.view().order(event, reference));
  }

  void assertState(int event, String reference, OrderState state) {
    assertThat(order(event, reference).state()).isEqualTo(state);
  }

  /** An order of two seats at 50.00 each with fees, open on a token. */
  void openTwoSeats(int event, String order, long token, int... seats) {
    house.done(house.hold(token, event, seats));
    house.done(open(event, order, token));
  }
}
