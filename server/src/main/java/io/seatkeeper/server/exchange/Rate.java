package io.seatkeeper.server.exchange;

/**
 * How often somebody may ask.
 *
 * @param perSecond requests a second, in the long run; 0 for no limit
 * @param burst requests at once, after a while without any
 */
public record Rate(int perSecond, int burst) {
  /** As often as they like. */
  public static final Rate UNLIMITED = new Rate(0, 1);

  /** The highest rate there is. */
  public static final int MOST = 1_000_000;

  public Rate {
    if (perSecond < 0 || perSecond > MOST || burst < 1 || burst > MOST) {
      throw new IllegalArgumentException("a rate that lets nothing through");
    }
  }

  /** Whether there is a limit. */
  public boolean isLimited() {
    return perSecond > 0;
  }
}
