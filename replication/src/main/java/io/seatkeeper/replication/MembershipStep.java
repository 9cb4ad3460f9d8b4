package io.seatkeeper.replication;

/** How far a change of a log's members has come; its leader may be lost after each of them. */
enum MembershipStep {
  /** The leader knows who is to be a member. */
  DECIDED,
  /** The log was asked to change its members. */
  ASKED,
  /** The log has the new members. */
  CHANGED;

  /** Hears of every step that was done; a test ends a node from it. */
  @FunctionalInterface
  interface Listener {
    /** Hears nothing. */
    Listener NONE = (_, _) -> {};

    void done(String group, MembershipStep step);
  }
}
