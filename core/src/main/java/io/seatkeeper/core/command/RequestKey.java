package io.seatkeeper.core.command;

/**
 * An idempotency key as the log knows it.
 *
 * <p>The identity is the first 128 bits of a SHA-256 over credential and key; the digest those of
 * one over method, path and body. The same identity with another digest is refused.
 */
public record RequestKey(long identityHigh, long identityLow, long digestHigh, long digestLow) {}
