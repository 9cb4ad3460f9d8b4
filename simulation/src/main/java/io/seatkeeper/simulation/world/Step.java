package io.seatkeeper.simulation.world;

import io.seatkeeper.core.command.Request;

/**
 * One request with the log position and the times it is applied at.
 *
 * <p>A checkpoint whose position is 0 or less is a wish: whoever applies the step writes the
 * position that many commands back and the hash it had there.
 */
public record Step(long index, long logMillis, long wallMillis, Request request) {}
