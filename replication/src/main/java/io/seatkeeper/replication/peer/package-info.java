/** What nodes say to each other beside the log: calls over the Raft library's own connections. */
@NullMarked
package io.seatkeeper.replication.peer;

import org.jspecify.annotations.NullMarked;
