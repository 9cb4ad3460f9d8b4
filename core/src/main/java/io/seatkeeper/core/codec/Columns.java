package io.seatkeeper.core.codec;

import java.util.List;

/** Columns of numbers from messages. */
final class Columns {
  private Columns() {}

  /** Copies a message's numbers, which are kept unboxed. */
  static int[] ints(List<Integer> column) {
    int[] numbers = new int[column.size()];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = column.get(at);
    }
    return numbers;
  }

  /** Copies a message's numbers, which are kept unboxed. */
  static long[] longs(List<Long> column) {
    long[] numbers = new long[column.size()];
    for (int at = 0; at < numbers.length; at++) {
      numbers[at] = column.get(at);
    }
    return numbers;
  }

  /**
   * Checks a column against those beside it.
   *
   * @throws UnreadableException when it is longer or shorter
   */
  static void requireSize(String column, int size, int expected) {
    if (size != expected) {
      throw new UnreadableException(
          "a column of " + column + " has " + size + " values, not " + expected);
    }
  }
}
