package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;
import static io.seatkeeper.core.codec.Wire.required;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.codec.wire.AreaPartMessage;
import io.seatkeeper.core.codec.wire.EventPartMessage;
import io.seatkeeper.core.codec.wire.SharesMessage;
import io.seatkeeper.core.codec.wire.TextsMessage;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.state.AreaImage;
import io.seatkeeper.core.state.AreaImage.Shares;
import io.seatkeeper.core.state.EventImage;
import io.seatkeeper.core.state.EventImage.Texts;
import io.seatkeeper.core.state.EventOrigin;
import io.seatkeeper.core.state.EventSale;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Events of a snapshot to and from their messages.
 *
 * <p>Of the objects only those are written that are not as they were at the event's creation, when
 * an object's properties say nothing but its kind.
 */
final class EventPart {
  /** Where an object's properties say its kind. */
  private static final int KIND_SHIFT = 24;

  private EventPart() {}

  static EventPartMessage write(EventImage event, Venue venue) {
    EventPartMessage.Builder message =
        EventPartMessage.newBuilder()
            .setNumber(event.number())
            .setWorkspace(event.origin().workspace())
            .setKey(event.origin().key())
            .setCreatedWallMillis(event.origin().createdWallMillis())
            .setChart(event.chart())
            .setChartVersion(event.chartVersion())
            .setName(event.name())
            .setSettings(CommandWriter.settings(event.settings()))
            .setVersion(event.version())
            .setFenced(event.fenced())
            .addAllStatuses(event.statuses())
            .addAllChannels(event.channels())
            .addAllOrders(Arrays.asList(event.orders()))
            .addAllBuyers(Arrays.asList(event.buyers()))
            .setBlockReasons(write(event.blockReasons()))
            .setExtraData(write(event.extraData()));
    if (!event.sale().equals(EventSale.OPEN)) {
      message.setSale(SaleWire.write(event.sale()));
    }
    if (!event.prices().equals(Prices.FREE)) {
      message.setPrices(SaleWire.write(event.prices()));
    }
    writeCells(event.cells(), venue, message);
    for (int count : event.orderCounts()) {
      message.addOrderCounts(count);
    }
    for (int count : event.buyerCounts()) {
      message.addBuyerCounts(count);
    }
    for (AreaImage area : event.areas()) {
      message.addAreas(write(area));
    }
    return message.build();
  }

  private static void writeCells(long[] cells, Venue venue, EventPartMessage.Builder message) {
    message.setObjects(cells.length / 2);
    int last = 0;
    for (int object = 0; object < cells.length / 2; object++) {
      long properties = cells[2 * object] ^ untouched(venue, object);
      long owner = cells[2 * object + 1];
      if (properties != 0 || owner != 0) {
        message
            .addTouched(object - last)
            .addProperties(properties)
            .addOwnersHigh((int) (owner >>> 32))
            .addOwnersLow((int) owner);
        last = object;
      }
    }
  }

  private static long untouched(Venue venue, int object) {
    return (long) venue.object(object).kind().number() << KIND_SHIFT;
  }

  private static TextsMessage write(Texts texts) {
    TextsMessage.Builder message = TextsMessage.newBuilder();
    for (int object : texts.objects()) {
      message.addObjects(object);
    }
    return message.addAllTexts(Arrays.asList(texts.texts())).build();
  }

  private static AreaPartMessage write(AreaImage area) {
    AreaPartMessage.Builder message = AreaPartMessage.newBuilder();
    for (int allotment = 0; allotment < area.channels().length; allotment++) {
      message
          .addChannels(area.channels()[allotment])
          .addCapacities(area.capacities()[allotment])
          .addHeld(area.held()[allotment])
          .addBooked(area.booked()[allotment]);
    }
    return message.setHolds(write(area.holds())).setBookings(write(area.bookings())).build();
  }

  private static SharesMessage write(Shares shares) {
    SharesMessage.Builder message = SharesMessage.newBuilder();
    for (int share = 0; share < shares.size(); share++) {
      message
          .addOwners(shares.owners()[share])
          .addChannels(shares.channels()[share])
          .addBuyers(shares.buyers()[share])
          .addQuantities(shares.quantities()[share]);
    }
    return message.build();
  }

  /**
   * An event again.
   *
   * @param venue the venue of its chart
   * @throws UnreadableException when its columns do not fit together or the venue
   */
  static EventImage read(EventPartMessage message, Venue venue) {
    List<AreaImage> areas = new ArrayList<>(message.getAreasCount());
    for (AreaPartMessage area : message.getAreasList()) {
      areas.add(read(known(area)));
    }
    Columns.requireSize("areas", areas.size(), venue.areaCount());
    Columns.requireSize("orders' counts", message.getOrderCountsCount(), message.getOrdersCount());
    Columns.requireSize("buyers' counts", message.getBuyerCountsCount(), message.getBuyersCount());
    return new EventImage(
        message.getNumber(),
        new EventOrigin(message.getWorkspace(), message.getKey(), message.getCreatedWallMillis()),
        message.getChart(),
        message.getChartVersion(),
        message.getName(),
        CommandReader.settings(required(message.hasSettings(), message.getSettings())),
        message.hasSale() ? SaleWire.read(message.getSale()) : EventSale.OPEN,
        message.hasPrices() ? SaleWire.read(message.getPrices()) : Prices.FREE,
        message.getVersion(),
        message.getFenced(),
        List.copyOf(message.getStatusesList()),
        List.copyOf(message.getChannelsList()),
        readCells(message, venue),
        message.getOrdersList().toArray(String[]::new),
        Columns.ints(message.getOrderCountsList()),
        message.getBuyersList().toArray(String[]::new),
        Columns.ints(message.getBuyerCountsList()),
        read(message.getBlockReasons(), venue),
        read(message.getExtraData(), venue),
        areas);
  }

  private static long[] readCells(EventPartMessage message, Venue venue) {
    Columns.requireSize("objects", message.getObjects(), venue.objectCount());
    int touched = message.getTouchedCount();
    Columns.requireSize("properties", message.getPropertiesCount(), touched);
    Columns.requireSize("owners", message.getOwnersHighCount(), touched);
    Columns.requireSize("owners", message.getOwnersLowCount(), touched);
    long[] cells = new long[2 * venue.objectCount()];
    for (int object = 0; object < venue.objectCount(); object++) {
      cells[2 * object] = untouched(venue, object);
    }
    int object = 0;
    for (int at = 0; at < touched; at++) {
      object += message.getTouched(at);
      requireObject(object, venue);
      cells[2 * object] ^= message.getProperties(at);
      cells[2 * object + 1] =
          ((long) message.getOwnersHigh(at) << 32)
              | Integer.toUnsignedLong(message.getOwnersLow(at));
    }
    return cells;
  }

  private static Texts read(TextsMessage message, Venue venue) {
    known(message);
    Columns.requireSize("texts", message.getTextsCount(), message.getObjectsCount());
    int[] objects = Columns.ints(message.getObjectsList());
    for (int object : objects) {
      requireObject(object, venue);
    }
    return new Texts(objects, message.getTextsList().toArray(String[]::new));
  }

  private static void requireObject(int object, Venue venue) {
    if (object < 0 || object >= venue.objectCount()) {
      throw new UnreadableException("an event of a snapshot has no object " + object);
    }
  }

  private static AreaImage read(AreaPartMessage message) {
    int allotments = message.getChannelsCount();
    Columns.requireSize("capacities", message.getCapacitiesCount(), allotments);
    Columns.requireSize("held", message.getHeldCount(), allotments);
    Columns.requireSize("booked", message.getBookedCount(), allotments);
    return new AreaImage(
        Columns.ints(message.getChannelsList()),
        Columns.ints(message.getCapacitiesList()),
        Columns.ints(message.getHeldList()),
        Columns.ints(message.getBookedList()),
        read(message.getHolds()),
        read(message.getBookings()));
  }

  private static Shares read(SharesMessage message) {
    known(message);
    int shares = message.getOwnersCount();
    Columns.requireSize("channels", message.getChannelsCount(), shares);
    Columns.requireSize("buyers", message.getBuyersCount(), shares);
    Columns.requireSize("quantities", message.getQuantitiesCount(), shares);
    return new Shares(
        Columns.longs(message.getOwnersList()),
        Columns.ints(message.getChannelsList()),
        Columns.ints(message.getBuyersList()),
        Columns.ints(message.getQuantitiesList()));
  }
}
