package io.seatkeeper.core.command;

/**
 * A hold token as its signature vouches for it; a shard learns the token with its first hold.
 *
 * @param token its random number, never 0
 * @param workspace the workspace it was made for
 * @param deadlineLogMillis when it ends, in the shard's log time; a shard that knows the token
 *     keeps its own deadline
 * @param buyer the buyer's pseudonym, or the token's own text when the shop names none; counted
 *     against purchase limits
 */
public record TokenLease(long token, String workspace, long deadlineLogMillis, String buyer) {}
