package io.seatkeeper.server.charts;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Outline;
import java.util.List;

/**
 * An object that has been checked and stands where it stands on its floor; only its distance to the
 * focal point is not known yet.
 *
 * @param x across, in tenths of a drawing unit
 * @param y down, in tenths of a drawing unit
 * @param corners the outline, empty for none
 */
record PlacedObject(
    String label,
    ObjectKind kind,
    int category,
    int x,
    int y,
    boolean accessible,
    int capacity,
    List<Outline.Point> corners) {}
