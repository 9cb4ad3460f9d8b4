package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.known;

import com.google.protobuf.ByteString;
import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import io.seatkeeper.core.codec.wire.CategoryMessage;
import io.seatkeeper.core.codec.wire.DecorationMessage;
import io.seatkeeper.core.codec.wire.OutlineMessage;
import io.seatkeeper.core.codec.wire.SectionMessage;
import io.seatkeeper.core.codec.wire.VenueMessage;
import io.seatkeeper.core.codec.wire.ZoneMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Venues from their messages. */
final class VenueReader {
  private VenueReader() {}

  /**
   * The venue.
   *
   * @throws UnreadableException when columns do not fit together
   * @throws IllegalArgumentException when {@link VenueBuilder} refuses an object
   */
  static Venue read(VenueMessage message) {
    known(message);
    VenueBuilder venue = new VenueBuilder(message.getName());
    for (CategoryMessage part : message.getCategoriesList()) {
      known(part);
      venue.category(
          new Category(part.getKey(), part.getLabel(), part.getColor(), part.getAccessible()));
    }
    for (ZoneMessage part : message.getZonesList()) {
      known(part);
      venue.zone(new Zone(part.getKey(), part.getLabel()));
    }
    for (SectionMessage part : message.getSectionsList()) {
      known(part);
      venue.section(new Section(part.getLabel(), part.getZone(), part.getEntrance()));
    }
    for (DecorationMessage part : message.getDecorationsList()) {
      known(part);
      venue.decoration(
          new Decoration(
              part.getText(),
              part.getX(),
              part.getY(),
              part.getWidth(),
              part.getHeight(),
              part.getColor()));
    }
    List<VenueObject> objects = Arrays.asList(objects(message));
    addObjects(message, objects, venue);
    for (OutlineMessage part : message.getOutlinesList()) {
      venue.outline(outline(known(part), objects));
    }
    return venue.build();
  }

  private static VenueObject[] objects(VenueMessage message) {
    ByteString kinds = message.getKinds();
    int count = kinds.size();
    requireColumn("labels' beginnings", message.getLabelSharedCount(), count);
    requireColumn("labels", message.getLabelRestCount(), count);
    requireColumn("categories", message.getCategoriesOfObjectsCount(), count);
    requireColumn("sections", message.getSectionsOfObjectsCount(), count);
    requireColumn("x", message.getXCount(), count);
    requireColumn("y", message.getYCount(), count);
    requireColumn("distances", message.getDistancesCount(), count);
    requireColumn("capacities", message.getCapacitiesCount(), count);
    VenueObject[] objects = new VenueObject[count];
    String label = "";
    int x = 0;
    int y = 0;
    int distance = 0;
    for (int index = 0; index < count; index++) {
      int shared = message.getLabelShared(index);
      if (shared < 0 || shared > label.length()) {
        throw new UnreadableException("a label that continues more than the label before it");
      }
      label = label.substring(0, shared).concat(message.getLabelRest(index));
      x += message.getX(index);
      y += message.getY(index);
      distance += message.getDistances(index);
      int kind = kinds.byteAt(index);
      objects[index] =
          new VenueObject(
              label,
              ObjectKind.ofNumber(kind & ~VenueWriter.ACCESSIBLE & 0xFF),
              message.getCategoriesOfObjects(index),
              message.getSectionsOfObjects(index),
              x,
              y,
              distance,
              (kind & VenueWriter.ACCESSIBLE) != 0,
              message.getCapacities(index));
    }
    return objects;
  }

  private static void addObjects(
      VenueMessage message, List<VenueObject> objects, VenueBuilder venue) {
    requireColumn("run lengths", message.getRunLengthsCount(), message.getRunGapsCount());
    int added = 0;
    for (int run = 0; run < message.getRunGapsCount(); run++) {
      int gap = message.getRunGaps(run);
      int length = message.getRunLengths(run);
      if (gap < 0 || length < 1 || gap > objects.size() - added - length) {
        throw new UnreadableException("run " + run + " lies outside of the venue");
      }
      for (VenueObject object : objects.subList(added, added + gap)) {
        venue.object(object);
      }
      added += gap;
      venue.run(objects.subList(added, added + length));
      added += length;
    }
    for (VenueObject object : objects.subList(added, objects.size())) {
      venue.object(object);
    }
  }

  private static Outline outline(OutlineMessage message, List<VenueObject> objects) {
    int index = message.getObject();
    if (index < 0 || index >= objects.size()) {
      throw new UnreadableException("an outline of object " + index + ", which is not there");
    }
    requireColumn("an outline's y", message.getYCount(), message.getXCount());
    int x = objects.get(index).x();
    int y = objects.get(index).y();
    List<Outline.Point> points = new ArrayList<>(message.getXCount());
    for (int corner = 0; corner < message.getXCount(); corner++) {
      x += message.getX(corner);
      y += message.getY(corner);
      points.add(new Outline.Point(x, y));
    }
    return new Outline(index, points);
  }

  private static void requireColumn(String column, int size, int expected) {
    if (size != expected) {
      throw new UnreadableException(
          "a venue's column of " + column + " has " + size + " values, not " + expected);
    }
  }
}
