package io.seatkeeper.core.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New properties of one object; null leaves a property as it is.
 *
 * @param object the venue index
 * @param forSale whether it may be held and booked
 * @param blockReason why it is taken off sale; empty to unblock
 * @param channel the channel it belongs to; empty for none; not for areas
 * @param channelCapacities an area's allotments, replacing all earlier ones; only for areas
 * @param extraData the organiser's own text, at most 1 KiB as UTF-8; empty to clear
 */
public record ObjectUpdate(
    int object,
    @Nullable Boolean forSale,
    @Nullable String blockReason,
    @Nullable String channel,
    @Nullable List<ChannelCapacity> channelCapacities,
    @Nullable String extraData) {
  public ObjectUpdate {
    channelCapacities = channelCapacities == null ? null : List.copyOf(channelCapacities);
  }

  /**
   * The part of an area's capacity set aside for a channel.
   *
   * @param channel the channel's key
   * @param capacity people, at least 0
   */
  public record ChannelCapacity(String channel, int capacity) {}
}
