package io.seatkeeper.core.state;

import io.seatkeeper.core.state.AreaShares.Share;
import io.seatkeeper.core.state.EventView.AllotmentView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One general-admission area: its allotments and who has how many people in each.
 *
 * <p>An allotment is a part of the capacity set aside for a channel; its <em>place</em> is its
 * position in the area's list, in which the general allotment, what no channel has, comes first.
 * Quantities are given back, and booked out of a hold, from the first place to the last; those an
 * order has in one allotment for several buyers go by buyer.
 */
public final class AreaState {
  /** The channel number of the general allotment. */
  static final int GENERAL = 0;

  private static final String WITHIN_CAPACITY = "area is sold within its capacity";
  private static final String OWNERS_KNOWN = "area quantities have the owner that was recorded";

  private final StateHash hash;
  private final long salt;
  private final CountedNames orders;
  private final CountedNames buyers;
  private final int object;
  private final AreaShares holds;
  private final AreaShares bookings;
  private int[] channels = {GENERAL};
  private int[] capacities;
  private int[] held = new int[1];
  private int[] booked = new int[1];

  AreaState(
      StateHash hash,
      long salt,
      CountedNames orders,
      CountedNames buyers,
      int object,
      int capacity) {
    this.hash = hash;
    this.salt = salt;
    this.orders = orders;
    this.buyers = buyers;
    this.object = object;
    this.capacities = new int[] {capacity};
    this.holds = new AreaShares(hash, salt, object, (token, buyer) -> StateTerms.tokenOwner(token));
    this.bookings =
        new AreaShares(
            hash,
            salt,
            object,
            (order, buyer) ->
                StateTerms.orderOwner(orders.nameHash((int) order), buyers.nameHash(buyer)));
    hash.add(allotmentTerm(0));
  }

  /** How many allotments there are, the general one included. */
  public int places() {
    return channels.length;
  }

  /** The place of a channel's allotment; -1 when the area has none for it. */
  public int placeOf(int channel) {
    for (int place = 0; place < channels.length; place++) {
      if (channels[place] == channel) {
        return place;
      }
    }
    return -1;
  }

  /** People an allotment still has room for. */
  public int room(int place) {
    return capacities[place] - held[place] - booked[place];
  }

  /** People held and booked in an allotment. */
  public int taken(int place) {
    return held[place] + booked[place];
  }

  /** The channel number of the allotment at a place. */
  public int channelAt(int place) {
    return channels[place];
  }

  /** The capacity of the allotment at a place. */
  public int capacityAt(int place) {
    return capacities[place];
  }

  public int held() {
    return sum(held);
  }

  public int booked() {
    return sum(booked);
  }

  /** People a token holds here. */
  public int heldBy(long token) {
    return holds.quantity(token);
  }

  /** People the order with a number has booked here. */
  int bookedBy(int order) {
    return bookings.quantity(order);
  }

  void hold(int place, long token, int quantity) {
    change(place, quantity, 0);
    holds.add(token, channels[place], 0, quantity);
  }

  void book(int place, int order, int buyer, int quantity) {
    change(place, 0, quantity);
    bookings.add(order, channels[place], buyer, quantity);
  }

  void releaseHeld(long token, int quantity) {
    for (int left = quantity; left > 0; ) {
      Share share = first(holds.of(token));
      int taken = Math.min(left, share.quantity());
      change(placeOf(share.channel), -taken, 0);
      holds.remove(token, share, taken);
      left -= taken;
    }
  }

  void bookHeld(long token, int order, int buyer, int quantity) {
    for (int left = quantity; left > 0; ) {
      Share share = first(holds.of(token));
      int taken = Math.min(left, share.quantity());
      change(placeOf(share.channel), -taken, taken);
      holds.remove(token, share, taken);
      bookings.add(order, share.channel, buyer, taken);
      left -= taken;
    }
  }

  /** Gives back what an order booked, and takes it off its buyers. */
  void releaseBooked(int order, int quantity) {
    for (int left = quantity; left > 0; ) {
      Share share = first(bookings.of(order));
      int taken = Math.min(left, share.quantity());
      change(placeOf(share.channel), 0, -taken);
      bookings.remove(order, share, taken);
      buyers.remove(share.buyer, taken);
      left -= taken;
    }
  }

  /** Replaces the allotments; those that disappear must be empty. */
  void setAllotments(int[] newChannels, int[] newCapacities) {
    int[] newHeld = new int[newChannels.length];
    int[] newBooked = new int[newChannels.length];
    hash.remove(allotmentTerms());
    for (int place = 0; place < newChannels.length; place++) {
      int before = placeOf(newChannels[place]);
      newHeld[place] = before < 0 ? 0 : held[before];
      newBooked[place] = before < 0 ? 0 : booked[before];
    }
    if (sum(newHeld) != held() || sum(newBooked) != booked()) {
      throw new InvariantBrokenException(WITHIN_CAPACITY);
    }
    channels = newChannels.clone();
    capacities = newCapacities.clone();
    held = newHeld;
    booked = newBooked;
    hash.add(allotmentTerms());
  }

  List<AllotmentView> allotments(NumberedNames names) {
    List<AllotmentView> views = new ArrayList<>();
    for (int place = 0; place < channels.length; place++) {
      views.add(
          new AllotmentView(
              names.name(channels[place]), capacities[place], held[place], booked[place]));
    }
    return views;
  }

  /** By place, holds before bookings, tokens by number, orders by reference. */
  List<AreaShareView> shares(NumberedNames names) {
    List<AreaShareView> views = new ArrayList<>();
    for (int channel : channels) {
      List<AreaShareView> here = new ArrayList<>();
      holds.forEach(
          (token, shares) -> addView(here, names.name(channel), token, "", shares, channel));
      bookings.forEach(
          (order, shares) ->
              addView(here, names.name(channel), 0, orders.name((int) order), shares, channel));
      here.sort(
          Comparator.comparing(AreaShareView::order)
              .thenComparing(AreaShareView::token, Long::compareUnsigned));
      views.addAll(here);
    }
    return views;
  }

  /** The sum of all terms of this area, from its content. */
  long terms() {
    return allotmentTerms() + holds.terms() + bookings.terms();
  }

  AreaImage image() {
    return new AreaImage(
        channels.clone(),
        capacities.clone(),
        held.clone(),
        booked.clone(),
        holds.image(),
        bookings.image());
  }

  /** Takes an image over as it is; orders and buyers must be restored by now. */
  void restore(AreaImage image) {
    hash.remove(allotmentTerms());
    channels = image.channels().clone();
    capacities = image.capacities().clone();
    held = image.held().clone();
    booked = image.booked().clone();
    hash.add(allotmentTerms());
    holds.restore(image.holds());
    bookings.restore(image.bookings());
  }

  /** Sees the people of each token, in no particular order. */
  void forEachHold(HoldVisitor visitor) {
    holds.forEach((token, shares) -> visitor.visit(token, holds.quantity(token)));
  }

  /** Sees the people of each order and buyer, in no particular order. */
  void forEachBooking(BookingVisitor visitor) {
    bookings.forEach(
        (order, shares) -> {
          for (Share share : shares) {
            visitor.visit((int) order, share.buyer, share.quantity());
          }
        });
  }

  /** Sees what a token holds. */
  interface HoldVisitor {
    void visit(long token, int quantity);
  }

  /** Sees what an order has booked for a buyer, by their numbers. */
  interface BookingVisitor {
    void visit(int order, int buyer, int quantity);
  }

  /** Whether the allotments' people are the sum of their shares. */
  boolean addsUp() {
    long[] left = new long[] {held(), booked()};
    holds.forEach((token, shares) -> left[0] -= holds.quantity(token));
    bookings.forEach((order, shares) -> left[1] -= bookings.quantity(order));
    boolean fits = true;
    for (int place = 0; place < channels.length; place++) {
      fits &= held[place] >= 0 && booked[place] >= 0 && room(place) >= 0;
    }
    return fits && left[0] == 0 && left[1] == 0;
  }

  private void change(int place, int moreHeld, int moreBooked) {
    if (place < 0
        || held[place] + moreHeld < 0
        || booked[place] + moreBooked < 0
        || moreHeld + moreBooked > room(place)) {
      throw new InvariantBrokenException(WITHIN_CAPACITY);
    }
    long before = allotmentTerm(place);
    held[place] += moreHeld;
    booked[place] += moreBooked;
    hash.replace(before, allotmentTerm(place));
  }

  private Share first(List<Share> shares) {
    if (shares.isEmpty()) {
      throw new InvariantBrokenException(OWNERS_KNOWN);
    }
    Share first = shares.getFirst();
    for (Share share : shares) {
      int byPlace = Integer.compare(placeOf(share.channel), placeOf(first.channel));
      boolean earlierBuyer =
          byPlace == 0 && buyers.name(share.buyer).compareTo(buyers.name(first.buyer)) < 0;
      if (byPlace < 0 || earlierBuyer) {
        first = share;
      }
    }
    return first;
  }

  private static void addView(
      List<AreaShareView> views,
      String channel,
      long token,
      String order,
      List<Share> shares,
      int channelNumber) {
    int quantity = 0;
    for (Share share : shares) {
      quantity += share.channel == channelNumber ? share.quantity() : 0;
    }
    if (quantity > 0) {
      views.add(new AreaShareView(channel, token, order, quantity));
    }
  }

  private long allotmentTerms() {
    long sum = 0;
    for (int place = 0; place < channels.length; place++) {
      sum += allotmentTerm(place);
    }
    return sum;
  }

  private long allotmentTerm(int place) {
    return StateTerms.allotment(
        salt, object, place, channels[place], capacities[place], held[place], booked[place]);
  }

  private static int sum(int[] values) {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }
}
