package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.SaleProgress;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a command shows how it goes: lines that are drawn over on a terminal, plain lines every
 * other second elsewhere.
 */
final class Screen {
  private static final long PLAIN_EVERY_MILLIS = 2_000;
  private static final String LINE_UP_AND_CLEAR = "\u001b[1A\u001b[2K";

  private final PrintStream output;
  private final boolean terminal;
  private int drawn;
  private long lastPlainMillis = -PLAIN_EVERY_MILLIS;
  private long lastMillis;
  private long lastHolds;
  private double holdsPerSecond;

  Screen(PrintStream output, boolean terminal) {
    this.output = output;
    this.terminal = terminal;
  }

  /** Shows the state of a sale; what was shown before it goes, on a terminal. */
  void show(SaleProgress progress, int fans, String keys) {
    show(progress, fans, List.of(), keys);
  }

  /**
   * {@link #show(SaleProgress, int, String)}, with more to see on a terminal.
   *
   * @param more lines below those about the sale
   */
  void show(SaleProgress progress, int fans, List<String> more, String keys) {
    if (!terminal) {
      if (progress.elapsedMillis() - lastPlainMillis >= PLAIN_EVERY_MILLIS) {
        lastPlainMillis = progress.elapsedMillis();
        output.println(ReportText.line(progress));
      }
      return;
    }
    measure(progress);
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "  %s  %5.1f %%   %,d of %,d sold   %,d held   %,d free",
            ReportText.bar(progress),
            ReportText.percent(progress),
            progress.booked(),
            progress.seats(),
            progress.held(),
            progress.free()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  %d s   %,d fans   %,.0f holds/s   p50 %.1f ms   p99 %.1f ms   %,d refused   %,d"
                + " retries",
            progress.elapsedMillis() / 1000,
            fans,
            holdsPerSecond,
            progress.holdP50Millis(),
            progress.holdP99Millis(),
            progress.refusals(),
            progress.retries()));
    lines.addAll(more);
    lines.add("  " + keys);
    draw(lines);
  }

  /** Shows lines in the place of those shown before, on a terminal; nothing elsewhere. */
  void draw(List<String> lines) {
    if (!terminal) {
      return;
    }
    clear();
    lines.forEach(output::println);
    output.flush();
    drawn = lines.size();
  }

  /** Whether what is shown can be drawn over. */
  boolean terminal() {
    return terminal;
  }

  /** Says something that stays. */
  void say(String text) {
    clear();
    output.println(text);
    output.flush();
  }

  private void clear() {
    for (int line = 0; line < drawn; line++) {
      output.print(LINE_UP_AND_CLEAR);
    }
    drawn = 0;
  }

  private void measure(SaleProgress progress) {
    long millis = progress.elapsedMillis() - lastMillis;
    if (millis >= 1_000) {
      holdsPerSecond = (progress.holds() - lastHolds) * 1_000.0 / millis;
      lastMillis = progress.elapsedMillis();
      lastHolds = progress.holds();
    }
  }
}
