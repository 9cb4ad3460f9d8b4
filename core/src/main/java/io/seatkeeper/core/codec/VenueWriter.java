package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Wire.text;

import com.google.protobuf.UnsafeByteOperations;
import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import io.seatkeeper.core.codec.wire.CategoryMessage;
import io.seatkeeper.core.codec.wire.DecorationMessage;
import io.seatkeeper.core.codec.wire.OutlineMessage;
import io.seatkeeper.core.codec.wire.SectionMessage;
import io.seatkeeper.core.codec.wire.VenueMessage;
import io.seatkeeper.core.codec.wire.ZoneMessage;

/** Venues to their messages. */
final class VenueWriter {
  /** The bit of an object's kind byte that says it is accessible. */
  static final int ACCESSIBLE = 0x80;

  private VenueWriter() {}

  static VenueMessage write(Venue venue) {
    VenueMessage.Builder message = VenueMessage.newBuilder().setName(text(venue.name()));
    for (Category category : venue.categories()) {
      message.addCategories(
          CategoryMessage.newBuilder()
              .setKey(text(category.key()))
              .setLabel(text(category.label()))
              .setColor(text(category.color()))
              .setAccessible(category.accessible()));
    }
    for (Zone zone : venue.zones()) {
      message.addZones(
          ZoneMessage.newBuilder().setKey(text(zone.key())).setLabel(text(zone.label())));
    }
    for (Section section : venue.sections()) {
      message.addSections(
          SectionMessage.newBuilder()
              .setLabel(text(section.label()))
              .setZone(text(section.zone()))
              .setEntrance(text(section.entrance())));
    }
    for (Decoration decoration : venue.decorations()) {
      message.addDecorations(
          DecorationMessage.newBuilder()
              .setText(text(decoration.text()))
              .setX(decoration.x())
              .setY(decoration.y())
              .setWidth(decoration.width())
              .setHeight(decoration.height())
              .setColor(text(decoration.color())));
    }
    writeObjects(venue, message);
    writeRuns(venue, message);
    writeOutlines(venue, message);
    return message.build();
  }

  private static void writeObjects(Venue venue, VenueMessage.Builder message) {
    byte[] kinds = new byte[venue.objectCount()];
    String label = "";
    int x = 0;
    int y = 0;
    int distance = 0;
    for (int index = 0; index < kinds.length; index++) {
      VenueObject object = venue.object(index);
      int shared = sharedLength(label, text(object.label()));
      label = object.label();
      message.addLabelShared(shared).addLabelRest(label.substring(shared));
      kinds[index] = (byte) (object.kind().number() | (object.accessible() ? ACCESSIBLE : 0));
      message
          .addCategoriesOfObjects(object.category())
          .addSectionsOfObjects(object.section())
          .addX(object.x() - x)
          .addY(object.y() - y)
          .addDistances(object.distance() - distance)
          .addCapacities(object.capacity());
      x = object.x();
      y = object.y();
      distance = object.distance();
    }
    message.setKinds(UnsafeByteOperations.unsafeWrap(kinds));
  }

  /** How many characters two labels begin with in common, not ending within a surrogate pair. */
  private static int sharedLength(String before, String label) {
    int limit = Math.min(before.length(), label.length());
    int shared = 0;
    while (shared < limit && before.charAt(shared) == label.charAt(shared)) {
      shared++;
    }
    return shared > 0 && Character.isHighSurrogate(label.charAt(shared - 1)) ? shared - 1 : shared;
  }

  private static void writeRuns(Venue venue, VenueMessage.Builder message) {
    int end = 0;
    for (int run = 0; run < venue.runCount(); run++) {
      message
          .addRunGaps(venue.runStart(run) - end)
          .addRunLengths(venue.runEnd(run) - venue.runStart(run));
      end = venue.runEnd(run);
    }
  }

  private static void writeOutlines(Venue venue, VenueMessage.Builder message) {
    for (Outline outline : venue.outlines()) {
      OutlineMessage.Builder part = OutlineMessage.newBuilder().setObject(outline.object());
      int x = venue.object(outline.object()).x();
      int y = venue.object(outline.object()).y();
      for (Outline.Point point : outline.points()) {
        part.addX(point.x() - x).addY(point.y() - y);
        x = point.x();
        y = point.y();
      }
      message.addOutlines(part);
    }
  }
}
