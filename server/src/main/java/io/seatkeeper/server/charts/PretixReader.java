package io.seatkeeper.server.charts;

import io.seatkeeper.server.charts.Drawing.DrawnCategory;
import io.seatkeeper.server.charts.Drawing.Floor;
import io.seatkeeper.server.charts.Drawing.Part;
import io.seatkeeper.server.charts.Drawing.Position;
import io.seatkeeper.server.charts.Drawing.Row;
import io.seatkeeper.server.charts.Drawing.Scenery;
import io.seatkeeper.server.charts.Drawing.Seat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a pretix seating plan. Its zones are sections here; its seats are called by their guid,
 * which is unique in the plan; its areas are decoration.
 */
final class PretixReader {
  private final DrawingCursor cursor;
  private final Faults faults;
  private String name = "";
  private boolean hasCategories;
  private final List<DrawnCategory> categories = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final List<Scenery> scenery = new ArrayList<>();

  PretixReader(DrawingCursor cursor, Faults faults) {
    this.cursor = cursor;
    this.faults = faults;
  }

  Drawing read() throws IOException {
    cursor.object(
        field -> {
          switch (field) {
            case "name" -> name = cursor.text();
            case "categories" -> {
              hasCategories = true;
              cursor.array(() -> categories.add(category()));
            }
            case "zones" -> cursor.array(this::zone);
            default -> {}
          }
        });
    require(!name.isEmpty(), "", "name");
    require(hasCategories, "", "categories");
    Floor floor = new Floor("zones", null, parts, scenery);
    return new Drawing(name, categories, List.of(), List.of(floor));
  }

  private DrawnCategory category() throws IOException {
    String[] category = {"", ""};
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "name" -> category[0] = cursor.text();
            case "color" -> category[1] = cursor.text();
            default -> {}
          }
        });
    return new DrawnCategory(place, category[0], category[0], category[1], false);
  }

  private void zone() throws IOException {
    var read =
        new Object() {
          String name = "";
          Position at = Position.UNKNOWN;
          boolean hasRows;
        };
    List<Row> rows = new ArrayList<>();
    List<Scenery> areas = new ArrayList<>();
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "name" -> read.name = cursor.text();
            case "position" -> read.at = cursor.position();
            case "rows" -> {
              read.hasRows = true;
              cursor.array(() -> rows.add(row()));
            }
            case "areas" -> cursor.array(() -> areas.add(area()));
            default -> {}
          }
        });
    require(read.at.isDrawable(), place, "position");
    require(read.hasRows, place, "rows");
    Position at = read.at.isDrawable() ? read.at : Position.ORIGIN;
    for (Scenery area : areas) {
      scenery.add(moved(area, at));
    }
    parts.add(
        new Part(place, read.name, "", "", "", "", at, rows, List.of(), List.of(), List.of()));
  }

  private Row row() throws IOException {
    var read =
        new Object() {
          boolean hasNumber;
          boolean hasSeats;
          Position at = Position.ORIGIN;
        };
    List<Seat> seats = new ArrayList<>();
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "row_number" -> read.hasNumber = !cursor.isNull();
            case "position" -> read.at = cursor.isNull() ? Position.ORIGIN : cursor.position();
            case "seats" -> {
              read.hasSeats = true;
              cursor.array(() -> seats.add(seat()));
            }
            default -> {}
          }
        });
    require(read.hasNumber, place, "row_number");
    require(read.hasSeats, place, "seats");
    return new Row(place, "", read.at, seats);
  }

  private Seat seat() throws IOException {
    var read =
        new Object() {
          String guid = "";
          boolean hasNumber;
          String category = "";
          Position at = Position.UNKNOWN;
        };
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "seat_guid" -> read.guid = cursor.text();
            case "seat_number" -> read.hasNumber = !cursor.isNull();
            case "category" -> read.category = cursor.text();
            case "position" -> read.at = cursor.position();
            default -> {}
          }
        });
    require(read.hasNumber, place, "seat_number");
    return new Seat(place, read.guid, read.category, read.at, false);
  }

  private Scenery area() throws IOException {
    String[] text = {""};
    String[] color = {""};
    ShapeReader shape = new ShapeReader(cursor);
    cursor.object(
        field -> {
          switch (field) {
            case "color" -> color[0] = cursor.text();
            case "text" -> text[0] = cursor.isObject() ? nestedText() : cursor.text();
            default -> shape.pretixField(field);
          }
        });
    return new Scenery(text[0], color[0], shape.shape());
  }

  private String nestedText() throws IOException {
    String[] text = {""};
    cursor.object(
        field -> {
          if (field.equals("text")) {
            text[0] = cursor.text();
          }
        });
    return text[0];
  }

  private static Scenery moved(Scenery area, Position by) {
    return new Scenery(
        area.text(),
        area.color(),
        new Drawing.Shape(
            area.shape().center().plus(by),
            area.shape().corners().stream().map(by::plus).toList()));
  }

  private void require(boolean present, String place, String field) {
    if (!present) {
      faults.add(
          place,
          "",
          Fault.Code.MISSING_FIELD,
          "The plan has no usable "
              + field
              + " here, which pretix seating plans require: add it or export the plan again.");
    }
  }
}
