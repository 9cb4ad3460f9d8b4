package io.seatkeeper.server.charts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both formats of drawings have in common, as read: nothing is checked yet, absent texts are
 * empty, absent numbers are {@code NaN}, lengths are drawing units.
 */
record Drawing(
    String name, List<DrawnCategory> categories, List<DrawnZone> zones, List<Floor> floors) {

  record DrawnCategory(String place, String key, String label, String color, boolean accessible) {}

  record DrawnZone(String place, String key, String label, @Nullable Position focalPoint) {}

  /** A storey with coordinates of its own; most drawings have one. */
  record Floor(
      String place, @Nullable Position focalPoint, List<Part> parts, List<Scenery> scenery) {}

  /**
   * A section, or what stands outside all sections.
   *
   * @param section what the section is called, empty for none
   * @param prefix what the labels of the objects in it begin with, empty for nothing
   * @param offset is added to the positions of everything in it
   */
  record Part(
      String place,
      String section,
      String prefix,
      String zone,
      String entrance,
      String categoryKey,
      Position offset,
      List<Row> rows,
      List<Table> tables,
      List<Booth> booths,
      List<Area> areas) {}

  record Row(String place, String label, Position offset, List<Seat> seats) {}

  record Seat(String place, String label, String categoryKey, Position at, boolean accessible) {}

  record Table(
      String place,
      String label,
      String categoryKey,
      boolean whole,
      Shape shape,
      List<Seat> chairs) {}

  record Booth(String place, String label, String categoryKey, boolean accessible, Shape shape) {}

  record Area(String place, String label, String categoryKey, double capacity, Shape shape) {}

  /** Something that is not for sale. */
  record Scenery(String text, String color, Shape shape) {}

  /** A point; either coordinate may be {@code NaN} or absurd. */
  record Position(double x, double y) {
    static final Position ORIGIN = new Position(0, 0);
    static final Position UNKNOWN = new Position(Double.NaN, Double.NaN);

    Position plus(Position other) {
      return new Position(x + other.x, y + other.y);
    }

    /** Whether it lies where things can be drawn. */
    boolean isDrawable() {
      return Math.abs(x) <= DrawingImporter.FARTHEST_COORDINATE
          && Math.abs(y) <= DrawingImporter.FARTHEST_COORDINATE;
    }
  }

  /**
   * Where something stands and how far it reaches.
   *
   * @param corners a polygon, or empty for a point
   */
  record Shape(Position center, List<Position> corners) {}
}
