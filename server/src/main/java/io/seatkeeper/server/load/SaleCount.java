package io.seatkeeper.server.load;

import java.util.List;

/**
 * A count from the outside, at one moment of a sale.
 *
 * @param acknowledged orders acknowledged until then
 * @param sold objects and area places booked, by whomever
 * @param doubleSold objects sold twice
 * @param lostAcks acknowledged orders that are not, or not wholly, there
 * @param ok whether nothing at all is wrong
 * @param faults the first sentences about what is wrong
 */
public record SaleCount(
    long acknowledged, long sold, long doubleSold, long lostAcks, boolean ok, List<String> faults) {
  public SaleCount {
    faults = List.copyOf(faults);
  }

  /** Several events' counts as one. */
  static SaleCount sum(List<SaleCount> counts) {
    return new SaleCount(
        counts.stream().mapToLong(SaleCount::acknowledged).sum(),
        counts.stream().mapToLong(SaleCount::sold).sum(),
        counts.stream().mapToLong(SaleCount::doubleSold).sum(),
        counts.stream().mapToLong(SaleCount::lostAcks).sum(),
        counts.stream().allMatch(SaleCount::ok),
        counts.stream().flatMap(count -> count.faults().stream()).toList());
  }
}
