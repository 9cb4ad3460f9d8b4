/** Snapshots of a shard: written aside, verified when read. */
@NullMarked
package io.seatkeeper.replication.snapshot;

import org.jspecify.annotations.NullMarked;
