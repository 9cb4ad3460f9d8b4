package io.seatkeeper.core.state;

/** Breaks state past every check, as broken memory would, to see events fenced. */
public final class Corruption {
  private Corruption() {}

  /** Gives a held object another token without anybody being told. */
  public static void giveTo(EventState event, int object, long token) {
    event.objects().corruptOwner(object, token);
  }

  /** Makes a booked object's owner point to an order that was never given. */
  public static void loseOrder(EventState event, int object) {
    event.objects().corruptOwner(object, ObjectTable.bookedBy(1 << 20, 1 << 20));
  }
}
