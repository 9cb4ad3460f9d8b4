/** The deterministic engine: commands in, outcomes and changes out. */
@NullMarked
package io.seatkeeper.core;

import org.jspecify.annotations.NullMarked;
