package io.seatkeeper.server.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.json.JsonFault.Kind;

/** Walks over the tokens of a JSON document (RFC 8259) in UTF-8, one byte at a time. */
final class JsonText {
  private final byte[] json;
  private int position;

  JsonText(byte[] json) {
    this.json = json;
  }

  /** What is wrong with the text itself. */
  static final class TextFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final String sentence;

    TextFault(Kind kind, String sentence) {
      super(sentence, null, false, false);
      this.kind = kind;
      this.sentence = sentence;
    }

    Kind kind() {
      return kind;
    }

    String sentence() {
      return sentence;
    }
  }

  int position() {
    return position;
  }

  boolean atEnd() {
    return position == json.length;
  }

  /** The next byte, 0 to 255, without taking it; -1 at the end. */
  int peek() {
    return position < json.length ? json[position] & 0xFF : -1;
  }

  int next() {
    int next = peek();
    if (next < 0) {
      throw malformed("ends too early");
    }
    position++;
    return next;
  }

  void skipSpace() {
    while (position < json.length) {
      byte here = json[position];
      if (here != ' ' && here != '\n' && here != '\r' && here != '\t') {
        return;
      }
      position++;
    }
  }

  /** Takes a comma or {@code closing}, and returns which. */
  int separator(int closing) {
    skipSpace();
    int here = next();
    if (here != ',' && here != closing) {
      position--;
      throw malformed("has neither a comma nor " + (char) closing);
    }
    return here;
  }

  void colon() {
    skipSpace();
    if (peek() != ':') {
      throw malformed("lacks a colon");
    }
    position++;
    skipSpace();
  }

  /** Takes a field's name. */
  String name() {
    skipSpace();
    if (peek() != '"') {
      throw malformed("lacks a field's name in quotes");
    }
    int start = position;
    skipString();
    for (int index = start; index < position; index++) {
      if (json[index] == '\\') {
        throw malformed("has an escape in a field's name");
      }
    }
    return decode(start);
  }

  /** Whether {@code word} stands here. */
  boolean startsWith(String word) {
    int before = position;
    boolean found = skipWord(word);
    position = before;
    return found;
  }

  boolean skipNull() {
    return skipWord("null");
  }

  /** Takes {@code word} if it stands here. */
  boolean skipWord(String word) {
    if (json.length - position < word.length()) {
      return false;
    }
    for (int index = 0; index < word.length(); index++) {
      if (json[position + index] != word.charAt(index)) {
        return false;
      }
    }
    position += word.length();
    return true;
  }

  /** Takes a whole number; false when it is out of bounds. */
  boolean skipWhole(long least, long most) {
    boolean negative = peek() == '-';
    if (negative) {
      position++;
    }
    int start = position;
    long magnitude = 0;
    boolean fits = true;
    int digit = peek() - '0';
    while (digit >= 0 && digit <= 9) {
      if (magnitude > (Long.MAX_VALUE - digit) / 10) {
        fits = false;
      } else {
        magnitude = magnitude * 10 + digit;
      }
      position++;
      digit = peek() - '0';
    }
    int digits = position - start;
    if (digits == 0 || (digits > 1 && json[start] == '0')) {
      throw malformed("has no proper number");
    }
    if (peek() == '.' || peek() == 'e' || peek() == 'E') {
      throw new TextFault(
          Kind.TYPE_WRONG, "The value here must be a whole number, without a point or exponent.");
    }
    long value = negative ? -magnitude : magnitude;
    return fits && value >= least && value <= most;
  }

  /** Takes a string and returns its length in UTF-16 units. */
  int skipString() {
    position++;
    int length = 0;
    int highSurrogate = 0;
    while (true) {
      int here = next();
      int unit = here;
      if (here == '"') {
        break;
      } else if (here == '\\') {
        unit = escape();
      } else if (here < 0x20) {
        position--;
        throw malformed("has an unescaped control character in a string");
      } else if (here >= 0x80) {
        int extra = multibyte(here);
        length += extra == 3 ? 2 : 1;
        unit = 0;
      }
      boolean low = unit >= 0xDC00 && unit <= 0xDFFF;
      if (low != (highSurrogate != 0)) {
        throw malformed("has half a surrogate pair");
      }
      highSurrogate = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
      length += here >= 0x80 ? 0 : 1;
    }
    if (highSurrogate != 0) {
      throw malformed("has half a surrogate pair");
    }
    return length;
  }

  private int escape() {
    int kind = next();
    return switch (kind) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> kind;
      case 'u' -> escapedUnit();
      default -> throw malformed("has an escape that is none");
    };
  }

  private int escapedUnit() {
    int unit = 0;
    for (int digit = 0; digit < 4; digit++) {
      int value = Character.digit(next(), 16);
      if (value < 0) {
        throw malformed("has an escape that is none");
      }
      unit = unit << 4 | value;
    }
    return unit;
  }

  /** Takes the rest of a UTF-8 sequence and returns how many bytes that was. */
  private int multibyte(int lead) {
    int extra = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || json.length - position < extra) {
      throw notUtf8();
    }
    int second = json[position] & 0xFF;
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (second < least || second > most) {
      throw notUtf8();
    }
    for (int index = 1; index < extra; index++) {
      if ((json[position + index] & 0xC0) != 0x80) {
        throw notUtf8();
      }
    }
    position += extra;
    return extra;
  }

  /** The text of the string that began at {@code start} and was taken last. */
  String decode(int start) {
    int from = start + 1;
    int to = position - 1;
    boolean escaped = false;
    for (int index = from; index < to && !escaped; index++) {
      escaped = json[index] == '\\';
    }
    String raw = new String(json, from, to - from, UTF_8);
    return escaped ? unescape(raw) : raw;
  }

  private static String unescape(String raw) {
    StringBuilder text = new StringBuilder(raw.length());
    int index = 0;
    while (index < raw.length()) {
      char here = raw.charAt(index++);
      if (here != '\\') {
        text.append(here);
        continue;
      }
      char kind = raw.charAt(index++);
      switch (kind) {
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'n' -> text.append('\n');
        case 'r' -> text.append('\r');
        case 't' -> text.append('\t');
        case 'u' -> {
          text.append((char) Integer.parseInt(raw, index, index + 4, 16));
          index += 4;
        }
        default -> text.append(kind);
      }
    }
    return text.toString();
  }

  TextFault fault(Kind kind, String sentence) {
    return new TextFault(kind, sentence);
  }

  private TextFault malformed(String what) {
    return new TextFault(
        Kind.JSON_MALFORMED, "The JSON " + what + " at byte " + position + ". Correct it.");
  }

  private TextFault notUtf8() {
    return new TextFault(
        Kind.JSON_NOT_UTF8, "The body is not UTF-8 at byte " + position + ". Encode it as UTF-8.");
  }
}
