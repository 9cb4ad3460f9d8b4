package io.seatkeeper.core.chart;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.ObjectHashSet;

/**
 * Puts a {@link Venue} together, object by object. Importers report faults in people's drawings
 * before they come here: a fault found here is the caller's, and is thrown.
 */
public final class VenueBuilder {
  private final String name;
  private final List<Category> categories = new ArrayList<>();
  private final List<Zone> zones = new ArrayList<>();
  private final List<Section> sections = new ArrayList<>();
  private final List<Decoration> decorations = new ArrayList<>();
  private final List<Outline> outlines = new ArrayList<>();
  private final List<VenueObject> objects = new ArrayList<>();
  private final ObjectHashSet<String> labels = new ObjectHashSet<>();
  private final List<int[]> runs = new ArrayList<>();

  /** Starts a venue called {@code name}. */
  public VenueBuilder(String name) {
    this.name = name;
  }

  /** Adds a category and returns its index. */
  public int category(Category category) {
    categories.add(category);
    return categories.size() - 1;
  }

  public void zone(Zone zone) {
    zones.add(zone);
  }

  /** Adds a section and returns its index. */
  public int section(Section section) {
    sections.add(section);
    return sections.size() - 1;
  }

  public void decoration(Decoration decoration) {
    decorations.add(decoration);
  }

  /**
   * Adds an object that has no neighbours and returns its index.
   *
   * @throws IllegalArgumentException when its label, category, section or capacity is not possible
   */
  public int object(VenueObject object) {
    if (object.label().isEmpty() || !labels.add(object.label())) {
      throw new IllegalArgumentException("label missing or used twice: '" + object.label() + "'");
    }
    if (object.category() < 0 || object.category() >= categories.size()) {
      throw new IllegalArgumentException(object.label() + " has no category");
    }
    if (object.section() < 0 || object.section() >= sections.size()) {
      throw new IllegalArgumentException(object.label() + " has no section");
    }
    boolean several = object.kind() == ObjectKind.TABLE || object.kind() == ObjectKind.AREA;
    if (object.capacity() < 1 || (object.capacity() > 1 && !several) || object.distance() < 0) {
      throw new IllegalArgumentException(
          object.label() + " has an impossible capacity or distance");
    }
    objects.add(object);
    return objects.size() - 1;
  }

  /**
   * Adds the edge of an object that is already there. Edges come in the order of their objects, one
   * each at most.
   *
   * @throws IllegalArgumentException when the object is not there, or its edge or a later one is
   */
  public void outline(Outline outline) {
    int last = outlines.isEmpty() ? -1 : outlines.getLast().object();
    if (outline.object() <= last || outline.object() >= objects.size()) {
      throw new IllegalArgumentException("no outline may follow for object " + outline.object());
    }
    outlines.add(outline);
  }

  /**
   * Adds seats that stand next to each other, in order.
   *
   * @throws IllegalArgumentException when one of them is not a seat, or {@link #object} refuses it
   */
  public void run(List<VenueObject> seats) {
    int start = objects.size();
    for (VenueObject seat : seats) {
      if (seat.kind() != ObjectKind.SEAT) {
        throw new IllegalArgumentException(seat.label() + " is no seat and has no neighbours");
      }
      object(seat);
    }
    if (objects.size() > start) {
      runs.add(new int[] {start, objects.size()});
    }
  }

  /** The finished venue. */
  public Venue build() {
    int[] starts = runs.stream().mapToInt(run -> run[0]).toArray();
    int[] ends = runs.stream().mapToInt(run -> run[1]).toArray();
    return new Venue(
        name, categories, zones, sections, decorations, outlines, objects, starts, ends);
  }
}
