package io.seatkeeper.server.payment;

/**
 * Which order is meant.
 *
 * @param event the key of an event that the order has something of
 * @param reference unique in the event's placement group
 */
public record OrderName(String event, String reference) {
  @Override
  public String toString() {
    return reference + " of " + event;
  }
}
