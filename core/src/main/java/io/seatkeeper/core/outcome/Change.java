package io.seatkeeper.core.outcome;

/** A fact about one event, in the order in which the log made it. */
public sealed interface Change {

  /** The number of the event. */
  int event();

  /** The event's version after this change: each change raises it by one. */
  long eventVersion();

  /** Why an object changed. The numbers are written to audit segments and never change. */
  enum Reason {
    HELD(0),
    BOOKED(1),
    RELEASED(2),
    EXPIRED(3),
    STATUS_CHANGED(4),
    UPDATED(5);

    private static final Reason[] BY_NUMBER = {
      HELD, BOOKED, RELEASED, EXPIRED, STATUS_CHANGED, UPDATED
    };

    private final int number;

    Reason(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }

    /**
     * The reason with a number.
     *
     * @throws IllegalArgumentException when no reason has it
     */
    public static Reason ofNumber(int number) {
      if (number < 0 || number >= BY_NUMBER.length) {
        throw new IllegalArgumentException("no reason has the number " + number);
      }
      return BY_NUMBER[number];
    }
  }

  /** What happened to an event as a whole. The order is written to audit segments. */
  enum EventFact {
    CREATED,
    UPDATED,
    DELETED,
    FENCED,
    /** It left for another shard: nothing of it is here any more. */
    MOVED_AWAY,
    /** It came from another shard, with everything in it. */
    MOVED_HERE,
    /** Its tickets cost something else from now on. */
    PRICED,
    /** A command changed its sale: the detail is the state's name. */
    SALE_CHANGED,
    /** Its announced time has come: it is on sale. */
    SALE_OPENED
  }

  /**
   * An object has a new state.
   *
   * @param object the venue index
   * @param previousStatus its status before; {@code free} for areas
   * @param status its status now; {@code free} for areas
   * @param forSale its for-sale flag now
   * @param blocked whether it is blocked now
   * @param quantity people moved, for areas; otherwise 1
   * @param areaHeld held in the area now; 0 for other objects
   * @param areaBooked booked in the area now; 0 for other objects
   * @param token the token that holds it, or held it until this change; 0 for none
   * @param order the order that has booked it, or had until this change; empty for none
   */
  record ObjectChanged(
      int event,
      long eventVersion,
      int object,
      Reason reason,
      String previousStatus,
      String status,
      boolean forSale,
      boolean blocked,
      int quantity,
      int areaHeld,
      int areaBooked,
      long token,
      String order)
      implements Change {}

  /**
   * An event was created, updated, deleted or fenced, or it came or left.
   *
   * @param detail the event's key; for a fenced one: the invariant that broke
   */
  record EventChanged(int event, long eventVersion, EventFact fact, String detail)
      implements Change {}

  /**
   * An order has a new state; told of the first of its events, after what became of its objects.
   *
   * @param total what it costs, in minor units
   */
  record OrderChanged(int event, long eventVersion, String order, OrderState state, long total)
      implements Change {}
}
