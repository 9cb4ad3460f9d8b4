package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Prices;
import java.util.List;

/**
 * An event's state, for reading, under the same rule as {@link ShardView}. Objects are venue
 * indexes.
 */
public interface EventView {
  /** The status code of a free object. */
  int FREE = 0;

  /** The status code of a held object. */
  int HELD = 1;

  /** The status code of a booked object; custom statuses have higher codes, an event's own. */
  int BOOKED = 2;

  int event();

  String key();

  String workspace();

  /** The placement group. */
  String group();

  String name();

  String chart();

  int chartVersion();

  Venue venue();

  EventSettings settings();

  /** Where its sale stands. */
  EventSale sale();

  /** What its tickets cost. */
  Prices prices();

  /** Raised by one with every change. */
  long version();

  boolean fenced();

  long createdWallMillis();

  /** The status code; {@link #FREE} for areas. */
  int statusCode(int object);

  /** The status name of a code: {@code free}, {@code held}, {@code booked} or a custom one. */
  String statusName(int statusCode);

  /** One more than the highest status code in use. */
  int statusCodes();

  /** The status code, with 0x40 set when the object is not for sale and 0x80 when it is blocked. */
  byte stateByte(int object);

  boolean forSale(int object);

  /** Why the object is blocked; empty when it is not. */
  String blockReason(int object);

  /** The channel; empty for none and for areas. */
  String channel(int object);

  /** The organiser's text; empty for none. */
  String extraData(int object);

  /** The token that holds the object; 0 for none and for areas. */
  long token(int object);

  /** The order that booked the object; empty for none and for areas. */
  String order(int object);

  /** People held in an area. */
  int areaHeld(int object);

  /** People booked in an area. */
  int areaBooked(int object);

  /**
   * An area's allotments: first the general one with the empty channel, then the channels in their
   * given order.
   */
  List<AllotmentView> allotments(int object);

  /** Who has how much of an area, in a stable order. */
  List<AreaShareView> areaShares(int object);

  /** People of one buyer held and booked together. */
  int peopleOf(String buyer);

  /**
   * A part of an area's capacity.
   *
   * @param channel empty for the general part
   */
  record AllotmentView(String channel, int capacity, int held, int booked) {}

  /**
   * What one owner has of an area in one allotment.
   *
   * @param token 0 for a booking
   * @param order empty for a hold
   */
  record AreaShareView(String channel, long token, String order, int quantity) {}
}
