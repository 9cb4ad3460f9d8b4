/**
 * The state of one shard: events, objects, areas, hold tokens and the request log, with read-only
 * views.
 */
@NullMarked
package io.seatkeeper.core.state;

import org.jspecify.annotations.NullMarked;
