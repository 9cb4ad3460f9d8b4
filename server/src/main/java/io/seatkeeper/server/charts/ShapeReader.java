package io.seatkeeper.server.charts;

import io.seatkeeper.server.charts.Drawing.Position;
import io.seatkeeper.server.charts.Drawing.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers the fields that say where one thing stands and how far it reaches: a polygon, an ellipse,
 * a rectangle or only a point.
 */
final class ShapeReader {
  private static final int ELLIPSE_CORNERS = 32;
  private static final int MOST_POINTS = 10_000;

  private final DrawingCursor cursor;
  private Position center = Position.UNKNOWN;
  private Position corner = Position.UNKNOWN;
  private double x = Double.NaN;
  private double y = Double.NaN;
  private double width;
  private double height;
  private double radiusX;
  private double radiusY;
  private double degrees;
  private boolean pointsFromCorner;
  private boolean cornerIsCenter;
  private final List<Position> points = new ArrayList<>();

  ShapeReader(DrawingCursor cursor) {
    this.cursor = cursor;
  }

  /** Reads a field that Seats.io uses for shapes; others are left. */
  void seatsioField(String name) throws IOException {
    switch (name) {
      case "center" -> center = cursor.position();
      case "topLeft" -> corner = cursor.position();
      case "x" -> x = cursor.number();
      case "y" -> y = cursor.number();
      case "radius1" -> radiusX = cursor.number();
      case "radius2" -> radiusY = cursor.number();
      case "points" -> points();
      case "rotationAngle" -> degrees = cursor.number();
      default -> sizeField(name);
    }
  }

  /** Reads a field that pretix uses for shapes; others are left. */
  void pretixField(String name) throws IOException {
    switch (name) {
      case "position" -> corner = cursor.position();
      case "rotation" -> degrees = cursor.number();
      case "rectangle" -> cursor.object(this::sizeField);
      case "circle", "ellipse" -> {
        cornerIsCenter = true;
        cursor.object(this::sizeField);
      }
      case "polygon" -> {
        pointsFromCorner = true;
        cursor.object(
            field -> {
              if (field.equals("points")) {
                points();
              }
            });
      }
      default -> sizeField(name);
    }
  }

  private void sizeField(String name) throws IOException {
    switch (name) {
      case "width" -> width = cursor.number();
      case "height" -> height = cursor.number();
      case "radius" -> {
        Position radii = cursor.isObject() ? cursor.position() : null;
        double radius = radii == null ? cursor.number() : Double.NaN;
        radiusX = radii == null ? radius : radii.x();
        radiusY = radii == null ? radius : radii.y();
      }
      default -> {}
    }
  }

  private void points() throws IOException {
    cursor.array(
        () -> {
          Position point = cursor.position();
          if (points.size() < MOST_POINTS) {
            points.add(point);
          }
        });
  }

  /** The shape that the fields make. */
  Shape shape() {
    if (points.size() >= 3) {
      Position base = pointsFromCorner ? corner : Position.ORIGIN;
      List<Position> corners = points.stream().map(base::plus).toList();
      return new Shape(middle(corners), corners);
    }
    Position middle = knownCenter();
    if (radiusX > 0 && radiusY > 0) {
      return new Shape(middle, ellipse(middle));
    }
    if (width > 0 && height > 0) {
      return new Shape(middle, rectangle(middle));
    }
    return new Shape(middle, List.of());
  }

  private Position knownCenter() {
    if (!Double.isNaN(center.x())) {
      return center;
    }
    Position upperLeft = Double.isNaN(corner.x()) ? new Position(x, y) : corner;
    boolean reaches = width > 0 && height > 0 && !cornerIsCenter;
    return reaches && !Double.isNaN(corner.x())
        ? upperLeft.plus(new Position(width / 2, height / 2))
        : upperLeft;
  }

  private List<Position> ellipse(Position middle) {
    List<Position> corners = new ArrayList<>(ELLIPSE_CORNERS);
    for (int corner = 0; corner < ELLIPSE_CORNERS; corner++) {
      double angle = 2 * Math.PI * corner / ELLIPSE_CORNERS;
      corners.add(turned(middle, radiusX * Math.cos(angle), radiusY * Math.sin(angle)));
    }
    return corners;
  }

  private List<Position> rectangle(Position middle) {
    return List.of(
        turned(middle, -width / 2, -height / 2),
        turned(middle, width / 2, -height / 2),
        turned(middle, width / 2, height / 2),
        turned(middle, -width / 2, height / 2));
  }

  private Position turned(Position middle, double across, double down) {
    double angle = Math.toRadians(Double.isFinite(degrees) ? degrees : 0);
    return new Position(
        middle.x() + across * Math.cos(angle) - down * Math.sin(angle),
        middle.y() + across * Math.sin(angle) + down * Math.cos(angle));
  }

  /** The middle of the rectangle around some points. */
  static Position middle(List<Position> points) {
    double left = Double.POSITIVE_INFINITY;
    double upper = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double lower = Double.NEGATIVE_INFINITY;
    for (Position point : points) {
      left = Math.min(left, point.x());
      right = Math.max(right, point.x());
      upper = Math.min(upper, point.y());
      lower = Math.max(lower, point.y());
    }
    return new Position((left + right) / 2, (upper + lower) / 2);
  }
}
