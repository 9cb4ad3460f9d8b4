package io.seatkeeper.core.state;

import java.util.List;

/**
 * Everything of a frozen placement group: what one shard exports and another activates. Equal on
 * every replica that applied the same index.
 *
 * @param epoch of the move
 * @param charts those that the events are pinned to, by workspace, key and version
 * @param events by number, with everything in them in a fixed order
 * @param parked what is held of the group, by token
 * @param ended tokens the shard knows to have been ended before their deadline, by token
 * @param requests what was answered to the group's requests, and to those of no group, the oldest
 *     first; the times are how long before the freeze, and deadlines in outcomes are how long after
 *     it
 */
public record GroupContent(
    String group,
    long epoch,
    List<ChartView> charts,
    List<EventImage> events,
    List<ParkedToken> parked,
    List<ParkedToken> ended,
    RequestsImage requests) {
  public GroupContent {
    charts = List.copyOf(charts);
    events = List.copyOf(events);
    parked = List.copyOf(parked);
    ended = List.copyOf(ended);
  }
}
