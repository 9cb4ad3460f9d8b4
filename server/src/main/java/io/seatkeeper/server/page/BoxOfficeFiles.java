package io.seatkeeper.server.page;

import java.util.List;

/** The files of the box office, below {@code /page}. */
final class BoxOfficeFiles {
  static final List<String> ALL =
      List.of(
          "box-office.js",
          "office-choice.js",
          "office-desk.js",
          "office-drawing.js",
          "office-event.js",
          "office-events.js",
          "office-faults.js",
          "office-figures.js",
          "office-login.js",
          "office-map.js",
          "office-new-event.js",
          "office-order.js",
          "office-orders.js",
          "office-overlay.js",
          "office-part.js",
          "office-plot.js",
          "office-prices.js",
          "office-refunds.js",
          "office-rules.js",
          "office-sale.js",
          "office-seat.js",
          "office-style.js",
          "office-time.js",
          "office-tool-panel.js",
          "office-tools.js",
          "office-total.js",
          "office-words.js");

  private BoxOfficeFiles() {}
}
