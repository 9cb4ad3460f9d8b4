/** Seeded worlds: venues, events and streams of commands that collide. */
@NullMarked
package io.seatkeeper.simulation.world;

import org.jspecify.annotations.NullMarked;
