package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.Venue;

/**
 * One version of a chart.
 *
 * @param version counts from 1
 */
public record ChartView(String workspace, String chart, int version, Venue venue) {}
