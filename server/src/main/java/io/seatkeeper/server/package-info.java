/** The node: HTTP API, page, live feed, charts, metrics and the command line. */
@NullMarked
package io.seatkeeper.server;

import org.jspecify.annotations.NullMarked;
