package io.seatkeeper.core.state;

import org.jspecify.annotations.Nullable;

/**
 * Where a placement group is.
 *
 * @param epoch 1 for a group that never moved, then that of its last finished move
 * @param movingTo the shard it is moving to; null when it is not moving
 * @param movingEpoch the epoch of that move; 0 when it is not moving
 * @param lastEpoch the highest epoch it was ever given, also to a move that was given up
 */
public record PlacementView(
    String group,
    String shard,
    long epoch,
    @Nullable String movingTo,
    long movingEpoch,
    long lastEpoch) {}
