package io.seatkeeper.core.command;

import java.util.List;

/**
 * Who takes places, and which channels' objects besides those that belong to no channel.
 *
 * @param everyChannel whether channels are ignored (box office, secret key)
 * @param channels the channel keys, in the order in which an area's allotments are used up
 * @param caller on whose behalf
 */
public record ChannelAccess(boolean everyChannel, List<String> channels, Caller caller) {
  /** The organiser's, for objects that belong to no channel. */
  public static final ChannelAccess GENERAL = new ChannelAccess(false, List.of());

  /** The organiser's, for everything, whatever its channel. */
  public static final ChannelAccess EVERY = new ChannelAccess(true, List.of());

  public ChannelAccess {
    channels = List.copyOf(channels);
  }

  /** The organiser's. */
  public ChannelAccess(boolean everyChannel, List<String> channels) {
    this(everyChannel, channels, Caller.ORGANISER);
  }

  /**
   * A buyer's.
   *
   * @param codeHash SHA-256 of a presale code, hexadecimal; empty for none
   */
  public static ChannelAccess ofBuyer(List<String> channels, String codeHash) {
    return new ChannelAccess(false, channels, new Caller.Buyer(codeHash));
  }
}
