package io.seatkeeper.core.engine;

/** Thrown when this replica can no longer vouch for its state and must stop. */
public final class StateDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what differed. */
  public StateDivergedException(String message) {
    super(message);
  }
}
