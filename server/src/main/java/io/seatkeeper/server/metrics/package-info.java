/** What the node measures of itself, for Prometheus. */
@NullMarked
package io.seatkeeper.server.metrics;

import org.jspecify.annotations.NullMarked;
