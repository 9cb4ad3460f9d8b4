package io.seatkeeper.core.state;

/**
 * A copy of one area, for snapshots.
 *
 * @param channels the channel number of each allotment, 0 (general) first
 * @param capacities the capacity of each allotment
 * @param held people held in each allotment
 * @param booked people booked in each allotment
 * @param holds shares by token
 * @param bookings shares by order number
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record AreaImage(
    int[] channels, int[] capacities, int[] held, int[] booked, Shares holds, Shares bookings) {

  /**
   * Who has how much: five arrays of equal length, in no particular order.
   *
   * @param owners tokens or order numbers
   * @param channels channel numbers of the allotments
   * @param buyers buyer numbers; 0 for none and in holds
   * @param quantities people
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Shares(long[] owners, int[] channels, int[] buyers, int[] quantities) {
    static Shares ofSize(int size) {
      return new Shares(new long[size], new int[size], new int[size], new int[size]);
    }

    /** How many shares there are. */
    public int size() {
      return owners.length;
    }

    void set(int at, long owner, int channel, int buyer, int quantity) {
      owners[at] = owner;
      channels[at] = channel;
      buyers[at] = buyer;
      quantities[at] = quantity;
    }
  }
}
