package io.seatkeeper.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.json.JsonFault.Kind;
import io.seatkeeper.server.json.Shape.Field;
import io.seatkeeper.server.json.Shape.Fields;
import io.seatkeeper.server.json.Shape.Flag;
import io.seatkeeper.server.json.Shape.Items;
import io.seatkeeper.server.json.Shape.Text;
import io.seatkeeper.server.json.Shape.TextOrFields;
import io.seatkeeper.server.json.Shape.Whole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a body to its shape in one pass over its bytes, before anything is made of it.
 *
 * <p>The depth it goes to is the shape's own: what the shape does not name is refused where it
 * begins, so no body makes it go deeper.
 */
public final class JsonCheck {
  private static final int DEEPEST = 16;

  private final JsonText text;
  private final @Nullable String[] names = new @Nullable String[DEEPEST];
  private final int[] indexes = new int[DEEPEST];
  private int depth;

  private JsonCheck(byte[] json) {
    this.text = new JsonText(json);
  }

  /**
   * Returns when {@code json} has the shape and nothing besides.
   *
   * @throws JsonFault at the first fault
   */
  public static void check(byte[] json, Shape shape) {
    JsonCheck check = new JsonCheck(json);
    try {
      check.text.skipSpace();
      if (check.text.atEnd()) {
        throw check.text.fault(Kind.BODY_EMPTY, "The body is empty. Send a JSON document.");
      }
      check.value(shape);
      check.text.skipSpace();
      if (!check.text.atEnd()) {
        throw check.text.fault(
            Kind.TRAILING_CONTENT, "Something follows the JSON document. Send one document only.");
      }
    } catch (JsonText.TextFault fault) {
      throw check.fault(fault.kind(), fault.sentence());
    }
  }

  private void value(Shape shape) {
    text.skipSpace();
    switch (shape) {
      case Fields fields -> object(fields);
      case Items items -> array(items);
      case Text string -> string(string);
      case Whole whole -> number(whole);
      case Flag _ -> flag();
      case TextOrFields either -> {
        if (text.peek() == '"') {
          string(either.text());
        } else {
          need('{', "a string or an object");
          object(either.fields());
        }
      }
    }
  }

  private void object(Fields shape) {
    need('{', "an object");
    text.next();
    long seen = 0;
    text.skipSpace();
    if (text.peek() == '}') {
      text.next();
    } else {
      int separator;
      do {
        seen |= field(shape.fields(), seen);
        separator = text.separator('}');
      } while (separator == ',');
    }
    for (int index = 0; index < shape.fields().size(); index++) {
      Field field = shape.fields().get(index);
      if (field.required() && (seen & 1L << index) == 0) {
        enter(field.name());
        throw fault(Kind.FIELD_MISSING, "The field " + field.name() + " is missing. Add it.");
      }
    }
  }

  private long field(List<Field> fields, long seen) {
    String name = text.name();
    int index = indexOf(fields, name);
    enter(name);
    if (index < 0) {
      throw fault(
          Kind.FIELD_UNKNOWN, "There is no field " + shorten(name) + " here. Remove or rename it.");
    }
    long bit = 1L << index;
    if ((seen & bit) != 0) {
      throw fault(
          Kind.FIELD_REPEATED, "The field " + name + " is given twice. Give each field once.");
    }
    text.colon();
    Field field = fields.get(index);
    boolean given = !text.skipNull();
    if (given) {
      value(field.shape());
    } else if (field.required()) {
      throw fault(Kind.FIELD_MISSING, "The field " + name + " is null. Give it a value.");
    }
    leave();
    return bit;
  }

  private void array(Items shape) {
    need('[', "an array");
    text.next();
    int items = 0;
    text.skipSpace();
    if (text.peek() == ']') {
      text.next();
    } else {
      int separator;
      do {
        enter(items);
        if (items == shape.most()) {
          leave();
          throw fault(Kind.OUT_OF_RANGE, "At most " + shape.most() + " items go here.");
        }
        value(shape.item());
        leave();
        items++;
        separator = text.separator(']');
      } while (separator == ',');
    }
    if (items < shape.least()) {
      throw fault(Kind.OUT_OF_RANGE, "At least " + shape.least() + " items are needed here.");
    }
  }

  private void string(Text shape) {
    need('"', "a string");
    int start = text.position();
    int length = text.skipString();
    if (!shape.words().isEmpty()) {
      if (!shape.words().contains(text.decode(start))) {
        throw fault(Kind.OUT_OF_RANGE, "Use one of " + String.join(", ", shape.words()) + " here.");
      }
      return;
    }
    if (length < shape.least() || length > shape.most()) {
      throw fault(
          Kind.OUT_OF_RANGE,
          "The string here must have " + shape.least() + " to " + shape.most() + " characters.");
    }
  }

  private void number(Whole shape) {
    int first = text.peek();
    if (first != '-' && (first < '0' || first > '9')) {
      throw wrongType("a whole number");
    }
    if (!text.skipWhole(shape.least(), shape.most())) {
      throw fault(
          Kind.OUT_OF_RANGE,
          "The number here must be from " + shape.least() + " to " + shape.most() + ".");
    }
  }

  private void flag() {
    if (!text.skipWord("true") && !text.skipWord("false")) {
      throw wrongType("true or false");
    }
  }

  private void need(int first, String wanted) {
    if (text.peek() != first) {
      throw wrongType(wanted);
    }
  }

  private JsonFault wrongType(String wanted) {
    String found =
        switch (text.peek()) {
          case '{' -> "an object";
          case '[' -> "an array";
          case '"' -> "a string";
          case 't', 'f' ->
              text.startsWith("true") || text.startsWith("false") ? "true or false" : "";
          case 'n' -> text.startsWith("null") ? "null" : "";
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
          default -> "";
        };
    return found.isEmpty()
        ? fault(Kind.JSON_MALFORMED, "This is no JSON at byte " + text.position() + ".")
        : fault(Kind.TYPE_WRONG, "The value here must be " + wanted + ", but is " + found + ".");
  }

  private static int indexOf(List<Field> fields, String name) {
    for (int index = 0; index < fields.size(); index++) {
      if (fields.get(index).name().equals(name)) {
        return index;
      }
    }
    return -1;
  }

  private void enter(String name) {
    deeper();
    names[depth - 1] = name;
  }

  private void enter(int index) {
    deeper();
    names[depth - 1] = null;
    indexes[depth - 1] = index;
  }

  private void deeper() {
    if (depth == DEEPEST) {
      throw fault(Kind.TOO_DEEP, "The document is nested too deeply. Flatten it.");
    }
    depth++;
  }

  private void leave() {
    depth--;
  }

  private JsonFault fault(Kind kind, String sentence) {
    StringBuilder pointer = new StringBuilder();
    for (int level = 0; level < depth; level++) {
      String name = names[level];
      pointer.append('/');
      if (name == null) {
        pointer.append(indexes[level]);
      } else {
        pointer.append(shorten(name).replace("~", "~0").replace("/", "~1"));
      }
    }
    return new JsonFault(kind, pointer.toString(), sentence);
  }

  private static String shorten(String name) {
    byte[] bytes = name.getBytes(UTF_8);
    return bytes.length <= 64 ? name : name.substring(0, 16) + "…";
  }
}
