/** The seeded world that the engine is checked in. */
@NullMarked
package io.seatkeeper.simulation;

import org.jspecify.annotations.NullMarked;
