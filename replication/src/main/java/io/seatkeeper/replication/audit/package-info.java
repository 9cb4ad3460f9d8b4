/** Hash-chained trails of everything that happened to each event. */
@NullMarked
package io.seatkeeper.replication.audit;

import org.jspecify.annotations.NullMarked;
