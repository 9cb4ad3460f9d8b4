package io.seatkeeper.server.charts;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.seatkeeper.server.charts.Drawing.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a drawing in Seats.io's format, in the order of the calls; lengths to a tenth. */
final class DrawingWriter {
  /** A callback that writes what stands inside. */
  @FunctionalInterface
  interface Content {
    void write();
  }

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 21);
  private final JsonGenerator json;

  DrawingWriter() {
    try {
      json = new JsonFactory().createGenerator(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An object that stands in a list or is the whole. */
  void object(Content content) {
    try {
      json.writeStartObject();
      content.write();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void objectField(String name, Content content) {
    name(name);
    object(content);
  }

  void list(String name, Content content) {
    try {
      json.writeArrayFieldStart(name);
      content.write();
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void field(String name, String value) {
    try {
      json.writeStringField(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void field(String name, boolean value) {
    try {
      json.writeBooleanField(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void field(String name, double value) {
    try {
      json.writeNumberField(name, Math.round(value * 10) / 10.0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void field(String name, int value) {
    try {
      json.writeNumberField(name, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void point(String name, Position at) {
    objectField(name, () -> coordinates(at));
  }

  void points(String name, List<Position> points) {
    list(name, () -> points.forEach(at -> object(() -> coordinates(at))));
  }

  /** A seat or chair; one without a category takes its section's. */
  void seat(String label, String category, Position at, boolean accessible) {
    object(
        () -> {
          field("label", label);
          coordinates(at);
          if (!category.isEmpty()) {
            field("categoryKey", category);
          }
          if (accessible) {
            field("accessible", true);
          }
        });
  }

  private void coordinates(Position at) {
    field("x", at.x());
    field("y", at.y());
  }

  private void name(String name) {
    try {
      json.writeFieldName(name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
