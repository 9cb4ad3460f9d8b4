/** Reads people's drawings of venues, says what is wrong with them, and draws the bundled arena. */
@NullMarked
package io.seatkeeper.server.charts;

import org.jspecify.annotations.NullMarked;
