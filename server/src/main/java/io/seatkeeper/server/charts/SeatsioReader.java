package io.seatkeeper.server.charts;

import io.seatkeeper.server.charts.Drawing.Area;
import io.seatkeeper.server.charts.Drawing.Booth;
import io.seatkeeper.server.charts.Drawing.DrawnCategory;
import io.seatkeeper.server.charts.Drawing.DrawnZone;
import io.seatkeeper.server.charts.Drawing.Floor;
import io.seatkeeper.server.charts.Drawing.Part;
import io.seatkeeper.server.charts.Drawing.Position;
import io.seatkeeper.server.charts.Drawing.Row;
import io.seatkeeper.server.charts.Drawing.Scenery;
import io.seatkeeper.server.charts.Drawing.Seat;
import io.seatkeeper.server.charts.Drawing.Shape;
import io.seatkeeper.server.charts.Drawing.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a drawing in Seats.io's format. The fields of an object may come in any order; what is not
 * needed to sell or to draw is skipped.
 */
final class SeatsioReader {
  private final DrawingCursor cursor;
  private String name = "";
  private final List<DrawnCategory> categories = new ArrayList<>();
  private final List<DrawnZone> zones = new ArrayList<>();
  private final List<Floor> floors = new ArrayList<>();

  SeatsioReader(DrawingCursor cursor) {
    this.cursor = cursor;
  }

  Drawing read() throws IOException {
    List<Floor> whole = new ArrayList<>();
    cursor.object(
        field -> {
          switch (field) {
            case "name" -> name = cursor.text();
            case "categories" -> list(() -> categories.add(category()));
            case "zones" -> list(() -> zones.add(zone()));
            case "subChart" -> {
              if (cursor.isObject()) {
                whole.add(floor());
              }
            }
            case "subChartFloors" -> cursor.array(() -> floors.add(floor()));
            default -> {}
          }
        });
    return new Drawing(name, categories, zones, floors.isEmpty() ? whole : floors);
  }

  /** Reads the elements of {@code {"list": [...]}}. */
  private void list(DrawingCursor.Reader element) throws IOException {
    cursor.object(
        field -> {
          if (field.equals("list")) {
            cursor.array(element);
          }
        });
  }

  private DrawnCategory category() throws IOException {
    var read =
        new Object() {
          String key = "";
          String label = "";
          String color = "";
          boolean accessible;
        };
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "key" -> read.key = cursor.text();
            case "label" -> read.label = cursor.text();
            case "color" -> read.color = cursor.text();
            case "accessible" -> read.accessible = cursor.flag();
            default -> {}
          }
        });
    return new DrawnCategory(place, read.key, read.label, read.color, read.accessible);
  }

  private DrawnZone zone() throws IOException {
    var read =
        new Object() {
          String key = "";
          String label = "";
          @Nullable Position focalPoint;
        };
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "key" -> read.key = cursor.text();
            case "label" -> read.label = cursor.text();
            case "focalPoint" -> read.focalPoint = cursor.isNull() ? null : cursor.position();
            default -> {}
          }
        });
    return new DrawnZone(place, read.key, read.label, read.focalPoint);
  }

  /** What a sub-chart holds: a floor's, or that of a section. */
  private static final class SubChart {
    @Nullable Position focalPoint;
    final List<Row> rows = new ArrayList<>();
    final List<Table> tables = new ArrayList<>();
    final List<Booth> booths = new ArrayList<>();
    final List<Area> areas = new ArrayList<>();
    final List<Part> sections = new ArrayList<>();
    final List<Scenery> scenery = new ArrayList<>();
  }

  private Floor floor() throws IOException {
    String place = cursor.place();
    SubChart read = subChart(true);
    List<Part> parts = new ArrayList<>();
    parts.add(
        new Part(
            place,
            "",
            "",
            "",
            "",
            "",
            Position.ORIGIN,
            read.rows,
            read.tables,
            read.booths,
            read.areas));
    parts.addAll(read.sections);
    return new Floor(place, read.focalPoint, parts, read.scenery);
  }

  private SubChart subChart(boolean withSections) throws IOException {
    SubChart read = new SubChart();
    cursor.object(
        field -> {
          switch (field) {
            case "focalPoint" -> read.focalPoint = cursor.isNull() ? null : cursor.position();
            case "rows" -> cursor.array(() -> read.rows.add(row()));
            case "tables" -> cursor.array(() -> read.tables.add(table()));
            case "booths" -> cursor.array(() -> read.booths.add(booth()));
            case "generalAdmissionAreas" -> cursor.array(() -> read.areas.add(area()));
            case "shapes", "texts" -> cursor.array(() -> read.scenery.add(scenery()));
            case "sections" ->
                cursor.array(
                    () -> {
                      if (withSections) {
                        read.sections.add(section());
                      } else {
                        cursor.fault(
                            Fault.Code.NESTED_SECTION,
                            "A section stands in another one: draw it beside it.");
                      }
                    });
            default -> {}
          }
        });
    return read;
  }

  private Part section() throws IOException {
    var read =
        new Object() {
          String label = "";
          String zone = "";
          String entrance = "";
          String category = "";
          Position topLeft = Position.ORIGIN;
          SubChart subChart = new SubChart();
        };
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "label" -> read.label = cursor.text();
            case "zone" -> read.zone = cursor.text();
            case "entrance" -> read.entrance = cursor.text();
            case "categoryKey" -> read.category = cursor.text();
            case "topLeft" -> read.topLeft = cursor.isNull() ? Position.ORIGIN : cursor.position();
            case "subChart" -> read.subChart = subChart(false);
            default -> {}
          }
        });
    return new Part(
        place,
        read.label,
        read.label,
        read.zone,
        read.entrance,
        read.category,
        read.topLeft,
        read.subChart.rows,
        read.subChart.tables,
        read.subChart.booths,
        read.subChart.areas);
  }

  private Row row() throws IOException {
    String[] label = {""};
    List<Seat> seats = new ArrayList<>();
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "label" -> label[0] = cursor.text();
            case "seats" -> cursor.array(() -> seats.add(seat()));
            default -> {}
          }
        });
    return new Row(place, label[0], Position.ORIGIN, seats);
  }

  private Seat seat() throws IOException {
    var read =
        new Object() {
          String label = "";
          String category = "";
          double x = Double.NaN;
          double y = Double.NaN;
          boolean accessible;
        };
    String place = cursor.place();
    cursor.object(
        field -> {
          switch (field) {
            case "label" -> read.label = cursor.text();
            case "categoryKey" -> read.category = cursor.text();
            case "x" -> read.x = cursor.number();
            case "y" -> read.y = cursor.number();
            case "accessible" -> read.accessible = cursor.flag();
            default -> {}
          }
        });
    return new Seat(
        place, read.label, read.category, new Position(read.x, read.y), read.accessible);
  }

  /** What tables, booths and areas have in common. */
  private final class Thing {
    private final String place = cursor.place();
    private final ShapeReader shape = new ShapeReader(cursor);
    private String label = "";
    private String category = "";

    private void field(String field) throws IOException {
      switch (field) {
        case "label" -> label = cursor.text();
        case "categoryKey" -> category = cursor.text();
        default -> shape.seatsioField(field);
      }
    }
  }

  private Table table() throws IOException {
    boolean[] whole = {false};
    List<Seat> chairs = new ArrayList<>();
    Thing thing = new Thing();
    cursor.object(
        field -> {
          switch (field) {
            case "bookAsAWhole" -> whole[0] = cursor.flag();
            case "seats" -> cursor.array(() -> chairs.add(seat()));
            default -> thing.field(field);
          }
        });
    Shape shape = thing.shape.shape();
    return new Table(thing.place, thing.label, thing.category, whole[0], shape, chairs);
  }

  private Booth booth() throws IOException {
    boolean[] accessible = {false};
    Thing thing = new Thing();
    cursor.object(
        field -> {
          if (field.equals("accessible")) {
            accessible[0] = cursor.flag();
          } else {
            thing.field(field);
          }
        });
    return new Booth(thing.place, thing.label, thing.category, accessible[0], thing.shape.shape());
  }

  private Area area() throws IOException {
    double[] capacity = {Double.NaN};
    Thing thing = new Thing();
    cursor.object(
        field -> {
          if (field.equals("capacity")) {
            capacity[0] = cursor.number();
          } else {
            thing.field(field);
          }
        });
    return new Area(thing.place, thing.label, thing.category, capacity[0], thing.shape.shape());
  }

  private Scenery scenery() throws IOException {
    String[] text = {""};
    String[] color = {""};
    ShapeReader shape = new ShapeReader(cursor);
    cursor.object(
        field -> {
          switch (field) {
            case "text", "label" -> text[0] = cursor.text();
            case "fillColor", "textColor" -> color[0] = cursor.text();
            default -> shape.seatsioField(field);
          }
        });
    return new Scenery(text[0], color[0], shape.shape());
  }
}
