package io.seatkeeper.server.charts;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.server.charts.Drawing.Area;
import io.seatkeeper.server.charts.Drawing.Booth;
import io.seatkeeper.server.charts.Drawing.Part;
import io.seatkeeper.server.charts.Drawing.Position;
import io.seatkeeper.server.charts.Drawing.Row;
import io.seatkeeper.server.charts.Drawing.Seat;
import io.seatkeeper.server.charts.Drawing.Shape;
import io.seatkeeper.server.charts.Drawing.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the objects of a drawing one by one, names them, and brings them to their places. What is
 * wrong is reported, and the object left out.
 */
final class ObjectPlacer {
  /** What Seats.io calls a thing that nobody has labelled. */
  private static final String UNLABELLED = "?";

  private final Faults faults;
  private final Map<String, Integer> categories;
  private final Map<String, String> placeByLabel = new HashMap<>();

  /**
   * @param categories the index of every category's key
   */
  ObjectPlacer(Map<String, Integer> categories, Faults faults) {
    this.categories = categories;
    this.faults = faults;
  }

  /** How many objects have been named, placed or not. */
  int named() {
    return placeByLabel.size();
  }

  /** The seats of a row, in order. */
  List<PlacedObject> row(Part part, Row row) {
    if (unlabelled(row.place(), "row", row.label())) {
      return List.of();
    }
    Position offset = part.offset().plus(row.offset());
    List<PlacedObject> placed = new ArrayList<>(row.seats().size());
    for (Seat seat : row.seats()) {
      addSeat(placed, part, row.label(), offset, seat);
    }
    return placed;
  }

  /** The chairs of a table that is sold by the chair, or the whole table. */
  List<PlacedObject> table(Part part, Table table) {
    if (table.label().isEmpty() || table.label().equals(UNLABELLED)) {
      missingLabel(table.place(), "table");
      return List.of();
    }
    List<PlacedObject> placed = new ArrayList<>();
    if (table.whole()) {
      PlacedObject whole = wholeTable(part, table);
      if (whole != null) {
        placed.add(whole);
      }
    } else {
      for (Seat chair : table.chairs()) {
        Seat owned = chair.categoryKey().isEmpty() ? withCategory(chair, table) : chair;
        addSeat(placed, part, table.label(), part.offset(), owned);
      }
    }
    return placed;
  }

  private static Seat withCategory(Seat chair, Table table) {
    return new Seat(
        chair.place(), chair.label(), table.categoryKey(), chair.at(), chair.accessible());
  }

  private void addSeat(
      List<PlacedObject> placed, Part part, String row, Position offset, Seat seat) {
    String label = label(seat.place(), "seat", part.prefix(), row, seat.label());
    int category = category(part, seat.place(), label, seat.categoryKey());
    Position at = drawable(offset.plus(seat.at()), seat.place(), label);
    if (!label.isEmpty() && category >= 0 && at != null) {
      placed.add(
          new PlacedObject(
              label,
              ObjectKind.SEAT,
              category,
              tenths(at.x()),
              tenths(at.y()),
              seat.accessible(),
              1,
              List.of()));
    }
  }

  private @Nullable PlacedObject wholeTable(Part part, Table table) {
    String label = label(table.place(), "table", part.prefix(), "", table.label());
    if (table.chairs().isEmpty()) {
      faults.add(
          table.place(),
          label,
          Fault.Code.EMPTY_TABLE,
          "Table " + label + " is sold whole and has no chairs: draw its chairs.");
      return null;
    }
    String own = table.categoryKey().isEmpty() ? part.categoryKey() : table.categoryKey();
    List<String> keys =
        table.chairs().stream()
            .map(chair -> chair.categoryKey().isEmpty() ? own : chair.categoryKey())
            .distinct()
            .toList();
    if (keys.size() > 1) {
      faults.add(
          table.place(),
          label,
          Fault.Code.MIXED_CATEGORIES,
          "Table "
              + label
              + " is sold whole and its chairs are of the categories "
              + keys.stream()
                  .map(key -> key.isEmpty() ? "(none)" : key)
                  .collect(Collectors.joining(", "))
              + ": give all chairs one category, or sell the table by the chair.");
      return null;
    }
    Position center = table.shape().center();
    if (Double.isNaN(center.x())) {
      center = ShapeReader.middle(table.chairs().stream().map(Seat::at).toList());
    }
    boolean accessible = table.chairs().stream().anyMatch(Seat::accessible);
    return shaped(
        part,
        new Thing(
            table.place(),
            label,
            ObjectKind.TABLE,
            keys.getFirst(),
            accessible,
            table.chairs().size(),
            new Shape(center, table.shape().corners())));
  }

  /** A booth, or null when it has a fault. */
  @Nullable PlacedObject booth(Part part, Booth booth) {
    String label = label(booth.place(), "booth", part.prefix(), "", booth.label());
    return shaped(
        part,
        new Thing(
            booth.place(),
            label,
            ObjectKind.BOOTH,
            booth.categoryKey(),
            booth.accessible(),
            1,
            booth.shape()));
  }

  /** An area, or null when it has a fault. */
  @Nullable PlacedObject area(Part part, Area area) {
    String label = label(area.place(), "area", part.prefix(), "", area.label());
    boolean sound =
        area.capacity() >= 1
            && area.capacity() <= DrawingImporter.LARGEST_AREA
            && area.capacity() == Math.rint(area.capacity());
    if (!sound) {
      faults.add(
          area.place(),
          label,
          Fault.Code.NO_CAPACITY,
          "Area "
              + label
              + " has no usable capacity: give it a whole number from 1 to "
              + DrawingImporter.LARGEST_AREA
              + ".");
    }
    PlacedObject placed =
        shaped(
            part,
            new Thing(
                area.place(),
                label,
                ObjectKind.AREA,
                area.categoryKey(),
                false,
                sound ? (int) area.capacity() : 1,
                area.shape()));
    return sound ? placed : null;
  }

  /** What tables, booths and areas have in common. */
  private record Thing(
      String place,
      String label,
      ObjectKind kind,
      String categoryKey,
      boolean accessible,
      int capacity,
      Shape shape) {}

  private @Nullable PlacedObject shaped(Part part, Thing thing) {
    int category = category(part, thing.place(), thing.label(), thing.categoryKey());
    Position at = part.offset().plus(thing.shape().center());
    if (drawable(at, thing.place(), thing.label()) == null
        || thing.label().isEmpty()
        || category < 0) {
      return null;
    }
    return new PlacedObject(
        thing.label(),
        thing.kind(),
        category,
        tenths(at.x()),
        tenths(at.y()),
        thing.accessible(),
        thing.capacity(),
        corners(part.offset(), thing.shape().corners()));
  }

  /** The whole label of an object, or empty when it can have none. */
  private String label(String place, String what, String prefix, String group, String own) {
    if (own.isEmpty() || own.equals(UNLABELLED)) {
      missingLabel(place, what);
      return "";
    }
    StringBuilder label = new StringBuilder();
    for (String part : List.of(prefix, group, own)) {
      if (!part.isEmpty()) {
        label.append(label.isEmpty() ? "" : "-").append(part);
      }
    }
    return checked(place, what, label.toString());
  }

  private String checked(String place, String what, String label) {
    if (label.length() > DrawingImporter.LONGEST_LABEL
        || label.chars().anyMatch(Character::isISOControl)) {
      faults.add(
          place,
          label.substring(0, Math.min(label.length(), 40)),
          Fault.Code.BAD_LABEL,
          "The label of this "
              + what
              + " has control characters or more than "
              + DrawingImporter.LONGEST_LABEL
              + " characters: choose a shorter, plain one.");
      return "";
    }
    String first = placeByLabel.putIfAbsent(label, place);
    if (first != null) {
      faults.add(
          place,
          label,
          Fault.Code.DUPLICATE_LABEL,
          "The label " + label + " is already used at " + first + ": give one of them another.");
      return "";
    }
    return label;
  }

  /** Whether a row or section is marked as unlabelled, which is then reported. */
  boolean unlabelled(String place, String what, String label) {
    if (label.equals(UNLABELLED)) {
      missingLabel(place, what);
      return true;
    }
    return false;
  }

  private void missingLabel(String place, String what) {
    faults.add(
        place,
        "",
        Fault.Code.MISSING_LABEL,
        "This " + what + " has no label: give it one, it is what tickets will say.");
  }

  private int category(Part part, String place, String label, String key) {
    String effective = key.isEmpty() ? part.categoryKey() : key;
    if (effective.isEmpty()) {
      faults.add(
          place,
          label,
          Fault.Code.NO_CATEGORY,
          nameOf(label) + " has no category, and neither has its section: choose one.");
      return -1;
    }
    Integer category = categories.get(effective);
    if (category == null) {
      faults.add(
          place,
          label,
          Fault.Code.UNKNOWN_CATEGORY,
          nameOf(label)
              + " is of the category "
              + effective
              + ", which the drawing does not list: add the category, or choose another.");
      return -1;
    }
    return category;
  }

  private @Nullable Position drawable(Position at, String place, String label) {
    if (at.isDrawable()) {
      return at;
    }
    faults.add(
        place,
        label,
        Fault.Code.BAD_POSITION,
        nameOf(label)
            + " has no usable position: its coordinates must be numbers no farther than "
            + (long) DrawingImporter.FARTHEST_COORDINATE
            + " from the origin.");
    return null;
  }

  private static String nameOf(String label) {
    return label.isEmpty() ? "This object" : label;
  }

  /** The corners of an outline, fewer when there are too many; none when one lies too far. */
  private static List<Outline.Point> corners(Position offset, List<Position> corners) {
    List<Outline.Point> points = new ArrayList<>();
    int step = Math.ceilDiv(corners.size(), Outline.MOST_POINTS);
    for (int corner = 0; corner < corners.size(); corner += step) {
      Position at = offset.plus(corners.get(corner));
      if (!at.isDrawable()) {
        return List.of();
      }
      points.add(new Outline.Point(tenths(at.x()), tenths(at.y())));
    }
    return points;
  }

  static int tenths(double units) {
    return (int) Math.round(units * 10);
  }
}
