package io.seatkeeper.core.state;

/**
 * A hold token with what it holds of a placement group for which time stands still.
 *
 * @param remainingMillis how long it had until its deadline when the group was frozen
 * @param use what was done to its life
 * @param holdings event, object and people of each holding, in the order in which they were held
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record ParkedToken(
    long token,
    String workspace,
    String buyer,
    long remainingMillis,
    TokenUse use,
    int[] holdings) {}
