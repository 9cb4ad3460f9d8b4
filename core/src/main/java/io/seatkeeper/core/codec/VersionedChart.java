package io.seatkeeper.core.codec;

import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventImage;

/** Which version of which chart an event is pinned to. */
record VersionedChart(String workspace, String chart, int version) {
  static VersionedChart of(EventImage event) {
    return new VersionedChart(event.origin().workspace(), event.chart(), event.chartVersion());
  }

  static VersionedChart of(ChartView chart) {
    return new VersionedChart(chart.workspace(), chart.chart(), chart.version());
  }
}
