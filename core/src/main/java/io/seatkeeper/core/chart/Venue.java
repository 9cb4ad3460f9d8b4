package io.seatkeeper.core.chart;

import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Object2IntHashMap;

/**
 * A venue's drawing as the engine needs it: immutable, its objects numbered from 0 in a fixed
 * order.
 *
 * <p>Neighbours are the seats of one <em>run</em>: a row, or a row's part between aisles. A run's
 * objects have consecutive indexes. Objects outside runs (tables, booths, areas) have no
 * neighbours.
 */
public final class Venue {
  private final String name;
  private final List<Category> categories;
  private final List<Zone> zones;
  private final List<Section> sections;
  private final List<Decoration> decorations;
  private final List<Outline> outlines;
  private final VenueObject[] objects;
  private final int[] runStarts;
  private final int[] runEnds;
  private final int[] runOfObject;
  private final int[] areaOfObject;
  private final int[] objectOfArea;
  private final Object2IntHashMap<String> objectByLabel = new Object2IntHashMap<>(-1);

  Venue(
      String name,
      List<Category> categories,
      List<Zone> zones,
      List<Section> sections,
      List<Decoration> decorations,
      List<Outline> outlines,
      List<VenueObject> objects,
      int[] runStarts,
      int[] runEnds) {
    this.name = name;
    this.categories = List.copyOf(categories);
    this.zones = List.copyOf(zones);
    this.sections = List.copyOf(sections);
    this.decorations = List.copyOf(decorations);
    this.outlines = List.copyOf(outlines);
    this.objects = objects.toArray(new VenueObject[0]);
    this.runStarts = runStarts;
    this.runEnds = runEnds;
    this.runOfObject = new int[this.objects.length];
    Arrays.fill(runOfObject, -1);
    for (int run = 0; run < runStarts.length; run++) {
      Arrays.fill(runOfObject, runStarts[run], runEnds[run], run);
    }
    this.areaOfObject = new int[this.objects.length];
    int[] areas = new int[this.objects.length];
    int areaCount = 0;
    for (int object = 0; object < this.objects.length; object++) {
      objectByLabel.put(this.objects[object].label(), object);
      areaOfObject[object] = -1;
      if (this.objects[object].kind() == ObjectKind.AREA) {
        areaOfObject[object] = areaCount;
        areas[areaCount++] = object;
      }
    }
    this.objectOfArea = Arrays.copyOf(areas, areaCount);
  }

  public String name() {
    return name;
  }

  public List<Category> categories() {
    return categories;
  }

  public List<Zone> zones() {
    return zones;
  }

  public List<Section> sections() {
    return sections;
  }

  public List<Decoration> decorations() {
    return decorations;
  }

  /** The edges of the objects that have one, in the order of their objects; at most one each. */
  public List<Outline> outlines() {
    return outlines;
  }

  /** How many objects there are; an area is one. */
  public int objectCount() {
    return objects.length;
  }

  /** The object with an index from 0 to {@code objectCount() - 1}. */
  public VenueObject object(int index) {
    return objects[index];
  }

  /** The index of the object with a label, or -1. */
  public int indexOf(String label) {
    return objectByLabel.getValue(label);
  }

  /** The index of the category with a key, or -1. */
  public int categoryIndexOf(String key) {
    for (int category = 0; category < categories.size(); category++) {
      if (categories.get(category).key().equals(key)) {
        return category;
      }
    }
    return -1;
  }

  /** The index of the section with a label, or -1. */
  public int sectionIndexOf(String label) {
    for (int section = 0; section < sections.size(); section++) {
      if (sections.get(section).label().equals(label)) {
        return section;
      }
    }
    return -1;
  }

  /** Whether a zone has the key. */
  public boolean hasZone(String key) {
    return zones.stream().anyMatch(zone -> zone.key().equals(key));
  }

  public int runCount() {
    return runStarts.length;
  }

  /** The first object of a run. */
  public int runStart(int run) {
    return runStarts[run];
  }

  /** One more than the last object of a run. */
  public int runEnd(int run) {
    return runEnds[run];
  }

  /** The run an object belongs to, or -1. */
  public int runOf(int object) {
    return runOfObject[object];
  }

  /** How many areas there are. */
  public int areaCount() {
    return objectOfArea.length;
  }

  /** An area's number among the areas, or -1 when the object is none. */
  public int areaOf(int object) {
    return areaOfObject[object];
  }

  /** The object of the area with a number from 0 to {@code areaCount() - 1}. */
  public int objectOfArea(int area) {
    return objectOfArea[area];
  }

  /** People there is room for, if every chair of every table is sold. */
  public long peopleCount() {
    long people = 0;
    for (VenueObject object : objects) {
      people += object.capacity();
    }
    return people;
  }

  /** Places for people: objects that are no areas count 1 each, areas their capacity. */
  public long seatCount() {
    long seats = 0;
    for (VenueObject object : objects) {
      seats += object.kind() == ObjectKind.AREA ? object.capacity() : 1;
    }
    return seats;
  }
}
