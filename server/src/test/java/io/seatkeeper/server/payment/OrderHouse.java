package io.seatkeeper.server.payment;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Done;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.state.OrderView;
import java.util.List;
import java.util.Objects;

/** A real engine with one priced floor, on which an order a seed is opened: the log's side. */
final class OrderHouse implements OrderSteps {
  static final long PAY_MILLIS = 30_000;
  private static final String WORKSPACE = "acme";

  private final SeatEngine engine = new SeatEngine();
  private final int event;
  private long index;
  private long now;

  OrderHouse() {
    String hash = "0".repeat(64);
    done(new CreateWorkspace(WORKSPACE, Mode.TEST, hash, hash, Bytes.copyOf(new byte[] {1})));
    done(new SwitchBehaviour(SeatEngine.NEWEST_BEHAVIOUR));
    VenueBuilder house = new VenueBuilder("House");
    int category = house.category(new Category("1", "Floor", "", false));
    int section = house.section(new Section("", "", ""));
    house.object(
        new VenueObject("Floor", ObjectKind.AREA, category, section, 0, 0, 0, false, 1_000_000));
    Bytes venue = Bytes.copyOf(VenueCodec.encode(house.build()));
    done(new StoreChartChunk(WORKSPACE, "hall", 7, 0, 1, venue));
    Outcome created =
        done(new CreateEvent(WORKSPACE, "show", "Show", "hall", 0, EventSettings.DEFAULT));
    event = ((EventCreated) created).event();
    done(
        new SetPrices(
            event,
            new Prices(
                "EUR",
                0,
                0,
                List.of(new Prices.TicketType("adult", "Adult")),
                List.of(new Prices.Price("1", "adult", 5000)))));
  }

  /** Opens an order of one person, whose idempotency id is its reference. */
  OrderName open(long number) {
    String reference = "order-" + number;
    TokenLease lease = new TokenLease(number, WORKSPACE, now + PAY_MILLIS, "buyer-" + number);
    Selection one = Selection.withQuantities(event, new int[] {0}, new int[] {1});
    done(new HoldObjects(lease, List.of(one), ChannelAccess.GENERAL));
    done(
        new OpenOrder(
            event, reference, number, List.of(), now + PAY_MILLIS, reference, Caller.ORGANISER));
    return new OrderName("show", reference);
  }

  /** Lets time pass, so that open orders end. */
  void pass(long millis) {
    now += millis;
    done(new Tick());
  }

  OrderView order(OrderName name) {
    return Objects.requireNonNull(engine.view().order(event, name.reference()));
  }

  /** People who are booked. */
  int booked() {
    return Objects.requireNonNull(engine.view().event(event)).areaBooked(0);
  }

  @Override
  public synchronized Ordered find(OrderName name) {
    OrderView order = order(name);
    return new Ordered(order, Mode.TEST, Math.max(0, order.payByLogMillis() - now));
  }

  @Override
  public synchronized Outcome take(OrderName name, Step step) {
    return apply(step.of(event, name.reference()));
  }

  private Outcome done(Command command) {
    Outcome outcome = apply(command);
    if (!(outcome instanceof Done)) {
      throw new AssertionError(command + " was refused: " + outcome);
    }
    return outcome;
  }

  private Outcome apply(Command command) {
    return engine.apply(++index, now, now, Request.unkeyed(command)).outcome();
  }
}
