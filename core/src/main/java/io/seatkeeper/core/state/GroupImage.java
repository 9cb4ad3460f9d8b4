package io.seatkeeper.core.state;

import io.seatkeeper.core.command.GroupState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a shard knows of a placement group that moves, has moved or came; never changed, only
 * replaced.
 *
 * @param epoch the one at which the group became active here
 * @param moveEpoch the highest epoch of a move that the shard has heard of
 * @param toShard where it goes or went; empty for an active group
 * @param frozenLogMillis when time stopped for it; 0 unless it is frozen
 * @param parked what is held of it, by token (unsigned); empty unless it is frozen
 * @param movedEvents the numbers of the events that left with it, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record GroupImage(
    String group,
    GroupState state,
    long epoch,
    long moveEpoch,
    String toShard,
    long frozenLogMillis,
    List<ParkedToken> parked,
    int[] movedEvents) {

  private static final int[] NONE = {};

  public GroupImage {
    parked = List.copyOf(parked);
  }

  static GroupImage active(String group, long epoch, long moveEpoch) {
    return new GroupImage(group, GroupState.ACTIVE, epoch, moveEpoch, "", 0, List.of(), NONE);
  }

  static GroupImage frozen(
      GroupImage before, long moveEpoch, String toShard, long logMillis, List<ParkedToken> parked) {
    return new GroupImage(
        before.group(),
        GroupState.FROZEN,
        before.epoch(),
        moveEpoch,
        toShard,
        logMillis,
        parked,
        NONE);
  }

  GroupImage moved(int[] events) {
    return new GroupImage(group, GroupState.MOVED, epoch, moveEpoch, toShard, 0, List.of(), events);
  }

  /** As it is, with moves up to an epoch given up. */
  GroupImage refusingUntil(long givenUp) {
    return new GroupImage(
        group, state, epoch, givenUp, toShard, frozenLogMillis, parked, movedEvents);
  }

  /** What is parked of a token; null when nothing is. */
  @Nullable ParkedToken parkedOf(long token) {
    int low = 0;
    int high = parked.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = Long.compareUnsigned(parked.get(middle).token(), token);
      if (order == 0) {
        return parked.get(middle);
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return null;
  }

  GroupView view() {
    boolean active = state == GroupState.ACTIVE;
    return new GroupView(group, active ? epoch : moveEpoch, state, active ? null : toShard);
  }
}
