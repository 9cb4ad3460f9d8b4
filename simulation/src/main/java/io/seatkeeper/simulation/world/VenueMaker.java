package io.seatkeeper.simulation.world;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes small venues with everything a venue can have: rows cut by aisles, tables sold whole and by
 * the chair, booths, areas, sections, zones, accessible places, and many equal distances.
 */
final class VenueMaker {
  /** The last row may be two runs of nine, begun when one object was missing. */
  static final int MOST_ABOVE = 17;

  private final Dice dice;
  private final VenueBuilder venue;
  private final int objects;
  private int categories;
  private int sections;
  private int made;
  private int rows;

  private VenueMaker(Dice dice, String name, int objects) {
    this.dice = dice;
    this.objects = objects;
    this.venue = new VenueBuilder(name);
  }

  /** A venue with about {@code objects} objects, never more than {@link #MOST_ABOVE} above. */
  static Venue make(Dice dice, String name, int objects) {
    return new VenueMaker(dice, name, objects).make();
  }

  /** A venue that has too much of one thing. */
  static Venue tooLarge(Dice dice) {
    VenueMaker maker = new VenueMaker(dice, "Too large", 0);
    maker.categories = 1;
    maker.sections = 1;
    int kind = dice.between(1, 3);
    for (int category = 0; category < (kind == 1 ? 257 : 1); category++) {
      maker.venue.category(new Category("cat" + category, "", "", false));
    }
    for (int section = 0; section < (kind == 2 ? 4097 : 1); section++) {
      maker.venue.section(new Section("section" + section, "", ""));
    }
    maker.add("GA", ObjectKind.AREA, 0, 0, kind == 3 ? 100_000_001 : 1);
    return maker.venue.build();
  }

  private Venue make() {
    categories = dice.between(1, 4);
    for (int category = 0; category < categories; category++) {
      boolean accessible = category > 0 && dice.chance(20);
      venue.category(new Category("cat" + category, "Category " + category, "", accessible));
    }
    int zones = dice.between(0, 2);
    for (int zone = 0; zone < zones; zone++) {
      venue.zone(new Zone("zone" + zone, "Zone " + zone));
    }
    sections = dice.between(1, 4);
    for (int section = 0; section < sections; section++) {
      String zone = zones > 0 && dice.chance(70) ? "zone" + dice.between(0, zones - 1) : "";
      venue.section(new Section(section == 0 ? "" : "section" + section, zone, ""));
    }
    while (made < objects) {
      addSomething();
    }
    return venue.build();
  }

  private void addSomething() {
    int category = dice.between(0, categories - 1);
    int section = dice.between(0, sections - 1);
    int kind = dice.between(1, 100);
    if (kind <= 65) {
      addRow(category, section);
    } else if (kind <= 75) {
      addChairs(category, section);
    } else if (kind <= 83) {
      add("T" + made, ObjectKind.TABLE, category, section, dice.between(1, 8));
    } else if (kind <= 90) {
      add("B" + made, ObjectKind.BOOTH, category, section, 1);
    } else {
      add("GA" + made, ObjectKind.AREA, category, section, dice.between(1, 30));
    }
  }

  /** A row: one run, or several with aisles between, sometimes of mixed categories or sections. */
  private void addRow(int category, int section) {
    rows++;
    int runs = dice.chance(70) ? 1 : 2;
    boolean mixed = dice.chance(15);
    boolean across = dice.chance(10);
    int y = rows * 10;
    for (int run = 0; run < runs; run++) {
      List<VenueObject> seats = new ArrayList<>();
      int length = dice.between(1, 9);
      int nearest = dice.between(0, 12);
      for (int seat = 0; seat < length; seat++) {
        seats.add(
            new VenueObject(
                "R" + rows + "-" + ++made,
                ObjectKind.SEAT,
                mixed ? dice.between(0, categories - 1) : category,
                across ? dice.between(0, sections - 1) : section,
                made * 10,
                y,
                nearest + Math.abs(seat - length / 2) * dice.between(0, 2),
                dice.chance(10),
                1));
      }
      venue.run(seats);
    }
  }

  private void addChairs(int category, int section) {
    int chairs = dice.between(2, 5);
    int table = made;
    for (int chair = 1; chair <= chairs; chair++) {
      add("T" + table + "-" + chair, ObjectKind.SEAT, category, section, 1);
    }
  }

  private void add(String label, ObjectKind kind, int category, int section, int capacity) {
    made++;
    venue.object(
        new VenueObject(
            label,
            kind,
            category,
            section,
            made * 10,
            0,
            dice.between(0, 15),
            dice.chance(10),
            capacity));
  }
}
