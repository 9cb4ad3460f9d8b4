package io.seatkeeper.server.charts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.server.charts.ImportResult.Imported;
import io.seatkeeper.server.charts.ImportResult.Refused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Reads a venue's drawing, a Seats.io drawing or a pretix seating plan, into a {@link Venue}.
 *
 * <p>What is wrong with a drawing is collected, not thrown. Time and memory are bounded by the
 * limits below, whatever the bytes are.
 */
public final class DrawingImporter {
  /** How many bytes a drawing may have. */
  public static final int MOST_BYTES = 16 << 20;

  /** How many objects a drawing may have. */
  public static final int MOST_OBJECTS = 200_000;

  /** How many faults are listed. */
  public static final int MOST_FAULTS = 1_000;

  /** How far from the origin something may be drawn, in drawing units. */
  public static final double FARTHEST_COORDINATE = 1_000_000;

  /** How many people an area may hold. */
  public static final int LARGEST_AREA = 1_000_000;

  /** How many characters a label may have. */
  public static final int LONGEST_LABEL = 200;

  /** How many list elements are read: objects, and what they stand in. */
  static final int MOST_ELEMENTS = 500_000;

  private static final int DEEPEST = 64;
  private static final int LONGEST_TEXT = 100_000;
  private static final int LONGEST_NAME = 1_000;
  private static final int LONGEST_NUMBER = 400;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_NAME)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private enum Format {
    SEATS_IO,
    PRETIX,
    UNKNOWN
  }

  private DrawingImporter() {}

  /** Reads a drawing. */
  public static ImportResult read(byte[] json) {
    Faults faults = new Faults();
    if (json.length > MOST_BYTES) {
      faults.add(
          "",
          "",
          Fault.Code.TOO_LARGE,
          "The drawing has "
              + json.length
              + " bytes and may have "
              + MOST_BYTES
              + ": leave out embedded images, or split the venue.");
      return new Refused(faults.list());
    }
    try {
      checkUtf8(json);
      Format format = detect(json);
      if (format == Format.UNKNOWN) {
        faults.add(
            "",
            "",
            Fault.Code.UNKNOWN_FORMAT,
            "The JSON is neither a Seats.io drawing (an object with subChart or subChartFloors)"
                + " nor a pretix seating plan (an object with a list of zones): export it again"
                + " from one of the two.");
        return new Refused(faults.list());
      }
      Drawing drawing = readDrawing(json, format, faults);
      Venue venue = new VenueAssembler(drawing, faults).assemble();
      return venue == null || !faults.isEmpty() ? new Refused(faults.list()) : new Imported(venue);
    } catch (IOException e) {
      report(e, faults);
      return new Refused(faults.list());
    }
  }

  /** The parser lets a stray byte pass between a field's name and its colon. */
  private static void checkUtf8(byte[] json) throws CharacterCodingException {
    CharsetDecoder decoder = UTF_8.newDecoder();
    ByteBuffer bytes = ByteBuffer.wrap(json);
    CharBuffer characters = CharBuffer.allocate(8192);
    CoderResult result = CoderResult.OVERFLOW;
    while (result.isOverflow()) {
      characters.clear();
      result = decoder.decode(bytes, characters, true);
    }
    if (result.isError()) {
      result.throwException();
    }
  }

  private static Drawing readDrawing(byte[] json, Format format, Faults faults) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      DrawingCursor cursor = new DrawingCursor(parser, faults);
      return format == Format.SEATS_IO
          ? new SeatsioReader(cursor).read()
          : new PretixReader(cursor, faults).read();
    }
  }

  /** Walks through all of the JSON once, so that the readers meet no syntax error. */
  private static Format detect(byte[] json) throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      JsonToken first = parser.nextToken();
      Format format = Format.UNKNOWN;
      if (first == JsonToken.START_OBJECT) {
        format = detectByFields(parser);
      } else {
        parser.skipChildren();
      }
      if (first == null || parser.nextToken() != null) {
        throw new JsonProcessingExceptionAt(
            first == null ? "There is nothing" : "There is more after the end",
            parser.currentLocation());
      }
      return format;
    }
  }

  private static Format detectByFields(JsonParser parser) throws IOException {
    Format format = Format.UNKNOWN;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      boolean seatsio =
          (name.equals("subChart") && value == JsonToken.START_OBJECT)
              || (name.equals("subChartFloors") && value == JsonToken.START_ARRAY);
      if (seatsio) {
        format = Format.SEATS_IO;
      } else if (name.equals("zones")
          && value == JsonToken.START_ARRAY
          && format == Format.UNKNOWN) {
        format = Format.PRETIX;
      }
      parser.skipChildren();
    }
    return format;
  }

  private static void report(IOException e, Faults faults) {
    switch (e) {
      case DrawingCursor.TooManyException _ ->
          faults.add(
              "",
              "",
              Fault.Code.TOO_MANY_OBJECTS,
              "The drawing has more than "
                  + MOST_ELEMENTS
                  + " things in it and may have "
                  + MOST_OBJECTS
                  + " objects: split the venue.");
      case StreamConstraintsException limit ->
          faults.add(
              position(limit.getLocation()),
              "",
              Fault.Code.BEYOND_LIMITS,
              "The JSON is nested deeper than "
                  + DEEPEST
                  + " levels, or has a name of more than "
                  + LONGEST_NAME
                  + " characters, a number of more than "
                  + LONGEST_NUMBER
                  + " or a text of more than "
                  + LONGEST_TEXT
                  + ": no drawing needs that, export it again.");
      case JsonProcessingException syntax ->
          faults.add(
              position(syntax.getLocation()),
              "",
              Fault.Code.BAD_JSON,
              "The drawing is not JSON at "
                  + position(syntax.getLocation())
                  + ": "
                  + firstLine(syntax.getOriginalMessage())
                  + ". Export it again, or correct it there.");
      default ->
          faults.add(
              "",
              "",
              Fault.Code.BAD_JSON,
              "The drawing is not JSON in UTF-8: export it again as UTF-8.");
    }
  }

  private static String position(JsonLocation location) {
    return location == null
        ? "an unknown place"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  private static String firstLine(String message) {
    String line = message.lines().findFirst().orElse("a syntax error");
    return line.length() > 300 ? line.substring(0, 300) : line;
  }

  /** A syntax error found here and not by the parser. */
  private static final class JsonProcessingExceptionAt extends JsonProcessingException {
    JsonProcessingExceptionAt(String message, JsonLocation location) {
      super(message, location);
    }
  }
}
