package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;
import static io.seatkeeper.core.codec.Wire.required;
import static io.seatkeeper.core.codec.Wire.text;

import io.seatkeeper.core.codec.wire.BuyerMessage;
import io.seatkeeper.core.codec.wire.EventSaleMessage;
import io.seatkeeper.core.codec.wire.OutcomeMessage;
import io.seatkeeper.core.codec.wire.PresaleMessage;
import io.seatkeeper.core.codec.wire.PriceMessage;
import io.seatkeeper.core.codec.wire.PricesMessage;
import io.seatkeeper.core.codec.wire.SaleStateWire;
import io.seatkeeper.core.codec.wire.ScheduleMessage;
import io.seatkeeper.core.codec.wire.ScheduleSaleMessage;
import io.seatkeeper.core.codec.wire.SetPricesMessage;
import io.seatkeeper.core.codec.wire.SetSaleStateMessage;
import io.seatkeeper.core.codec.wire.TicketTypeMessage;
import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.Price;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.EventSale;
import java.util.ArrayList;
import java.util.List;

/** Prices, sale states and who buys, to and from their messages. */
final class SaleWire {
  private SaleWire() {}

  static SetPricesMessage write(Command.SetPrices command) {
    return SetPricesMessage.newBuilder()
        .setEvent(command.event())
        .setPrices(write(command.prices()))
        .build();
  }

  static Command read(SetPricesMessage message) {
    return new Command.SetPrices(
        message.getEvent(), read(required(message.hasPrices(), message.getPrices())));
  }

  static ScheduleSaleMessage write(Command.ScheduleSale command) {
    return ScheduleSaleMessage.newBuilder()
        .setEvent(command.event())
        .setSchedule(write(command.schedule()))
        .build();
  }

  static Command read(ScheduleSaleMessage message) {
    return new Command.ScheduleSale(
        message.getEvent(), read(required(message.hasSchedule(), message.getSchedule())));
  }

  static SetSaleStateMessage write(int event, SaleState state) {
    return SetSaleStateMessage.newBuilder().setEvent(event).setState(write(state)).build();
  }

  static void write(Outcome.SaleDone done, OutcomeMessage.Builder message) {
    switch (done) {
      case Outcome.PricesSet(int event) -> message.setPricesSet(event);
      case Outcome.SaleScheduled(int event, SaleState state) ->
          message.setSaleScheduled(write(event, state));
      case Outcome.SaleStateSet(int event, SaleState state) ->
          message.setSaleStateSet(write(event, state));
    }
  }

  /** Makes something of an event and a state. */
  interface OfSale<T> {
    T of(int event, SaleState state);
  }

  static <T> T read(SetSaleStateMessage message, OfSale<T> made) {
    known(message);
    return made.of(message.getEvent(), read(message.getState()));
  }

  static BuyerMessage write(Caller.Buyer buyer) {
    return BuyerMessage.newBuilder().setCodeHash(text(buyer.codeHash())).build();
  }

  static Caller caller(boolean buys, BuyerMessage message) {
    return buys ? new Caller.Buyer(known(message).getCodeHash()) : Caller.ORGANISER;
  }

  static PricesMessage write(Prices prices) {
    PricesMessage.Builder message =
        PricesMessage.newBuilder()
            .setCurrency(text(prices.currency()))
            .setFeePerTicket(prices.feePerTicket())
            .setFeePerOrder(prices.feePerOrder());
    for (TicketType type : prices.ticketTypes()) {
      message.addTicketTypes(
          TicketTypeMessage.newBuilder().setKey(text(type.key())).setName(text(type.name())));
    }
    for (Price price : prices.prices()) {
      message.addPrices(
          PriceMessage.newBuilder()
              .setCategory(text(price.category()))
              .setTicketType(text(price.ticketType()))
              .setAmount(price.amount()));
    }
    return message.build();
  }

  static Prices read(PricesMessage message) {
    known(message);
    List<TicketType> types = new ArrayList<>(message.getTicketTypesCount());
    for (TicketTypeMessage type : message.getTicketTypesList()) {
      known(type);
      types.add(new TicketType(type.getKey(), type.getName()));
    }
    List<Price> prices = new ArrayList<>(message.getPricesCount());
    for (PriceMessage price : message.getPricesList()) {
      known(price);
      prices.add(new Price(price.getCategory(), price.getTicketType(), price.getAmount()));
    }
    return new Prices(
        message.getCurrency(), message.getFeePerTicket(), message.getFeePerOrder(), types, prices);
  }

  static EventSaleMessage write(EventSale sale) {
    return EventSaleMessage.newBuilder()
        .setState(write(sale.state()))
        .setOpened(sale.opened())
        .setSchedule(write(sale.schedule()))
        .build();
  }

  static EventSale read(EventSaleMessage message) {
    known(message);
    return new EventSale(
        read(message.getState()),
        message.getOpened(),
        read(required(message.hasSchedule(), message.getSchedule())));
  }

  private static ScheduleMessage write(SaleSchedule schedule) {
    ScheduleMessage.Builder message =
        ScheduleMessage.newBuilder()
            .setOnSaleWallMillis(schedule.onSaleWallMillis())
            .setTimeZone(text(schedule.timeZone()));
    for (PresaleWindow window : schedule.presales()) {
      message.addPresales(
          PresaleMessage.newBuilder()
              .setChannel(text(window.channel()))
              .setCodeHash(text(window.codeHash()))
              .setFromWallMillis(window.fromWallMillis())
              .setUntilWallMillis(window.untilWallMillis()));
    }
    return message.build();
  }

  private static SaleSchedule read(ScheduleMessage message) {
    List<PresaleWindow> presales = new ArrayList<>(message.getPresalesCount());
    for (PresaleMessage window : message.getPresalesList()) {
      known(window);
      presales.add(
          new PresaleWindow(
              window.getChannel(),
              window.getCodeHash(),
              window.getFromWallMillis(),
              window.getUntilWallMillis()));
    }
    return new SaleSchedule(message.getOnSaleWallMillis(), message.getTimeZone(), presales);
  }

  private static SaleStateWire write(SaleState state) {
    return switch (state) {
      case DRAFT -> SaleStateWire.SALE_STATE_WIRE_DRAFT;
      case SCHEDULED -> SaleStateWire.SALE_STATE_WIRE_SCHEDULED;
      case ON_SALE -> SaleStateWire.SALE_STATE_WIRE_ON_SALE;
      case PAUSED -> SaleStateWire.SALE_STATE_WIRE_PAUSED;
      case CLOSED -> SaleStateWire.SALE_STATE_WIRE_CLOSED;
    };
  }

  private static SaleState read(SaleStateWire state) {
    return switch (state) {
      case SALE_STATE_WIRE_DRAFT -> SaleState.DRAFT;
      case SALE_STATE_WIRE_SCHEDULED -> SaleState.SCHEDULED;
      case SALE_STATE_WIRE_ON_SALE -> SaleState.ON_SALE;
      case SALE_STATE_WIRE_PAUSED -> SaleState.PAUSED;
      case SALE_STATE_WIRE_CLOSED -> SaleState.CLOSED;
      case SALE_STATE_WIRE_UNSPECIFIED -> throw new UnreadableException("a sale without a state");
      case UNRECOGNIZED ->
          throw new UnknownFormatException("a sale's state that this build does not know");
    };
  }
}
