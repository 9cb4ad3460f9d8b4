package io.seatkeeper.server.charts;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.server.charts.Drawing.Position;
import io.seatkeeper.server.charts.ImportResult.Imported;
import io.seatkeeper.server.charts.ImportResult.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * The bundled arena of 20,000 places, drawn by computation: a stage, standing and seated floor,
 * terraces with tables, two tiers with a ring of boxes between them, and places for wheelchairs.
 *
 * <p>A drawing unit is five centimetres.
 */
public final class Arena {
  private static final double SEAT_PITCH = 10;
  private static final double ROW_PITCH = 14;
  private static final double AISLE = 22;

  private static final String PREMIUM = "premium";
  private static final String STANDING = "standing";
  private static final String LOWER = "lower";
  private static final String UPPER = "upper";
  private static final String BOX = "box";

  private static final int LOWER_ROWS = 20;
  private static final int PREMIUM_ROWS = 7;
  private static final double LOWER_DEPTH = 24;
  private static final double PLATFORM_DEPTH = LOWER_DEPTH + LOWER_ROWS * ROW_PITCH + 6;
  private static final double BOX_DEPTH = PLATFORM_DEPTH + 38;
  private static final int UPPER_ROWS = 20;
  private static final double UPPER_DEPTH = BOX_DEPTH + 50;

  private final DrawingWriter out = new DrawingWriter();

  private Arena() {}

  /** The arena as a drawing in Seats.io's format, as somebody would upload it. */
  public static byte[] drawing() {
    Arena arena = new Arena();
    arena.write();
    return arena.out.bytes();
  }

  /** The arena as a venue, read from its drawing. */
  public static Venue venue() {
    return switch (DrawingImporter.read(drawing())) {
      case Imported(Venue venue) -> venue;
      case Refused(List<Fault> faults) ->
          throw new IllegalStateException("the bundled arena has faults: " + faults);
    };
  }

  private void write() {
    out.object(
        () -> {
          out.field("name", "Lantern Arena");
          out.field("venueType", "ZONES");
          out.objectField("categories", () -> out.list("list", this::categories));
          out.objectField("zones", () -> out.list("list", this::zones));
          out.objectField("subChart", this::subChart);
        });
  }

  private void categories() {
    category(PREMIUM, "Premium", "#f5b84c");
    category(STANDING, "Standing", "#f0718a");
    category(LOWER, "Lower tier", "#3fb6c9");
    category(UPPER, "Upper tier", "#7c86f0");
    category(BOX, "Boxes & terrace", "#58c48d");
  }

  private void category(String key, String label, String color) {
    out.object(
        () -> {
          out.field("key", key);
          out.field("label", label);
          out.field("color", color);
          out.field("accessible", false);
        });
  }

  private void zones() {
    zone("floor", "Floor");
    zone("lower", "Lower tier");
    zone("upper", "Upper tier");
  }

  private void zone(String key, String label) {
    out.object(
        () -> {
          out.field("key", key);
          out.field("label", label);
        });
  }

  private void subChart() {
    out.point("focalPoint", new Position(0, -60));
    out.list("shapes", this::stage);
    out.list("generalAdmissionAreas", this::standing);
    out.list(
        "sections",
        () -> {
          floorSeats();
          terrace("Terrace L", -1);
          terrace("Terrace R", 1);
          lowerTier();
          boxes();
          upperTier();
        });
  }

  private void stage() {
    rectangle("STAGE", new Position(0, -160), 640, 200);
    rectangle("", new Position(0, 30), 60, 180);
    rectangle("", new Position(0, 140), 150, 60);
    rectangle("SOUND", new Position(0, 545), 110, 40);
  }

  private void rectangle(String label, Position center, double width, double height) {
    out.object(
        () -> {
          out.field("label", label);
          out.point("center", center);
          out.field("width", width);
          out.field("height", height);
        });
  }

  private void standing() {
    area("Golden Circle Left", PREMIUM, 500, goldenCircle(-1));
    area("Golden Circle Right", PREMIUM, 500, goldenCircle(1));
    area("Standing", STANDING, 2_616, standingFloor());
  }

  /** The floor on one side of the catwalk, {@code side} -1 or 1. */
  private static List<Position> goldenCircle(int side) {
    return List.of(
        new Position(side * 44, -46),
        new Position(side * 380, -46),
        new Position(side * 380, 90),
        new Position(side * 300, 190),
        new Position(side * 8, 226),
        new Position(side * 8, 184),
        new Position(side * 90, 184),
        new Position(side * 90, 96),
        new Position(side * 44, 96));
  }

  private static List<Position> standingFloor() {
    return List.of(
        new Position(-510, -46),
        new Position(-400, -46),
        new Position(-400, 98),
        new Position(-312, 206),
        new Position(0, 244),
        new Position(312, 206),
        new Position(400, 98),
        new Position(400, -46),
        new Position(510, -46),
        new Position(510, 500),
        new Position(430, 555),
        new Position(70, 555),
        new Position(70, 512),
        new Position(-70, 512),
        new Position(-70, 555),
        new Position(-430, 555),
        new Position(-510, 500));
  }

  private void area(String label, String category, int capacity, List<Position> points) {
    out.object(
        () -> {
          out.field("label", label);
          out.field("categoryKey", category);
          out.field("capacity", capacity);
          out.points("points", points);
        });
  }

  /** Three blocks of seats on the floor, their rows bent towards the stage. */
  private void floorSeats() {
    int width = 24;
    for (int block = 0; block < 3; block++) {
      double middle = (block - 1) * (width * SEAT_PITCH + 24);
      section(
          "F" + (block + 1),
          "floor",
          PREMIUM,
          "rows",
          () -> {
            for (int row = 0; row < 16; row++) {
              double y = 630 + row * ROW_PITCH;
              row(
                  row,
                  width,
                  seat -> {
                    double x = middle + (seat - (width - 1) / 2.0) * SEAT_PITCH;
                    return new Position(x, y - x * x / 4_000);
                  });
            }
          });
    }
  }

  /** Tables of four chairs beside the stage, sold by the chair; {@code side} is -1 or 1. */
  private void terrace(String label, int side) {
    section(
        label,
        "floor",
        BOX,
        "tables",
        () -> {
          for (int table = 0; table < 12; table++) {
            Position center =
                new Position(side * (400 + table % 4 * 52), -240 + Math.floorDiv(table, 4) * 56);
            table(table + 1, false, center, 4);
          }
        });
  }

  private void lowerTier() {
    List<Block> blocks = Bowl.blocks(4, 3, 3);
    for (int number = 0; number < blocks.size(); number++) {
      Block block = blocks.get(number);
      section(
          String.valueOf(101 + number),
          "lower",
          LOWER,
          "rows",
          () -> {
            for (int row = 0; row < LOWER_ROWS; row++) {
              bowlRow(block, row, LOWER_DEPTH + row * ROW_PITCH, row < PREMIUM_ROWS ? PREMIUM : "");
            }
            platform(block);
          });
    }
  }

  /** Places for wheelchairs behind a block, each with one for a companion beside it. */
  private void platform(Block block) {
    int pairs = (int) (block.rowLength(PLATFORM_DEPTH) / (4 * SEAT_PITCH));
    int seats = 2 * pairs;
    out.object(
        () -> {
          out.field("label", "W");
          out.list(
              "seats",
              () -> {
                for (int seat = 0; seat < seats; seat++) {
                  double along = (seat - (seats - 1) / 2.0) * SEAT_PITCH * 1.8;
                  Position at = block.point(-along, PLATFORM_DEPTH);
                  out.seat(String.valueOf(seat + 1), "", at, seat % 2 == 0);
                }
              });
        });
  }

  private void upperTier() {
    List<Block> blocks = Bowl.blocks(5, 5, 3);
    for (int number = 0; number < blocks.size(); number++) {
      Block block = blocks.get(number);
      section(
          String.valueOf(201 + number),
          "upper",
          UPPER,
          "rows",
          () -> {
            for (int row = 0; row < UPPER_ROWS; row++) {
              bowlRow(block, row, UPPER_DEPTH + row * ROW_PITCH, "");
            }
          });
    }
  }

  /** The ring between the tiers: tables sold whole around, booths at the two ends. */
  private void boxes() {
    List<Position> places = new ArrayList<>();
    for (Block block : Bowl.blocks(4, 1, 1)) {
      double length = block.rowLength(BOX_DEPTH);
      int boxes = (int) (length / 48);
      for (int box = 0; box < boxes; box++) {
        places.add(block.point(-((box + 0.5) / boxes - 0.5) * length, BOX_DEPTH));
      }
    }
    int booths = 6;
    section(
        "Box",
        "lower",
        BOX,
        "tables",
        () -> {
          for (int box = booths; box < places.size() - booths; box++) {
            table(box + 1, true, places.get(box), 6);
          }
        });
    section(
        "Booth",
        "lower",
        BOX,
        "booths",
        () -> {
          for (int box = 0; box < places.size(); box++) {
            if (box < booths || box >= places.size() - booths) {
              booth(box + 1, places.get(box));
            }
          }
        });
  }

  private void booth(int number, Position center) {
    out.object(
        () -> {
          out.field("label", String.valueOf(number));
          out.point("center", center);
          out.field("width", 32);
          out.field("height", 32);
        });
  }

  private void table(int number, boolean whole, Position center, int chairs) {
    out.object(
        () -> {
          out.field("label", String.valueOf(number));
          out.field("bookAsAWhole", whole);
          out.point("center", center);
          out.field("radius", whole ? 16 : 10);
          out.list(
              "seats",
              () -> {
                for (int chair = 0; chair < chairs; chair++) {
                  double angle = 2 * Math.PI * (chair + 0.5) / chairs;
                  Position at =
                      center.plus(new Position(16 * Math.cos(angle), 16 * Math.sin(angle)));
                  out.seat(String.valueOf(chair + 1), "", at, false);
                }
              });
        });
  }

  private void section(
      String label, String zone, String category, String list, DrawingWriter.Content content) {
    out.object(
        () -> {
          out.field("label", label);
          out.field("zone", zone);
          out.field("entrance", "Gate " + (zone.equals("floor") ? "A" : label.substring(0, 1)));
          out.field("categoryKey", category);
          out.objectField("subChart", () -> out.list(list, content));
        });
  }

  /** Where a row's seat with a number from 0 stands. */
  @FunctionalInterface
  private interface SeatPlace {
    Position of(int seat);
  }

  private void row(int row, int seats, SeatPlace place) {
    row(row, seats, "", place);
  }

  private void row(int row, int seats, String category, SeatPlace place) {
    out.object(
        () -> {
          out.field("label", String.valueOf((char) ('A' + row)));
          out.list(
              "seats",
              () -> {
                for (int seat = 0; seat < seats; seat++) {
                  out.seat(String.valueOf(seat + 1), category, place.of(seat), false);
                }
              });
        });
  }

  /** A row of the bowl, numbered from the left as one faces the stage. */
  private void bowlRow(Block block, int row, double depth, String category) {
    int seats = 1 + (int) ((block.rowLength(depth) - AISLE) / SEAT_PITCH);
    row(row, seats, category, seat -> block.point(-(seat - (seats - 1) / 2.0) * SEAT_PITCH, depth));
  }
}
