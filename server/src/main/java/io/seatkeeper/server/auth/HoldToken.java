package io.seatkeeper.server.auth;

import io.seatkeeper.core.command.TokenLease;

/**
 * A hold token whose signature was verified.
 *
 * @param text what callers send
 * @param lease what the shard is told
 * @param holdMillis how long it was made for
 */
public record HoldToken(String text, TokenLease lease, long holdMillis) {}
