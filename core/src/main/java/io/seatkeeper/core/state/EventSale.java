package io.seatkeeper.core.state;

import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleState;

/**
 * Where an event's sale stands.
 *
 * @param opened whether it was ever open to everybody: from then on, time opens nothing any more
 * @param schedule what was announced last
 */
public record EventSale(SaleState state, boolean opened, SaleSchedule schedule) {
  /** On sale since its creation. */
  public static final EventSale OPEN = new EventSale(SaleState.ON_SALE, true, SaleSchedule.NONE);

  /** Not announced yet. */
  public static final EventSale DRAFT = new EventSale(SaleState.DRAFT, false, SaleSchedule.NONE);

  /** The same sale in another state; whoever is on sale has been opened. */
  public EventSale in(SaleState newState) {
    return new EventSale(newState, opened || newState == SaleState.ON_SALE, schedule);
  }

  /** When time opens the sale to everybody; {@link Long#MAX_VALUE} when it never does. */
  public long opensAtWallMillis() {
    return state == SaleState.SCHEDULED && schedule.onSaleWallMillis() > 0
        ? schedule.onSaleWallMillis()
        : Long.MAX_VALUE;
  }
}
