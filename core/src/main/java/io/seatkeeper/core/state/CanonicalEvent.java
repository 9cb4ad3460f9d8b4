package io.seatkeeper.core.state;

import io.seatkeeper.core.state.AreaImage.Shares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * An event's image in a fixed order: which numbers orders and buyers have, and in which order an
 * area's shares come, may differ between replicas and after a restore; here it does not.
 */
final class CanonicalEvent {
  private static final long STATUS_MASK = 0x3F;

  private final EventImage image;
  private final Renumbering orders;
  private final Renumbering buyers;

  private CanonicalEvent(EventImage image) {
    this.image = image;
    this.orders = new Renumbering(image.orders(), image.orderCounts());
    this.buyers = new Renumbering(image.buyers(), image.buyerCounts());
  }

  /** The same event in a fixed order. */
  static EventImage of(EventImage image) {
    return new CanonicalEvent(image).image();
  }

  /** Names that are in use, by name: their numbers count from 1. */
  private static final class Renumbering {
    final String[] names;
    final int[] counts;
    private final int[] newNumbers;

    Renumbering(String[] oldNames, int[] oldCounts) {
      List<Integer> used = new ArrayList<>();
      for (int number = 1; number < oldNames.length; number++) {
        if (!oldNames[number].isEmpty()) {
          used.add(number);
        }
      }
      used.sort(Comparator.comparing(number -> oldNames[number]));
      names = new String[used.size() + 1];
      counts = new int[used.size() + 1];
      newNumbers = new int[oldNames.length];
      names[0] = "";
      for (int number = 1; number < names.length; number++) {
        int old = used.get(number - 1);
        names[number] = oldNames[old];
        counts[number] = oldCounts[old];
        newNumbers[old] = number;
      }
    }

    /** The new number; 0 for one that no name has, as only a fenced event can mention it. */
    int of(long oldNumber) {
      return oldNumber >= 0 && oldNumber < newNumbers.length ? newNumbers[(int) oldNumber] : 0;
    }
  }

  private EventImage image() {
    return new EventImage(
        image.number(),
        image.origin(),
        image.chart(),
        image.chartVersion(),
        image.name(),
        image.settings(),
        image.sale(),
        image.prices(),
        image.version(),
        image.fenced(),
        image.statuses(),
        image.channels(),
        cells(),
        orders.names,
        orders.counts,
        buyers.names,
        buyers.counts,
        image.blockReasons(),
        image.extraData(),
        image.areas().stream().map(this::area).toList());
  }

  private long[] cells() {
    long[] cells = image.cells().clone();
    for (int at = 0; at < cells.length; at += 2) {
      if ((cells[at] & STATUS_MASK) == EventView.BOOKED) {
        long owner = cells[at + 1];
        cells[at + 1] =
            ObjectTable.bookedBy(
                orders.of(ObjectTable.orderOf(owner)), buyers.of(ObjectTable.buyerOf(owner)));
      }
    }
    return cells;
  }

  private AreaImage area(AreaImage area) {
    long[] tokens = area.holds().owners();
    long[] orderNumbers = new long[area.bookings().size()];
    Arrays.setAll(orderNumbers, share -> orders.of(area.bookings().owners()[share]));
    return new AreaImage(
        area.channels(),
        area.capacities(),
        area.held(),
        area.booked(),
        sorted(area.holds(), tokens),
        sorted(area.bookings(), orderNumbers));
  }

  private Shares sorted(Shares shares, long[] owners) {
    List<Integer> order = new ArrayList<>();
    for (int share = 0; share < shares.size(); share++) {
      order.add(share);
    }
    order.sort(
        Comparator.<Integer, Long>comparing(share -> owners[share], Long::compareUnsigned)
            .thenComparingInt(share -> shares.channels()[share])
            .thenComparingInt(share -> buyers.of(shares.buyers()[share])));
    Shares sorted = Shares.ofSize(shares.size());
    for (int at = 0; at < order.size(); at++) {
      int share = order.get(at);
      sorted.set(
          at,
          owners[share],
          shares.channels()[share],
          buyers.of(shares.buyers()[share]),
          shares.quantities()[share]);
    }
    return sorted;
  }
}
