package io.seatkeeper.server.api;

import java.math.BigDecimal;

/**
 * Rows of comma-separated values (RFC 4180), made for spreadsheet programs: a text that they would
 * take for a formula gets an apostrophe before it.
 */
final class Csv {
  static final String TYPE = "text/csv; charset=utf-8; header=present";

  private static final String FORMULA = "=+-@\t\r";

  private final StringBuilder text = new StringBuilder();
  private boolean inRow;

  /** Adds a text's cell. */
  Csv cell(String value) {
    separate();
    boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0;
    String plain = formula ? "'" + value : value;
    if (plain
        .chars()
        .noneMatch(each -> each == '"' || each == ',' || each == '\n' || each == '\r')) {
      text.append(plain);
    } else {
      text.append('"').append(plain.replace("\"", "\"\"")).append('"');
    }
    return this;
  }

  /** Adds a number's cell. */
  Csv cell(long value) {
    separate();
    text.append(value);
    return this;
  }

  /** Adds an amount's cell, with a point where the currency has one. */
  Csv amount(long minorUnits, int digits) {
    separate();
    text.append(BigDecimal.valueOf(minorUnits, Math.max(0, digits)).toPlainString());
    return this;
  }

  /** Adds texts' cells as one row. */
  Csv row(String... cells) {
    for (String each : cells) {
      cell(each);
    }
    return end();
  }

  /** Ends the row. */
  Csv end() {
    text.append("\r\n");
    inRow = false;
    return this;
  }

  private void separate() {
    if (inRow) {
      text.append(',');
    }
    inRow = true;
  }

  /** What was added since the last time. */
  String take() {
    String taken = text.toString();
    text.setLength(0);
    return taken;
  }
}
