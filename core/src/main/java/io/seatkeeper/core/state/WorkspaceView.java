package io.seatkeeper.core.state;

import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.Mode;

/**
 * A tenant.
 *
 * @param secretKeyHash SHA-256 of the secret key, hexadecimal
 * @param publicKeyHash SHA-256 of the public key, hexadecimal
 * @param tokenSecret signs the workspace's hold tokens
 */
public record WorkspaceView(
    String workspace, Mode mode, String secretKeyHash, String publicKeyHash, Bytes tokenSecret) {}
