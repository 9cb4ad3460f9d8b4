package io.seatkeeper.core.state;

/**
 * Tickets of an order that cost the same.
 *
 * @param object the venue index
 * @param quantity tickets: people in an area, otherwise 1
 * @param ticketType the ticket type's key; empty in a free event
 * @param price of one ticket when the order was opened, in minor units
 * @param fee the booking fee for one ticket, in minor units
 */
public record OrderLine(
    int event, int object, int quantity, String ticketType, long price, long fee) {
  /** What the line costs. */
  public long amount() {
    return quantity * (price + fee);
  }
}
