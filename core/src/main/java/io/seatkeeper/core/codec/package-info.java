/** Versioned bytes of commands, outcomes, changes, venues and snapshots. */
@NullMarked
package io.seatkeeper.core.codec;

import org.jspecify.annotations.NullMarked;
