/** The node's data directory: whose it is, who uses it, and what it vouches for. */
@NullMarked
package io.seatkeeper.replication.storage;

import org.jspecify.annotations.NullMarked;
