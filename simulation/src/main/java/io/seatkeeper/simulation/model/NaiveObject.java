package io.seatkeeper.simulation.model;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import java.util.ArrayList;
import java.util.List;

/** One seat, table, booth or area of an event, as the model knows it. */
public final class NaiveObject {
  static final String FREE = "free";
  static final String HELD = "held";
  static final String BOOKED = "booked";

  final NaiveEvent event;
  final int index;
  final VenueObject drawn;
  boolean forSale = true;
  String blockReason = "";
  String extraData = "";

  /** Everything but areas: the status, the channel, and who has it. */
  String status = FREE;

  String channel = "";
  long token;
  String order = "";
  String buyer = "";

  /** Areas: the channels' allotments as given, without the general rest. */
  List<ChannelCapacity> channelAllotments = List.of();

  /** Areas: who has how much, in the order of the first taking. */
  final List<Share> shares = new ArrayList<>();

  /** What one owner has of one allotment: a token's hold (order empty) or an order's booking. */
  static final class Share {
    final String channel;
    final long token;
    final String order;
    final String buyer;
    int quantity;

    Share(String channel, long token, String order, String buyer, int quantity) {
      this.channel = channel;
      this.token = token;
      this.order = order;
      this.buyer = buyer;
      this.quantity = quantity;
    }

    boolean isHold() {
      return order.isEmpty();
    }
  }

  NaiveObject(NaiveEvent event, int index, VenueObject drawn) {
    this.event = event;
    this.index = index;
    this.drawn = drawn;
  }

  public boolean isArea() {
    return drawn.kind() == ObjectKind.AREA;
  }

  public int index() {
    return index;
  }

  public VenueObject drawn() {
    return drawn;
  }

  /** Whether it has nobody, or for an area: room for one more. */
  public boolean isFree() {
    return isArea() ? areaHeld() + areaBooked() < drawn.capacity() : status.equals(FREE);
  }

  /** The tokens that hold some of it. */
  public List<Long> tokens() {
    List<Long> tokens = new ArrayList<>();
    if (token != 0) {
      tokens.add(token);
    }
    shares.stream().filter(Share::isHold).forEach(share -> tokens.add(share.token));
    return tokens;
  }

  /** The orders that booked some of it. */
  public List<String> orders() {
    List<String> orders = new ArrayList<>();
    if (!order.isEmpty()) {
      orders.add(order);
    }
    shares.stream().filter(share -> !share.isHold()).forEach(share -> orders.add(share.order));
    return orders;
  }

  boolean blocked() {
    return !blockReason.isEmpty();
  }

  /** All allotments: the general rest first, then the channels'. */
  List<ChannelCapacity> allotments() {
    int rest = drawn.capacity();
    for (ChannelCapacity allotment : channelAllotments) {
      rest -= allotment.capacity();
    }
    List<ChannelCapacity> all = new ArrayList<>();
    all.add(new ChannelCapacity("", rest));
    all.addAll(channelAllotments);
    return all;
  }

  int taken(String ofChannel) {
    return shares.stream()
        .filter(share -> share.channel.equals(ofChannel))
        .mapToInt(share -> share.quantity)
        .sum();
  }

  int heldIn(String ofChannel) {
    return shares.stream()
        .filter(share -> share.channel.equals(ofChannel) && share.isHold())
        .mapToInt(share -> share.quantity)
        .sum();
  }

  int areaHeld() {
    return shares.stream().filter(Share::isHold).mapToInt(share -> share.quantity).sum();
  }

  int areaBooked() {
    return shares.stream().filter(share -> !share.isHold()).mapToInt(share -> share.quantity).sum();
  }

  /** How much of the area a token holds; for other objects 1 or 0. */
  public int heldBy(long ofToken) {
    if (!isArea()) {
      return ofToken != 0 && token == ofToken ? 1 : 0;
    }
    return shares.stream()
        .filter(share -> share.isHold() && share.token == ofToken)
        .mapToInt(share -> share.quantity)
        .sum();
  }

  /** How much of the area an order has booked; for other objects 1 or 0. */
  public int bookedBy(String ofOrder) {
    if (!isArea()) {
      return !ofOrder.isEmpty() && order.equals(ofOrder) ? 1 : 0;
    }
    return shares.stream()
        .filter(share -> share.order.equals(ofOrder) && !share.isHold())
        .mapToInt(share -> share.quantity)
        .sum();
  }
}
