package io.seatkeeper.server.auth;

import io.seatkeeper.core.command.Command.Mode;

/**
 * A key that somebody has shown.
 *
 * @param secret whether it is the secret key, which may do everything
 * @param keyHash SHA-256 of the key's text, hexadecimal
 * @param tokens makes and verifies the workspace's hold tokens
 * @param buyers tells which buyers the workspace's shop has signed
 */
public record Credential(
    String workspace,
    Mode mode,
    boolean secret,
    String keyHash,
    HoldTokens tokens,
    BuyerSignatures buyers) {
  @Override
  public String toString() {
    return (secret ? "secret" : "public") + " key of " + workspace;
  }
}
