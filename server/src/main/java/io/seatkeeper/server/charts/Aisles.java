package io.seatkeeper.server.charts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds where a row of seats is broken by aisles. */
final class Aisles {
  /** A gap this many times the row's usual one is an aisle. */
  private static final double AISLE_FACTOR = 1.75;

  private Aisles() {}

  /** Splits a row, given in order, into its runs of seats that stand next to each other. */
  static List<List<PlacedObject>> split(List<PlacedObject> row) {
    if (row.size() < 3) {
      return List.of(row);
    }
    double[] gaps = new double[row.size() - 1];
    for (int seat = 0; seat < gaps.length; seat++) {
      PlacedObject one = row.get(seat);
      PlacedObject next = row.get(seat + 1);
      gaps[seat] = Math.hypot(one.x() - next.x(), one.y() - next.y());
    }
    double usual = median(gaps);
    List<List<PlacedObject>> runs = new ArrayList<>();
    int start = 0;
    for (int seat = 0; seat < gaps.length; seat++) {
      if (gaps[seat] > usual * AISLE_FACTOR) {
        runs.add(row.subList(start, seat + 1));
        start = seat + 1;
      }
    }
    runs.add(row.subList(start, row.size()));
    return runs;
  }

  private static double median(double[] gaps) {
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    return sorted[(sorted.length - 1) / 2];
  }
}
