package io.seatkeeper.server.load;

import java.util.List;

/**
 * How far a sale is.
 *
 * @param elapsedMillis since its start
 * @param seats what there is to sell, whatever its state
 * @param free of them
 * @param held of them
 * @param booked of them
 * @param attempts hold requests so far
 * @param holds acknowledged holds so far
 * @param bookings acknowledged bookings so far
 * @param refusals requests refused so far
 * @param retries requests sent again so far
 * @param holdP50Millis median of acknowledged holds
 * @param holdP99Millis their 99th percentile
 */
public record SaleProgress(
    long elapsedMillis,
    long seats,
    long free,
    long held,
    long booked,
    long attempts,
    long holds,
    long bookings,
    long refusals,
    long retries,
    double holdP50Millis,
    double holdP99Millis) {
  /**
   * Several sales that go on at once, as one.
   *
   * @param figures theirs, summed
   */
  static SaleProgress sum(List<SaleProgress> sales, LoadFigures figures) {
    return new SaleProgress(
        sales.stream().mapToLong(SaleProgress::elapsedMillis).max().orElse(0),
        sales.stream().mapToLong(SaleProgress::seats).sum(),
        sales.stream().mapToLong(SaleProgress::free).sum(),
        sales.stream().mapToLong(SaleProgress::held).sum(),
        sales.stream().mapToLong(SaleProgress::booked).sum(),
        figures.attempts(),
        figures.holds(),
        figures.bookings(),
        figures.refusalCount(),
        figures.retries(),
        figures.holdMillis(50),
        figures.holdMillis(99));
  }
}
