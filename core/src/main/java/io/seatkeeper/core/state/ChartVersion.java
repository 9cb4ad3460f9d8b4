package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.SeatIndex;
import io.seatkeeper.core.chart.Venue;

/**
 * One version of a chart, with what is worked out from it once for all its events.
 *
 * @param version counts from 1
 * @param contentHash the hash of the venue's encoded bytes
 * @param seatIndex what best available knows of the venue
 */
public record ChartVersion(
    String workspace,
    String chart,
    int version,
    Venue venue,
    long contentHash,
    SeatIndex seatIndex) {

  /** What readers see of it. */
  public ChartView view() {
    return new ChartView(workspace, chart, version, venue);
  }
}
