package io.seatkeeper.core.command;

/** How a shard stands to a placement group. */
public enum GroupState {
  /** The shard sells the group's events; so does every shard that never heard of the group. */
  ACTIVE,

  /** The group is about to leave: nothing of it changes until it has left or stays after all. */
  FROZEN,

  /** The group was here and has left. */
  MOVED
}
