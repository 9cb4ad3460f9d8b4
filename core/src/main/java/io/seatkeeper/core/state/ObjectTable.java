package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import java.util.Arrays;

/**
 * The objects of one event: status, flags, channel and owner of each, side by side so that a random
 * object costs one cache miss.
 *
 * <p>An owner is a number: the token of a held object; order and buyer of a booked one (see {@link
 * #bookedBy}); 0 otherwise. Areas have an entry for their flags; their people are in {@link
 * AreaState}.
 */
public final class ObjectTable {
  /** Free, for sale and not blocked: what the lowest eight bits of a word are then. */
  private static final long OPEN = 0;

  private static final long STATUS_MASK = 0x3F;
  private static final long NOT_FOR_SALE = 0x40;
  private static final long BLOCKED = 0x80;
  private static final long STATE_MASK = 0xFF;
  private static final int CHANNEL_SHIFT = 8;
  private static final long CHANNEL_MASK = 0xFFFFL << CHANNEL_SHIFT;
  private static final int KIND_SHIFT = 24;
  private static final long PROPERTIES_MASK = STATE_MASK | CHANNEL_MASK;

  private final StateHash hash;
  private final long salt;
  private final CountedNames orders;
  private final CountedNames buyers;
  private final int size;
  private final long[] cells;
  private final long[] openSeats;
  private final long[] channelled;
  private final int[] statusCounts = new int[(int) STATUS_MASK + 1];

  ObjectTable(StateHash hash, long salt, CountedNames orders, CountedNames buyers, Venue venue) {
    this.hash = hash;
    this.salt = salt;
    this.orders = orders;
    this.buyers = buyers;
    this.size = venue.objectCount();
    this.cells = new long[Math.multiplyExact(2, size)];
    this.openSeats = new long[(size + 63) >>> 6];
    this.channelled = new long[openSeats.length];
    for (int object = 0; object < size; object++) {
      ObjectKind kind = venue.object(object).kind();
      write(object, (long) kind.number() << KIND_SHIFT, 0);
      if (kind != ObjectKind.AREA) {
        statusCounts[EventView.FREE]++;
      }
    }
  }

  /** The owner number of what an order booked for a buyer. */
  static long bookedBy(int order, int buyer) {
    return ((long) order << 32) | buyer;
  }

  /** The order in the owner number of a booked object. */
  static int orderOf(long owner) {
    return (int) (owner >>> 32);
  }

  /** The buyer in the owner number of a booked object. */
  static int buyerOf(long owner) {
    return (int) owner;
  }

  public int size() {
    return size;
  }

  public int status(int object) {
    return (int) (word(object) & STATUS_MASK);
  }

  public boolean isForSale(int object) {
    return (word(object) & NOT_FOR_SALE) == 0;
  }

  public boolean isBlocked(int object) {
    return (word(object) & BLOCKED) != 0;
  }

  public boolean isArea(int object) {
    return word(object) >>> KIND_SHIFT == ObjectKind.AREA.number();
  }

  /** Status code, 0x40 when not for sale, 0x80 when blocked. */
  public byte stateByte(int object) {
    return (byte) word(object);
  }

  /** Whether the object is free, for sale and not blocked. */
  public boolean isOpen(int object) {
    return (word(object) & STATE_MASK) == OPEN;
  }

  /** The number of the object's channel; 0 for none. */
  public int channel(int object) {
    return (int) ((word(object) & CHANNEL_MASK) >>> CHANNEL_SHIFT);
  }

  /** Whether the object is a table sold whole, which counts its chairs. */
  boolean isTable(int object) {
    return word(object) >>> KIND_SHIFT == ObjectKind.TABLE.number();
  }

  long owner(int object) {
    return cells[2 * object + 1];
  }

  /**
   * Open seats, a bit each: bit {@code object & 63} of word {@code object >>> 6}. Not to change.
   */
  public long[] openSeats() {
    return openSeats;
  }

  /** Objects that belong to a channel, a bit each. Not to change. */
  public long[] channelled() {
    return channelled;
  }

  /** How many objects that are no areas have a status. */
  public int count(int status) {
    return statusCounts[status];
  }

  /** Gives an object another status and owner, which must have these until now. */
  void move(int object, int statusBefore, long ownerBefore, int status, long owner) {
    long word = word(object);
    if ((word & STATUS_MASK) != statusBefore || owner(object) != ownerBefore) {
      throw new InvariantBrokenException("object has the owner that was recorded");
    }
    if (statusCounts[statusBefore] <= 0) {
      throw new InvariantBrokenException("status counts add up to the objects");
    }
    statusCounts[statusBefore]--;
    statusCounts[status]++;
    replace(object, (word & ~STATUS_MASK) | status, owner);
  }

  void setForSale(int object, boolean forSale) {
    long word = word(object);
    replace(object, forSale ? word & ~NOT_FOR_SALE : word | NOT_FOR_SALE, owner(object));
  }

  void setBlocked(int object, boolean blocked) {
    long word = word(object);
    replace(object, blocked ? word | BLOCKED : word & ~BLOCKED, owner(object));
  }

  void setChannel(int object, int channel) {
    long word = word(object) & ~CHANNEL_MASK;
    replace(object, word | ((long) channel << CHANNEL_SHIFT), owner(object));
    setBit(channelled, object, channel != 0);
  }

  /** The term of an object, from its cell. */
  long term(int object) {
    long properties = word(object) & PROPERTIES_MASK;
    long owner = owner(object);
    long ownerHash =
        status(object) == EventView.BOOKED
            ? StateTerms.orderOwner(
                orders.nameHash(orderOf(owner)), buyers.nameHash(buyerOf(owner)))
            : StateTerms.tokenOwner(owner);
    return StateTerms.object(salt, object, properties, ownerHash);
  }

  /** Word and owner of each object, as {@link #restore} takes them. */
  long[] copyCells() {
    return cells.clone();
  }

  /**
   * Takes over what {@link #copyCells()} gave; orders and buyers must be restored by now.
   *
   * @throws InvariantBrokenException when the cells are of other objects
   */
  void restore(long[] restored) {
    if (restored.length != cells.length) {
      throw new InvariantBrokenException("cells match the venue");
    }
    Arrays.fill(statusCounts, 0);
    for (int object = 0; object < size; object++) {
      long word = restored[2 * object];
      if (word >>> KIND_SHIFT != word(object) >>> KIND_SHIFT) {
        throw new InvariantBrokenException("cells match the venue");
      }
      write(object, word, restored[2 * object + 1]);
      setBit(channelled, object, channel(object) != 0);
      if (!isArea(object)) {
        statusCounts[status(object)]++;
      }
      hash.add(term(object));
    }
  }

  /** Overwrites an owner past every check, as broken memory would; for tests of fencing. */
  void corruptOwner(int object, long owner) {
    cells[2 * object + 1] = owner;
  }

  private void replace(int object, long word, long owner) {
    long before = term(object);
    write(object, word, owner);
    hash.replace(before, term(object));
  }

  private void write(int object, long word, long owner) {
    cells[2 * object] = word;
    cells[2 * object + 1] = owner;
    boolean seat = word >>> KIND_SHIFT == ObjectKind.SEAT.number();
    setBit(openSeats, object, seat && (word & STATE_MASK) == OPEN);
  }

  private static void setBit(long[] bits, int object, boolean value) {
    long bit = 1L << object;
    bits[object >>> 6] = value ? bits[object >>> 6] | bit : bits[object >>> 6] & ~bit;
  }

  private long word(int object) {
    return cells[2 * object];
  }
}
