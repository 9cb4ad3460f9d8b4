package io.seatkeeper.server.moves;

/** How far a move has come; a driver may be lost after each of them. */
public enum MoveStep {
  /** The catalogue has given the move its epoch. */
  BEGUN,
  /** The source has stopped the group. */
  FROZEN,
  /** The destination has what the group's events need. */
  COPIED,
  /** The destination has the group, all at once. */
  ACTIVATED,
  /** The catalogue names the destination. */
  FINISHED,
  /** The source has removed what it had. */
  FORGOTTEN,
  /** The move is given up: the destination refuses the group from now on. */
  KEPT_OUT,
  /** The source goes on. */
  UNFROZEN;

  /** Hears of every step that was done; a test throws from it, as if the driver were lost. */
  @FunctionalInterface
  public interface Listener {
    /** Hears nothing. */
    Listener NONE = _ -> {};

    void done(MoveStep step);
  }
}
