package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Prices;
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
 * @param orders of the group, by reference; their deadlines are how long after the freeze
 * @param wallMillis the latest wall time the shard has seen; 0 when its behaviour takes no care
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
    List<OrderView> orders,
    long wallMillis,
    RequestsImage requests) {
  public GroupContent {
    charts = List.copyOf(charts);
    events = List.copyOf(events);
    parked = List.copyOf(parked);
    ended = List.copyOf(ended);
    orders = List.copyOf(orders);
  }

  /** Whether there is something in it that only orders and sale states bring. */
  public boolean sellsWithOrders() {
    return !orders.isEmpty()
        || wallMillis != 0
        || events.stream()
            .anyMatch(
                event ->
                    !event.sale().equals(EventSale.OPEN) || !event.prices().equals(Prices.FREE))
        || parked.stream().anyMatch(token -> !token.use().equals(TokenUse.NONE))
        || ended.stream().anyMatch(token -> !token.use().equals(TokenUse.NONE));
  }
}
