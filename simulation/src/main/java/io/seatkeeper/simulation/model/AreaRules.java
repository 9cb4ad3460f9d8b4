package io.seatkeeper.simulation.model;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.simulation.model.NaiveObject.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** How people enter, change hands in and leave an area's allotments. */
final class AreaRules {
  private AreaRules() {}

  /** The allotments a caller may use, in the order in which they are used up. */
  private static List<ChannelCapacity> usable(NaiveObject area, ChannelAccess access) {
    List<ChannelCapacity> all = area.allotments();
    NaiveSale sale = area.event.openTo(access);
    if (sale.everyChannel()) {
      return all;
    }
    List<ChannelCapacity> usable = new ArrayList<>();
    for (String channel : sale.channels()) {
      for (ChannelCapacity allotment : all) {
        boolean named = !channel.isEmpty() && allotment.channel().equals(channel);
        if (named && !usable.contains(allotment)) {
          usable.add(allotment);
        }
      }
    }
    if (sale.general()) {
      usable.add(all.getFirst());
    }
    return usable;
  }

  /** How many more people the caller may bring into the area. */
  static int room(NaiveObject area, ChannelAccess access) {
    int room = 0;
    for (ChannelCapacity allotment : usable(area, access)) {
      room += allotment.capacity() - area.taken(allotment.channel());
    }
    return room;
  }

  /** Holds (empty order) or books {@code quantity}, for which there is room. */
  static void take(
      NaiveObject area,
      ChannelAccess access,
      int quantity,
      long token,
      String order,
      String buyer) {
    int left = quantity;
    for (ChannelCapacity allotment : usable(area, access)) {
      int here = Math.min(left, allotment.capacity() - area.taken(allotment.channel()));
      add(area, allotment.channel(), token, order, buyer, here);
      left -= here;
    }
  }

  /** Turns {@code quantity} that a token holds into an order's booking, within its allotments. */
  static void bookHeld(NaiveObject area, long token, String order, String buyer, int quantity) {
    for (Share left : leave(area, quantity, share -> share.isHold() && share.token == token)) {
      add(area, left.channel, 0, order, buyer, left.quantity);
    }
  }

  /**
   * Takes {@code quantity} away from the shares that match: the general allotment first, then the
   * channels in the area's order; in an allotment the buyers by name.
   *
   * @return what was taken away, a share for each part
   */
  static List<Share> leave(NaiveObject area, int quantity, Predicate<Share> whose) {
    List<Share> gone = new ArrayList<>();
    int left = quantity;
    for (ChannelCapacity allotment : area.allotments()) {
      List<Share> byBuyer = new ArrayList<>(area.shares);
      byBuyer.sort(Comparator.comparing(share -> share.buyer));
      for (Share share : byBuyer) {
        if (share.channel.equals(allotment.channel()) && whose.test(share)) {
          int here = Math.min(left, share.quantity);
          share.quantity -= here;
          left -= here;
          gone.add(new Share(share.channel, share.token, share.order, share.buyer, here));
        }
      }
    }
    area.shares.removeIf(share -> share.quantity == 0);
    return gone;
  }

  private static void add(
      NaiveObject area, String channel, long token, String order, String buyer, int quantity) {
    if (quantity == 0) {
      return;
    }
    for (Share share : area.shares) {
      if (share.channel.equals(channel)
          && share.token == token
          && share.order.equals(order)
          && share.buyer.equals(buyer)) {
        share.quantity += quantity;
        return;
      }
    }
    area.shares.add(new Share(channel, token, order, buyer, quantity));
  }
}
