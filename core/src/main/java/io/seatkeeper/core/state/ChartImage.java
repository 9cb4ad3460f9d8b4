package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.Venue;

/**
 * One version of a chart, for snapshots; versions of a chart come in their order.
 *
 * @param version counts from 1
 * @param contentHash the hash of the bytes it was stored from
 */
public record ChartImage(
    String workspace, String chart, int version, Venue venue, long contentHash) {

  static ChartImage of(ChartVersion version) {
    return new ChartImage(
        version.workspace(),
        version.chart(),
        version.version(),
        version.venue(),
        version.contentHash());
  }
}
