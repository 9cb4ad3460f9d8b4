package io.seatkeeper.server.load;

import java.util.List;

/**
 * How the sale of an event, or of several, has ended.
 *
 * @param seats what there was to sell
 * @param count the count from the outside
 * @param soldOut whether nothing was left
 * @param fans how many there were
 * @param startNanos when it began
 * @param lastSaleNanos when the last booking was acknowledged
 */
record Ending(
    long seats,
    SaleCount count,
    boolean soldOut,
    long fans,
    long startNanos,
    long lastSaleNanos,
    LoadFigures figures) {

  /** Several that went on at once, at least one, as if they had been one. */
  static Ending sum(List<Ending> endings) {
    LoadFigures figures = new LoadFigures();
    long firstNanos = endings.getFirst().startNanos();
    long lastNanos = endings.getFirst().lastSaleNanos();
    for (Ending ending : endings) {
      figures.add(ending.figures());
      firstNanos = ending.startNanos() - firstNanos < 0 ? ending.startNanos() : firstNanos;
      lastNanos = ending.lastSaleNanos() - lastNanos > 0 ? ending.lastSaleNanos() : lastNanos;
    }
    return new Ending(
        endings.stream().mapToLong(Ending::seats).sum(),
        SaleCount.sum(endings.stream().map(Ending::count).toList()),
        endings.stream().allMatch(Ending::soldOut),
        endings.stream().mapToLong(Ending::fans).sum(),
        firstNanos,
        lastNanos,
        figures);
  }

  LoadReport report() {
    double seconds = Math.max(1, lastSaleNanos - startNanos) / 1e9;
    return new LoadReport(
        seats,
        count.sold(),
        count.doubleSold(),
        count.lostAcks(),
        figures.attempts(),
        figures.holds() / seconds,
        figures.holdMillis(50),
        figures.holdMillis(99),
        seconds,
        count.ok(),
        soldOut,
        fans,
        figures.holds(),
        figures.bookings(),
        figures.unknown(),
        figures.retries(),
        figures.lostConnections(),
        figures.holdWireMillis(50),
        figures.holdWireMillis(99),
        figures.refusals(),
        count.faults());
  }
}
