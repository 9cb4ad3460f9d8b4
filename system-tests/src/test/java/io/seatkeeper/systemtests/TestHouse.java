package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A generated drawing in Seats.io's format with everything a venue can have: rows with accessible
 * seats, tables by the chair and whole, booths, standing areas.
 *
 * @param rows how many rows
 * @param seats seats of a row
 * @param tables tables of four chairs, every other one booked whole
 * @param booths booths
 * @param standing the capacity of each of two areas; 0 for none
 */
record TestHouse(int rows, int seats, int tables, int booths, int standing) {
  private static final int CHAIRS = 4;

  /** What the load report calls seats. */
  long places() {
    int byChair = tables / 2;
    int whole = tables - byChair;
    return (long) rows * seats + (long) byChair * CHAIRS + whole + booths + 2L * standing;
  }

  /** The drawing. */
  byte[] drawing() {
    return """
    {"name": "Test house", "venueType": "SIMPLE",
     "categories": {"list": [{"key": 1, "label": "One", "color": "#888888"}]},
     "subChart": {"focalPoint": {"x": 0, "y": -100},
       "rows": [%s], "tables": [%s], "booths": [%s], "generalAdmissionAreas": [%s]}}
    """
        .formatted(
            list(rows, this::row),
            list(tables, this::table),
            list(booths, this::booth),
            standing == 0 ? "" : list(2, this::area))
        .getBytes(UTF_8);
  }

  private String row(int row) {
    return "{\"label\": \"R%d\", \"seats\": [%s]}"
        .formatted(row, list(seats, seat -> seat(seat, seat * 20, row * 20, seat % 25 == 1)));
  }

  private String table(int table) {
    return "{\"label\": \"T%d\", \"bookAsAWhole\": %s, \"seats\": [%s]}"
        .formatted(
            table,
            table % 2 == 1,
            list(CHAIRS, chair -> seat(chair, -100 - chair * 10, table * 20, false)));
  }

  private static String seat(int label, int x, int y, boolean accessible) {
    return "{\"label\": \"%d\", \"categoryKey\": 1, \"x\": %d, \"y\": %d, \"accessible\": %s}"
        .formatted(label, x, y, accessible);
  }

  private String booth(int booth) {
    return "{\"label\": \"B%d\", \"categoryKey\": 1, \"x\": -200, \"y\": %d}"
        .formatted(booth, booth * 40);
  }

  private String area(int area) {
    return ("{\"label\": \"GA%d\", \"categoryKey\": 1, \"capacity\": %d,"
            + " \"center\": {\"x\": -400, \"y\": %d}}")
        .formatted(area, standing, area * 100);
  }

  private static String list(int count, IntFunction<String> element) {
    return IntStream.rangeClosed(1, count).mapToObj(element).collect(Collectors.joining(","));
  }
}
