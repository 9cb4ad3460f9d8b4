package io.seatkeeper.core.command;

/**
 * The rules of one event.
 *
 * @param purchaseLimit people one buyer may have held and booked together; 0 for no limit
 * @param objectsPerToken people one hold token may hold at once; at least 1
 * @param maxHoldMillis the longest lease the event accepts from a token; at least 1000
 */
public record EventSettings(int purchaseLimit, int objectsPerToken, long maxHoldMillis) {
  /** No purchase limit, 100 people a token, leases up to 24 hours. */
  public static final EventSettings DEFAULT = new EventSettings(0, 100, 24L * 60 * 60 * 1000);
}
