package io.seatkeeper.core.command;

import java.util.List;

/**
 * Which channels' objects a caller may take besides those that belong to no channel.
 *
 * @param everyChannel whether channels are ignored (box office, secret key)
 * @param channels the channel keys, in the order in which an area's allotments are used up
 */
public record ChannelAccess(boolean everyChannel, List<String> channels) {
  /** Only objects that belong to no channel. */
  public static final ChannelAccess GENERAL = new ChannelAccess(false, List.of());

  /** Everything, whatever its channel. */
  public static final ChannelAccess EVERY = new ChannelAccess(true, List.of());

  public ChannelAccess {
    channels = List.copyOf(channels);
  }
}
