package io.seatkeeper.server.load;

/**
 * One HTTP answer, read to its end.
 *
 * @param entityTag its {@code ETag}; empty for none
 * @param causalToken its {@code Seatkeeper-Token}; empty for none
 * @param retryAfterMillis what {@code Retry-After} asks for; 0 for none
 * @param body decoded as UTF-8; empty for none
 */
record HttpAnswer(
    int status, String entityTag, String causalToken, long retryAfterMillis, String body) {}
