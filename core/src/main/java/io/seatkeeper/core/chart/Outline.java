package io.seatkeeper.core.chart;

import java.util.List;

/**
 * The edge of an object that is more than a point on the map, such as an area or a table: a polygon
 * of 3 to {@value #MOST_POINTS} corners, closed by itself.
 *
 * @param object the index of the object
 * @param points the corners in order
 */
public record Outline(int object, List<Point> points) {
  /** How many corners an outline may have. */
  public static final int MOST_POINTS = 128;

  /** Checks the number of corners. */
  public Outline {
    points = List.copyOf(points);
    if (points.size() < 3 || points.size() > MOST_POINTS) {
      throw new IllegalArgumentException(
          "an outline has 3 to " + MOST_POINTS + " corners, not " + points.size());
    }
  }

  /**
   * A corner.
   *
   * @param x across, in tenths of a drawing unit
   * @param y down, in tenths of a drawing unit
   */
  public record Point(int x, int y) {}
}
