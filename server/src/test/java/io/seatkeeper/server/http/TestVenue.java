package io.seatkeeper.server.http;

/**
 * A house small enough to know by heart: rows A and B of eight seats in section Stalls, a table of
 * four sold whole, an area of ten, and a wheelchair place.
 */
public final class TestVenue {
  /** Objects: 16 seats, a wheelchair place, a table, an area. */
  public static final int OBJECTS = 19;

  /** Places: 17 seats, a table, ten in the area. */
  public static final int SEATS = 28;

  /** The house as a drawing. */
  public static final String DRAWING = drawing();

  private TestVenue() {}

  private static String drawing() {
    return """
    {"name":"House",
     "categories":{"list":[{"key":1,"label":"Best","color":"#cc0000"},{"key":2,"label":"Rest"}]},
     "subChart":{
       "focalPoint":{"x":100,"y":0},
       "rows":[],
       "tables":[{"label":"T1","bookAsAWhole":true,"seats":[%s]}],
       "booths":[],
       "generalAdmissionAreas":[{"label":"Floor","capacity":10,"categoryKey":2,
         "center":{"x":100,"y":300},"shape":"rectangle","width":100,"height":50}],
       "sections":[{"label":"Stalls","categoryKey":1,"entrance":"North","topLeft":{"x":0,"y":50},
         "subChart":{"rows":[%s,%s]}}]}}
    """
        .formatted(table(), row("A", 8, 0), row("B", 9, 20));
  }

  private static String table() {
    StringBuilder seats = new StringBuilder();
    for (int chair = 1; chair <= 4; chair++) {
      seats
          .append(chair == 1 ? "" : ",")
          .append(
              "{\"label\":\"%d\",\"x\":%d,\"y\":200,\"categoryKey\":2}".formatted(chair, chair));
    }
    return seats.toString();
  }

  /** A row; the ninth seat is for wheelchairs. */
  private static String row(String label, int count, int y) {
    StringBuilder seats = new StringBuilder();
    for (int seat = 1; seat <= count; seat++) {
      seats
          .append(seat == 1 ? "" : ",")
          .append(
              "{\"label\":\"%d\",\"x\":%d,\"y\":%d,\"categoryKey\":%d,\"accessible\":%b}"
                  .formatted(seat, seat * 20, y, y == 0 ? 1 : 2, seat == 9));
    }
    return "{\"label\":\"" + label + "\",\"seats\":[" + seats + "]}";
  }
}
