package io.seatkeeper.replication;

import io.seatkeeper.core.outcome.Outcome;

/**
 * What the log answered to a request.
 *
 * @param index the log entry that carried it
 * @param logMillis the shard's elapsed time when it was applied
 * @param outcome what it led to
 * @param repeated whether it had been carried out before under the same key
 * @param token what a later read must have seen to see this request's effect
 */
public record Reply(
    long index, long logMillis, Outcome outcome, boolean repeated, CausalToken token) {}
