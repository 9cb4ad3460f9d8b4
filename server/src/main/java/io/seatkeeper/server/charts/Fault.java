package io.seatkeeper.server.charts;

/**
 * Something in a drawing that keeps it from being sold from.
 *
 * @param place where in the drawing's JSON, such as {@code subChart.rows[0].seats[1]}; empty for
 *     the whole
 * @param label what the thing there is called, as far as that is known; may be empty
 * @param code what is wrong, for programs
 * @param message what is wrong and what to do about it, for people
 */
public record Fault(String place, String label, Code code, String message) {
  /** The kinds of faults. The names are on the wire and never change. */
  public enum Code {
    /** The drawing is not JSON. */
    BAD_JSON,
    /** The drawing is JSON of no known kind. */
    UNKNOWN_FORMAT,
    /** The drawing has too many bytes. */
    TOO_LARGE,
    /** The drawing is nested too deeply, or a name, number or text in it is too long. */
    BEYOND_LIMITS,
    /** The drawing has too many objects, sections, categories or people, or too much else. */
    TOO_MANY_OBJECTS,
    /** The drawing has nothing for sale. */
    NOTHING_FOR_SALE,
    /** A value has another JSON type than its place asks for. */
    WRONG_TYPE,
    /** Something that the format requires is not there. */
    MISSING_FIELD,
    /** An object, or what it stands in, has no label. */
    MISSING_LABEL,
    /** A label is too long or holds control characters. */
    BAD_LABEL,
    /** Two objects have the same label. */
    DUPLICATE_LABEL,
    /** Two sections have the same label and differ in zone or entrance. */
    DUPLICATE_SECTION,
    /** Two categories or two zones have the same key. */
    DUPLICATE_KEY,
    /** An object has no category and stands in no section that has one. */
    NO_CATEGORY,
    /** An object names a category that the drawing does not list. */
    UNKNOWN_CATEGORY,
    /** The chairs of a table that is sold whole are of several categories. */
    MIXED_CATEGORIES,
    /** A section names a zone that the drawing does not list. */
    UNKNOWN_ZONE,
    /** A section stands in another section. */
    NESTED_SECTION,
    /** A table that is sold whole has no chairs. */
    EMPTY_TABLE,
    /** An area has no capacity, or an impossible one. */
    NO_CAPACITY,
    /** A position is missing, or outside everything that can be drawn. */
    BAD_POSITION,
    /** There are more faults than are listed. */
    MORE_FAULTS
  }
}
