package io.seatkeeper.core.state;

/**
 * Thrown when the state of an event contradicts itself; the engine answers by fencing the event.
 */
public final class InvariantBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String invariant;

  /** Says which invariant broke; the same text on every replica. */
  public InvariantBrokenException(String invariant) {
    super("invariant broken: " + invariant);
    this.invariant = invariant;
  }

  /** The name of the invariant, the same on every replica. */
  public String invariant() {
    return invariant;
  }
}
