package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.LoadReport;
import io.seatkeeper.server.load.SaleProgress;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** A sale in words for people. */
final class ReportText {
  private static final int BAR = 40;

  private ReportText() {}

  /** The end of a sale, in a few lines. */
  static String of(LoadReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d sold in %.1f s to %,d fans%n",
            report.soldOut() ? "Sold out" : "Ended",
            report.sold(),
            report.seats(),
            report.seconds(),
            report.fans()));
    text.append(
        String.format(
            Locale.ROOT,
            "  %,d hold requests, %,d held (%,.0f a second), p50 %.1f ms, p99 %.1f ms%n",
            report.attempts(),
            report.holds(),
            report.holdsPerSecond(),
            report.holdP50Millis(),
            report.holdP99Millis()));
    text.append(
        String.format(
            Locale.ROOT, "  %,d bookings, %,d retries%n", report.bookings(), report.retries()));
    text.append(
        String.format(
            Locale.ROOT,
            "  counted from the outside: %,d sold twice, %,d acknowledged and lost: %s",
            report.doubleSold(),
            report.lostAcks(),
            report.ok() ? "all is well" : "NOT WELL"));
    report.faults().forEach(fault -> text.append(String.format(Locale.ROOT, "%n  - %s", fault)));
    return text.toString();
  }

  /** Each event's end on a line. */
  static String byEvent(Map<String, LoadReport> reports) {
    StringJoiner lines = new StringJoiner(System.lineSeparator());
    reports.forEach(
        (event, report) ->
            lines.add(
                String.format(
                    Locale.ROOT,
                    "  %s: %,d of %,d sold in %.1f s, %,.0f holds a second, p99 %.1f ms, %,d sold"
                        + " twice, %,d lost: %s",
                    event,
                    report.sold(),
                    report.seats(),
                    report.seconds(),
                    report.holdsPerSecond(),
                    report.holdP99Millis(),
                    report.doubleSold(),
                    report.lostAcks(),
                    report.ok() ? "well" : "NOT WELL")));
    return lines.toString();
  }

  /** The state of a sale, on one line. */
  static String line(SaleProgress progress) {
    return String.format(
        Locale.ROOT,
        "%3d s  %5.1f %%  %,d of %,d sold, %,d held, %,d free; %,d holds, %,d refused, %,d retries",
        progress.elapsedMillis() / 1000,
        percent(progress),
        progress.booked(),
        progress.seats(),
        progress.held(),
        progress.free(),
        progress.holds(),
        progress.refusals(),
        progress.retries());
  }

  /** How much is sold and held, as a bar of fixed width. */
  static String bar(SaleProgress progress) {
    long seats = Math.max(1, progress.seats());
    int booked = (int) (BAR * progress.booked() / seats);
    int taken = (int) (BAR * (progress.booked() + progress.held()) / seats);
    return "█".repeat(booked) + "▒".repeat(taken - booked) + "·".repeat(BAR - taken);
  }

  static double percent(SaleProgress progress) {
    return 100.0 * progress.booked() / Math.max(1, progress.seats());
  }
}
