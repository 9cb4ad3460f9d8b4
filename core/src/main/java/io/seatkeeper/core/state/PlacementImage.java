package io.seatkeeper.core.state;

/**
 * A copy of one placement, for snapshots.
 *
 * @param movingTo empty when the group is not moving
 * @param lastEpoch the highest epoch ever given: that of the move under way, if there is one
 */
public record PlacementImage(
    String group, String shard, long epoch, String movingTo, long lastEpoch) {

  PlacementView view() {
    boolean moving = !movingTo.isEmpty();
    return new PlacementView(
        group, shard, epoch, moving ? movingTo : null, moving ? lastEpoch : 0, lastEpoch);
  }
}
