package io.seatkeeper.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.replication.storage.DurableFiles;
import io.seatkeeper.server.auth.WorkspaceKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The file in a data directory that keeps a first workspace's keys until somebody was told them.
 *
 * <p>The log has only digests of them: a node that dies between founding the workspace and saying
 * its keys tells them at its next start.
 */
final class UntoldKeys {
  private static final String NAME = "keys.untold";

  private final Path file;

  UntoldKeys(Path dataDirectory) {
    file = dataDirectory.resolve(NAME);
  }

  /** The keys that nobody was told yet; null when there are none. */
  @Nullable WorkspaceKeys read() throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    List<String> lines = Files.readAllLines(file, US_ASCII);
    return new WorkspaceKeys(lines.get(0), Mode.valueOf(lines.get(1)), lines.get(2), lines.get(3));
  }

  /** Keeps keys, durably, in a file that only its owner can read. */
  void keep(WorkspaceKeys keys) throws IOException {
    Path aside =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            NAME,
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(
        aside,
        List.of(keys.workspace(), keys.mode().name(), keys.secretKey(), keys.publicKey()),
        US_ASCII);
    DurableFiles.syncFile(aside);
    DurableFiles.rename(aside, file);
  }

  /** Forgets them: they were told, or are no workspace's. */
  void forget() throws IOException {
    Files.deleteIfExists(file);
  }
}
