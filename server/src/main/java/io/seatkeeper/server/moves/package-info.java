/** Moves placement groups from shard to shard while they sell. */
@NullMarked
package io.seatkeeper.server.moves;

import org.jspecify.annotations.NullMarked;
