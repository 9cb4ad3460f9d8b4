/** One HTTP request at a time: routing, keys, bodies, bounds, and its one answer. */
@NullMarked
package io.seatkeeper.server.exchange;

import org.jspecify.annotations.NullMarked;
