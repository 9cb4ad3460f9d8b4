package io.seatkeeper.core.command;

/**
 * Whether buyers may take places of an event. The organiser may always. The order is written to
 * logs.
 */
public enum SaleState {
  /** Nobody but the organiser sells yet, and no time is announced. */
  DRAFT,

  /** It goes on sale at an announced time; until then buyers with a code of a presale may buy. */
  SCHEDULED,

  /** Everybody may buy. */
  ON_SALE,

  /** Stopped for a while: nothing new is taken, what is held stays, orders may still be paid. */
  PAUSED,

  /** Over for good: only the organiser sells. */
  CLOSED
}
