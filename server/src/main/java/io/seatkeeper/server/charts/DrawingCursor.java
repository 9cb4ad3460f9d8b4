package io.seatkeeper.server.charts;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.seatkeeper.server.charts.Drawing.Position;
import java.io.IOException;

/**
 * Walks through a drawing's JSON from value to value, skips what nobody asks for, and counts what
 * is kept, so that a drawing cannot fill the memory.
 *
 * <p>Callbacks stand on a value and read it or leave it: what they leave is skipped.
 */
final class DrawingCursor {
  /** A callback that may read. */
  @FunctionalInterface
  interface Reader {
    void read() throws IOException;
  }

  /** A callback for one field, standing on its value. */
  @FunctionalInterface
  interface FieldReader {
    void read(String name) throws IOException;
  }

  /** Thrown when a drawing holds more than is read. */
  static final class TooManyException extends IOException {
    TooManyException() {
      super("more than " + DrawingImporter.MOST_ELEMENTS + " elements");
    }
  }

  private final JsonParser parser;
  private final Faults faults;
  private int elements;

  DrawingCursor(JsonParser parser, Faults faults) {
    this.parser = parser;
    this.faults = faults;
  }

  /** Reads the fields of the object it stands on. */
  void object(FieldReader reader) throws IOException {
    if (!standsOn(JsonToken.START_OBJECT, "an object")) {
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      reader.read(name);
      parser.skipChildren();
    }
  }

  /** Reads the elements of the array it stands on. */
  void array(Reader reader) throws IOException {
    if (!standsOn(JsonToken.START_ARRAY, "a list")) {
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (++elements > DrawingImporter.MOST_ELEMENTS) {
        throw new TooManyException();
      }
      reader.read();
      parser.skipChildren();
    }
  }

  private boolean standsOn(JsonToken expected, String what) throws IOException {
    if (parser.currentToken() == expected) {
      return true;
    }
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      wrongType(what);
    }
    return false;
  }

  /** The text or number it stands on as text; empty for null. */
  String text() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> whole(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getText();
      case VALUE_NULL -> "";
      default -> {
        wrongType("a text");
        yield "";
      }
    };
  }

  /** No other encoding takes half a character, so two labels could become one. */
  private String whole(String text) {
    if (text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      fault(
          Fault.Code.BAD_JSON,
          "The text here has half a character in it, an escape between \\ud800 and \\udfff without"
              + " its other half: correct it.");
    }
    return text;
  }

  /** The number it stands on; {@code NaN} for anything else. */
  double number() throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      default -> Double.NaN;
    };
  }

  /** The truth value it stands on; false for null. */
  boolean flag() {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE, VALUE_NULL -> false;
      default -> {
        wrongType("true or false");
        yield false;
      }
    };
  }

  /** Whether it stands on null. */
  boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** Whether it stands on an object. */
  boolean isObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /** The object with x and y that it stands on; unknown for anything else. */
  Position position() throws IOException {
    if (!isObject()) {
      return Position.UNKNOWN;
    }
    double[] at = {Double.NaN, Double.NaN};
    object(
        name -> {
          switch (name) {
            case "x" -> at[0] = number();
            case "y" -> at[1] = number();
            default -> {}
          }
        });
    return new Position(at[0], at[1]);
  }

  /** Where it stands, such as {@code subChart.rows[0].seats[1]}. */
  String place() {
    StringBuilder place = new StringBuilder();
    JsonStreamContext context = parser.getParsingContext();
    if (parser.currentToken() == JsonToken.START_OBJECT
        || parser.currentToken() == JsonToken.START_ARRAY) {
      context = context.getParent();
    }
    appendPlace(place, context);
    return place.toString();
  }

  private static void appendPlace(StringBuilder place, JsonStreamContext context) {
    if (context == null || context.inRoot()) {
      return;
    }
    appendPlace(place, context.getParent());
    if (context.inArray()) {
      place.append('[').append(context.getCurrentIndex()).append(']');
    } else {
      place.append(place.isEmpty() ? "" : ".").append(context.getCurrentName());
    }
  }

  /** Reports a fault of the value it stands on. */
  void fault(Fault.Code code, String message) {
    faults.add(place(), "", code, message);
  }

  private void wrongType(String expected) {
    fault(
        Fault.Code.WRONG_TYPE,
        "Expected " + expected + " here: export the drawing again, or correct the value.");
  }
}
