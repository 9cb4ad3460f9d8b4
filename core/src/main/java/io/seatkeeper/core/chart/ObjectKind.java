package io.seatkeeper.core.chart;

/** The four kinds of things a venue sells. The numbers are written to logs and never change. */
public enum ObjectKind {
  /** A seat in a row, or one chair of a table that is sold by the chair. */
  SEAT(0),
  /** A table sold whole: one object that seats several people. */
  TABLE(1),
  /** A booth: one object sold whole. */
  BOOTH(2),
  /** A general-admission area: sold by quantity up to a capacity. */
  AREA(3);

  private static final ObjectKind[] BY_NUMBER = {SEAT, TABLE, BOOTH, AREA};

  private final int number;

  ObjectKind(int number) {
    this.number = number;
  }

  /** The stable number of this kind. */
  public int number() {
    return number;
  }

  /**
   * The kind with a number.
   *
   * @throws IllegalArgumentException when no kind has it
   */
  public static ObjectKind ofNumber(int number) {
    if (number < 0 || number >= BY_NUMBER.length) {
      throw new IllegalArgumentException("no object kind has the number " + number);
    }
    return BY_NUMBER[number];
  }
}
