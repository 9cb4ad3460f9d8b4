package io.seatkeeper.core.state;

import io.seatkeeper.core.command.GroupState;
import org.jspecify.annotations.Nullable;

/**
 * How a shard stands to a placement group.
 *
 * @param epoch of an active group the one it became active at (1 when it never moved); otherwise
 *     that of the move it is frozen for, or left by
 * @param toShard where it goes or went; null for an active group
 */
public record GroupView(String group, long epoch, GroupState state, @Nullable String toShard) {}
