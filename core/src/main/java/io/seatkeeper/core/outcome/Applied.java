package io.seatkeeper.core.outcome;

import java.util.List;

/**
 * The full result of applying one command.
 *
 * @param outcome the answer to whoever sent the command
 * @param repeated whether the request log answered instead of the engine
 * @param changes what became true, in order: first the deadlines that had passed, then the
 *     command's own
 */
public record Applied(Outcome outcome, boolean repeated, List<Change> changes) {}
