package io.seatkeeper.server.charts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.ToIntFunction;

/**
 * Writes a venue as the map wants it: one JSON document of columns, in the order of the objects.
 *
 * <p>{@code name}, {@code categories}, {@code zones}, {@code sections} and {@code decorations} are
 * lists of objects with the fields of the records. {@code labels}, {@code x}, {@code y}, {@code
 * category}, {@code section} and {@code distance} have one entry an object: texts, tenths of a
 * drawing unit, indexes, and tenths of a drawing unit to the focal point. {@code flags} is base64
 * with one byte an object: the kind's number in the low two bits, 0x04 when it is accessible.
 * {@code capacities} maps the index of an object that takes more than one person to its capacity.
 * {@code runs} is a flat list of first index and one more than the last. {@code outlines} maps an
 * object's index to its polygon, a flat list of x and y.
 */
public final class VenueJson {
  private static final int ACCESSIBLE = 0x04;

  private VenueJson() {}

  /** The document, in UTF-8. */
  public static byte[] write(Venue venue) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + 40 * venue.objectCount());
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("name", venue.name());
      writeGroups(json, venue);
      writeDecorations(json, venue);
      writeObjects(json, venue);
      writeRuns(json, venue);
      writeOutlines(json, venue);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void writeGroups(JsonGenerator json, Venue venue) throws IOException {
    json.writeArrayFieldStart("categories");
    for (Category category : venue.categories()) {
      json.writeStartObject();
      json.writeStringField("key", category.key());
      json.writeStringField("label", category.label());
      json.writeStringField("color", category.color());
      json.writeBooleanField("accessible", category.accessible());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("zones");
    for (Zone zone : venue.zones()) {
      json.writeStartObject();
      json.writeStringField("key", zone.key());
      json.writeStringField("label", zone.label());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sections");
    for (Section section : venue.sections()) {
      json.writeStartObject();
      json.writeStringField("label", section.label());
      json.writeStringField("zone", section.zone());
      json.writeStringField("entrance", section.entrance());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeDecorations(JsonGenerator json, Venue venue) throws IOException {
    json.writeArrayFieldStart("decorations");
    for (Decoration decoration : venue.decorations()) {
      json.writeStartObject();
      json.writeStringField("text", decoration.text());
      json.writeNumberField("x", decoration.x());
      json.writeNumberField("y", decoration.y());
      json.writeNumberField("width", decoration.width());
      json.writeNumberField("height", decoration.height());
      json.writeStringField("color", decoration.color());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeObjects(JsonGenerator json, Venue venue) throws IOException {
    json.writeArrayFieldStart("labels");
    for (int object = 0; object < venue.objectCount(); object++) {
      json.writeString(venue.object(object).label());
    }
    json.writeEndArray();
    writeColumn(json, venue, "x", VenueObject::x);
    writeColumn(json, venue, "y", VenueObject::y);
    writeColumn(json, venue, "category", VenueObject::category);
    writeColumn(json, venue, "section", VenueObject::section);
    writeColumn(json, venue, "distance", VenueObject::distance);
    byte[] flags = new byte[venue.objectCount()];
    for (int object = 0; object < flags.length; object++) {
      VenueObject drawn = venue.object(object);
      flags[object] = (byte) (drawn.kind().number() | (drawn.accessible() ? ACCESSIBLE : 0));
    }
    json.writeBinaryField("flags", flags);
    json.writeObjectFieldStart("capacities");
    for (int object = 0; object < venue.objectCount(); object++) {
      VenueObject drawn = venue.object(object);
      if (drawn.kind() == ObjectKind.AREA || drawn.capacity() > 1) {
        json.writeNumberField(Integer.toString(object), drawn.capacity());
      }
    }
    json.writeEndObject();
  }

  private static void writeColumn(
      JsonGenerator json, Venue venue, String name, ToIntFunction<VenueObject> value)
      throws IOException {
    int[] column = new int[venue.objectCount()];
    for (int object = 0; object < column.length; object++) {
      column[object] = value.applyAsInt(venue.object(object));
    }
    json.writeFieldName(name);
    json.writeArray(column, 0, column.length);
  }

  private static void writeRuns(JsonGenerator json, Venue venue) throws IOException {
    int[] runs = new int[2 * venue.runCount()];
    for (int run = 0; run < venue.runCount(); run++) {
      runs[2 * run] = venue.runStart(run);
      runs[2 * run + 1] = venue.runEnd(run);
    }
    json.writeFieldName("runs");
    json.writeArray(runs, 0, runs.length);
  }

  private static void writeOutlines(JsonGenerator json, Venue venue) throws IOException {
    json.writeObjectFieldStart("outlines");
    for (Outline outline : venue.outlines()) {
      int[] points = new int[2 * outline.points().size()];
      for (int corner = 0; corner < outline.points().size(); corner++) {
        points[2 * corner] = outline.points().get(corner).x();
        points[2 * corner + 1] = outline.points().get(corner).y();
      }
      json.writeFieldName(Integer.toString(outline.object()));
      json.writeArray(points, 0, points.length);
    }
    json.writeEndObject();
  }
}
