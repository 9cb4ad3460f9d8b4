package io.seatkeeper.core.command;

/**
 * The rules of one event.
 *
 * @param purchaseLimit people one buyer may have held and booked together; 0 for no limit
 * @param objectsPerToken people one hold token may hold at once; at least 1
 * @param maxHoldMillis the longest lease the event accepts from a token, the longest an order may
 *     be open; at least 1000
 * @param maxExtensions how often a token that holds something here may be extended; 0 for never
 * @param maxExtendedMillis by how much in all, whatever becomes of its holds; 0 or more
 */
public record EventSettings(
    int purchaseLimit,
    int objectsPerToken,
    long maxHoldMillis,
    int maxExtensions,
    long maxExtendedMillis) {
  private static final int EXTENSIONS = 10;
  private static final long EXTENDED_MILLIS = 60L * 60 * 1000;

  /**
   * No purchase limit, 100 people a token, leases up to 24 hours, ten extensions (as many as
   * accessible pages must offer) of an hour in all.
   */
  public static final EventSettings DEFAULT = new EventSettings(0, 100, 24L * 60 * 60 * 1000);

  /** Rules that limit extensions as {@link #DEFAULT} does. */
  public EventSettings(int purchaseLimit, int objectsPerToken, long maxHoldMillis) {
    this(purchaseLimit, objectsPerToken, maxHoldMillis, EXTENSIONS, EXTENDED_MILLIS);
  }

  /** Whether extensions are limited as in {@link #DEFAULT}. */
  public boolean extendsByDefault() {
    return maxExtensions == EXTENSIONS && maxExtendedMillis == EXTENDED_MILLIS;
  }
}
