package io.seatkeeper.core.command;

import java.util.List;

/**
 * When an event goes on sale.
 *
 * @param onSaleWallMillis when everybody may buy, in milliseconds since the epoch; 0 when no time
 *     is announced
 * @param timeZone the IANA name of the time zone in which the venue tells its times; empty for UTC
 * @param presales who may buy before; a window may outlast the general opening
 */
public record SaleSchedule(long onSaleWallMillis, String timeZone, List<PresaleWindow> presales) {
  /** Nothing is announced. */
  public static final SaleSchedule NONE = new SaleSchedule(0, List.of());

  public SaleSchedule {
    presales = List.copyOf(presales);
  }

  /** An announcement whose times are told in UTC. */
  public SaleSchedule(long onSaleWallMillis, List<PresaleWindow> presales) {
    this(onSaleWallMillis, "", presales);
  }

  /**
   * A time in which buyers with a code may buy.
   *
   * @param channel the channel that the code opens; empty for what belongs to no channel
   * @param codeHash SHA-256 of the code, 64 hexadecimal digits in lower case
   * @param fromWallMillis its beginning
   * @param untilWallMillis its end, at which it is over
   */
  public record PresaleWindow(
      String channel, String codeHash, long fromWallMillis, long untilWallMillis) {}
}
