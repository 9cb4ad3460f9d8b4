package io.seatkeeper.server.charts;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import io.seatkeeper.core.engine.Limits;
import io.seatkeeper.server.charts.Drawing.DrawnCategory;
import io.seatkeeper.server.charts.Drawing.DrawnZone;
import io.seatkeeper.server.charts.Drawing.Floor;
import io.seatkeeper.server.charts.Drawing.Part;
import io.seatkeeper.server.charts.Drawing.Position;
import io.seatkeeper.server.charts.Drawing.Scenery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a venue of a drawing that has been read.
 *
 * <p>The distance of an object is measured on its own floor, to the focal point of its zone, else
 * of its floor, else to the middle of what the floor sells. Several floors share the map: each is
 * drawn below the one before it.
 */
final class VenueAssembler {
  private static final Pattern COLOR =
      Pattern.compile("#[0-9a-fA-F]{3,8}|[a-zA-Z]{1,30}|rgba?\\([0-9., %]{1,40}\\)");
  private static final int MOST_DECORATIONS = 10_000;
  private static final int FLOOR_GAP = 400;
  private static final int MOST_FLOORS = 40;

  private final Drawing drawing;
  private final Faults faults;
  private final Map<String, Integer> categories = new HashMap<>();
  private final Map<String, DrawnZone> zones = new HashMap<>();
  private final Map<String, Section> sections = new LinkedHashMap<>();

  VenueAssembler(Drawing drawing, Faults faults) {
    this.drawing = drawing;
    this.faults = faults;
  }

  /** Objects that stand in one part, in runs of neighbours or alone. */
  private record PlacedPart(Part part, List<List<PlacedObject>> runs, List<PlacedObject> alone) {}

  /** The venue, or null when the drawing has faults. */
  @Nullable Venue assemble() {
    checkCategories();
    checkZones();
    if (drawing.floors().size() > MOST_FLOORS) {
      tooMany(MOST_FLOORS + " floors");
      return null;
    }
    if (categories.size() > Limits.CHART_CATEGORIES) {
      tooMany(Limits.CHART_CATEGORIES + " categories");
      return null;
    }
    ObjectPlacer placer = new ObjectPlacer(categories, faults);
    List<List<PlacedPart>> floors = new ArrayList<>();
    for (Floor floor : drawing.floors()) {
      List<PlacedPart> parts = new ArrayList<>();
      for (Part part : floor.parts()) {
        if (checkSection(placer, part)) {
          parts.add(place(placer, part));
        }
        if (placer.named() > DrawingImporter.MOST_OBJECTS) {
          tooMany(DrawingImporter.MOST_OBJECTS + " objects");
          return null;
        }
        if (sections.size() > Limits.CHART_SECTIONS) {
          tooMany(Limits.CHART_SECTIONS + " sections");
          return null;
        }
      }
      floors.add(parts);
    }
    if (placer.named() == 0 && faults.isEmpty()) {
      faults.add(
          "",
          "",
          Fault.Code.NOTHING_FOR_SALE,
          "The drawing has no seats, tables, booths or areas: draw what is for sale.");
    }
    if (!faults.isEmpty()) {
      return null;
    }
    Venue venue = build(floors);
    if (venue.peopleCount() > Limits.CHART_PEOPLE) {
      tooMany(Limits.CHART_PEOPLE + " people");
      return null;
    }
    return venue;
  }

  private void tooMany(String limit) {
    faults.add(
        "",
        "",
        Fault.Code.TOO_MANY_OBJECTS,
        "The drawing may have " + limit + " and has more: split the venue.");
  }

  private void checkCategories() {
    for (DrawnCategory category : drawing.categories()) {
      if (category.key().isEmpty()) {
        faults.add(
            category.place(),
            category.label(),
            Fault.Code.MISSING_FIELD,
            "This category has no key (in a pretix plan: no name): give it one.");
      } else if (categories.putIfAbsent(category.key(), categories.size()) != null) {
        duplicateKey(category.place(), "category", category.key());
      }
    }
  }

  private void checkZones() {
    for (DrawnZone zone : drawing.zones()) {
      if (zone.key().isEmpty()) {
        faults.add(
            zone.place(),
            zone.label(),
            Fault.Code.MISSING_FIELD,
            "This zone has no key: give it one.");
      } else if (zones.putIfAbsent(zone.key(), zone) != null) {
        duplicateKey(zone.place(), "zone", zone.key());
      }
      checkFocalPoint(zone.focalPoint(), zone.place());
    }
    for (Floor floor : drawing.floors()) {
      checkFocalPoint(floor.focalPoint(), floor.place());
    }
  }

  private void duplicateKey(String place, String what, String key) {
    faults.add(
        place,
        key,
        Fault.Code.DUPLICATE_KEY,
        "Two of the drawing are the " + what + " " + key + ": give one of them another key.");
  }

  private void checkFocalPoint(@Nullable Position focalPoint, String place) {
    if (focalPoint != null && !focalPoint.isDrawable()) {
      faults.add(
          place + ".focalPoint",
          "",
          Fault.Code.BAD_POSITION,
          "The focal point has no usable position: set it again, or remove it.");
    }
  }

  /** Whether a part can hold objects. */
  private boolean checkSection(ObjectPlacer placer, Part part) {
    boolean empty =
        part.rows().isEmpty()
            && part.tables().isEmpty()
            && part.booths().isEmpty()
            && part.areas().isEmpty();
    if (empty || placer.unlabelled(part.place(), "section", part.section())) {
      return false;
    }
    if (!part.zone().isEmpty() && !zones.containsKey(part.zone())) {
      faults.add(
          part.place(),
          part.section(),
          Fault.Code.UNKNOWN_ZONE,
          "Section "
              + part.section()
              + " lies in the zone "
              + part.zone()
              + ", which the drawing does not list: add the zone, or choose another.");
      return false;
    }
    Section section = new Section(part.section(), part.zone(), part.entrance());
    Section known = sections.putIfAbsent(part.section(), section);
    if (known != null && !known.equals(section)) {
      faults.add(
          part.place(),
          part.section(),
          Fault.Code.DUPLICATE_SECTION,
          "Another section is called "
              + part.section()
              + " and has another zone or entrance: give one of them another label.");
      return false;
    }
    return true;
  }

  private PlacedPart place(ObjectPlacer placer, Part part) {
    List<List<PlacedObject>> runs = new ArrayList<>();
    List<PlacedObject> alone = new ArrayList<>();
    part.rows().forEach(row -> runs.addAll(Aisles.split(placer.row(part, row))));
    part.tables().forEach(table -> alone.addAll(placer.table(part, table)));
    part.booths().forEach(booth -> addIfSound(alone, placer.booth(part, booth)));
    part.areas().forEach(area -> addIfSound(alone, placer.area(part, area)));
    return new PlacedPart(part, runs, alone);
  }

  private static void addIfSound(List<PlacedObject> objects, @Nullable PlacedObject object) {
    if (object != null) {
      objects.add(object);
    }
  }

  private Venue build(List<List<PlacedPart>> floors) {
    VenueBuilder venue = new VenueBuilder(drawing.name());
    for (DrawnCategory category : drawing.categories()) {
      venue.category(
          new Category(
              category.key(), category.label(), color(category.color()), category.accessible()));
    }
    drawing.zones().forEach(zone -> venue.zone(new Zone(zone.key(), zone.label())));
    Map<String, Integer> sectionIndexes = new HashMap<>();
    sections.forEach((label, section) -> sectionIndexes.put(label, venue.section(section)));
    int shift = 0;
    int decorations = 0;
    for (int number = 0; number < floors.size(); number++) {
      Floor floor = drawing.floors().get(number);
      Extent extent = new Extent();
      floors.get(number).forEach(extent::include);
      if (extent.isEmpty()) {
        continue;
      }
      int down = number == 0 ? 0 : shift - extent.upper;
      for (PlacedPart part : floors.get(number)) {
        Position focalPoint = focalPoint(part.part(), floor, extent);
        int section = sectionIndexes.getOrDefault(part.part().section(), 0);
        add(venue, part, new Spot(section, focalPoint, down));
      }
      for (Scenery scenery : floor.scenery()) {
        Decoration decoration = decoration(scenery, down);
        if (decoration != null && decorations++ < MOST_DECORATIONS) {
          venue.decoration(decoration);
        }
      }
      shift = down + extent.lower + FLOOR_GAP;
    }
    return venue.build();
  }

  /**
   * What the objects of one part share: their section, focal point and floor's place on the map.
   */
  private record Spot(int section, Position focalPoint, int down) {}

  private void add(VenueBuilder venue, PlacedPart part, Spot spot) {
    for (List<PlacedObject> run : part.runs()) {
      venue.run(run.stream().map(seat -> venueObject(seat, spot)).toList());
    }
    for (PlacedObject object : part.alone()) {
      int index = venue.object(venueObject(object, spot));
      if (!object.corners().isEmpty()) {
        List<Outline.Point> corners =
            object.corners().stream()
                .map(point -> new Outline.Point(point.x(), point.y() + spot.down()))
                .toList();
        venue.outline(new Outline(index, corners));
      }
    }
  }

  private VenueObject venueObject(PlacedObject object, Spot spot) {
    double across = object.x() - spot.focalPoint().x() * 10;
    double down = object.y() - spot.focalPoint().y() * 10;
    return new VenueObject(
        object.label(),
        object.kind(),
        object.category(),
        spot.section(),
        object.x(),
        object.y() + spot.down(),
        (int) Math.round(Math.hypot(across, down)),
        object.accessible() || drawing.categories().get(object.category()).accessible(),
        object.capacity());
  }

  private Position focalPoint(Part part, Floor floor, Extent extent) {
    DrawnZone zone = zones.get(part.zone());
    if (zone != null && zone.focalPoint() != null) {
      return zone.focalPoint();
    }
    return floor.focalPoint() != null ? floor.focalPoint() : extent.middle();
  }

  private static @Nullable Decoration decoration(Scenery scenery, int down) {
    Position center = scenery.shape().center();
    if (!center.isDrawable()
        || !scenery.shape().corners().stream().allMatch(Position::isDrawable)
        || (scenery.shape().corners().isEmpty() && scenery.text().isEmpty())) {
      return null;
    }
    Extent extent = new Extent();
    extent.include(ObjectPlacer.tenths(center.x()), ObjectPlacer.tenths(center.y()));
    for (Position corner : scenery.shape().corners()) {
      extent.include(ObjectPlacer.tenths(corner.x()), ObjectPlacer.tenths(corner.y()));
    }
    String text = scenery.text();
    return new Decoration(
        text.substring(0, Math.min(text.length(), DrawingImporter.LONGEST_LABEL)),
        extent.left,
        extent.upper + down,
        extent.right - extent.left,
        extent.lower - extent.upper,
        color(scenery.color()));
  }

  private static String color(String color) {
    return COLOR.matcher(color).matches() ? color : "";
  }

  /** The rectangle around some objects, in tenths. */
  private static final class Extent {
    private int left = Integer.MAX_VALUE;
    private int upper = Integer.MAX_VALUE;
    private int right = Integer.MIN_VALUE;
    private int lower = Integer.MIN_VALUE;

    private void include(int x, int y) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      upper = Math.min(upper, y);
      lower = Math.max(lower, y);
    }

    private void include(PlacedObject object) {
      include(object.x(), object.y());
      object.corners().forEach(corner -> include(corner.x(), corner.y()));
    }

    private void include(PlacedPart part) {
      part.runs().forEach(run -> run.forEach(this::include));
      part.alone().forEach(this::include);
    }

    private boolean isEmpty() {
      return left > right;
    }

    private Position middle() {
      return new Position(((long) left + right) / 20.0, ((long) upper + lower) / 20.0);
    }
  }
}
