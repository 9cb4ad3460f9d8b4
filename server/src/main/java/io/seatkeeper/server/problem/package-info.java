/** Refusals as the API words them: RFC 9457 problems with stable codes. */
@NullMarked
package io.seatkeeper.server.problem;

import org.jspecify.annotations.NullMarked;
