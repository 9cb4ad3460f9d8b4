package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.ChannelAccess;
import java.util.List;

/**
 * What of an event a caller may take at the moment.
 *
 * @param general whether what belongs to no channel
 * @param everyChannel whether what belongs to any channel
 * @param channels the channels open to the caller, in the order in which an area's allotments are
 *     used up
 */
record Reach(boolean general, boolean everyChannel, List<String> channels) {
  private static final Reach GENERAL = new Reach(true, false, List.of());
  private static final Reach EVERY = new Reach(true, true, List.of());

  /** What channels open, whatever the state of the sale. */
  static Reach of(ChannelAccess access) {
    if (access.everyChannel()) {
      return EVERY;
    }
    return access.channels().isEmpty() ? GENERAL : new Reach(true, false, access.channels());
  }
}
