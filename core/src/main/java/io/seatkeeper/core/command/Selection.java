package io.seatkeeper.core.command;

import java.util.Arrays;

/**
 * Objects of one event, in the caller's order, each with a quantity (1 for everything but areas).
 *
 * <p>Objects are named by their index in the venue the event is pinned to, which never changes for
 * an event; the edge turns labels into indexes.
 */
public final class Selection {
  private final int event;
  private final int[] objects;
  private final int[] quantities;

  private Selection(int event, int[] objects, int[] quantities) {
    if (objects.length != quantities.length) {
      throw new IllegalArgumentException(
          objects.length + " objects, but " + quantities.length + " quantities");
    }
    this.event = event;
    this.objects = objects;
    this.quantities = quantities;
  }

  /** Single objects: every quantity is 1. */
  public static Selection of(int event, int... objects) {
    int[] quantities = new int[objects.length];
    Arrays.fill(quantities, 1);
    return new Selection(event, objects.clone(), quantities);
  }

  /**
   * Objects with quantities.
   *
   * @throws IllegalArgumentException when the arrays differ in length
   */
  public static Selection withQuantities(int event, int[] objects, int[] quantities) {
    return new Selection(event, objects.clone(), quantities.clone());
  }

  /** The number of the event. */
  public int event() {
    return event;
  }

  /** How many objects are selected. */
  public int size() {
    return objects.length;
  }

  /** The venue index of the object at {@code position} (0 to {@code size() - 1}). */
  public int object(int position) {
    return objects[position];
  }

  /** The quantity at {@code position}. */
  public int quantity(int position) {
    return quantities[position];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Selection that
        && event == that.event
        && Arrays.equals(objects, that.objects)
        && Arrays.equals(quantities, that.quantities);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * event + Arrays.hashCode(objects)) + Arrays.hashCode(quantities);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("event ").append(event).append(" [");
    for (int position = 0; position < objects.length; position++) {
      text.append(position == 0 ? "" : ", ").append(objects[position]);
      if (quantities[position] != 1) {
        text.append('x').append(quantities[position]);
      }
    }
    return text.append(']').toString();
  }
}
