/** A slow model of a shard that anyone can read in ten minutes: what the engine must agree with. */
@NullMarked
package io.seatkeeper.simulation.model;

import org.jspecify.annotations.NullMarked;
