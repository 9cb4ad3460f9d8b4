/** Requests on the wire, sound ones and spoilt ones, and whether answers are as described. */
@NullMarked
package io.seatkeeper.server.wire;

import org.jspecify.annotations.NullMarked;
