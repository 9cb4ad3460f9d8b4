package io.seatkeeper.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that {@code serve} writes the first start's keys to. */
final class KeysFile {
  private static final String SECRET_KEY_PREFIX = "sk_";

  private KeysFile() {}

  /**
   * The secret key in it.
   *
   * @throws IOException when there is none
   */
  static String secretKey(Path file) throws IOException {
    for (String line : Files.readAllLines(file)) {
      int start = line.indexOf(SECRET_KEY_PREFIX);
      if (start >= 0) {
        return line.substring(start).strip();
      }
    }
    throw new IOException("The node wrote no secret key to " + file + ".");
  }
}
