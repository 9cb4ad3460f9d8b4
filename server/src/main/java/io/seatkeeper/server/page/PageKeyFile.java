package io.seatkeeper.server.page;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps the public key of a test workspace beside the log, for the page: the state itself knows
 * only hashes of keys. A public key is no secret; a live one is not kept, as the page does not book
 * there.
 */
public final class PageKeyFile {
  private static final String NAME = "page.key";
  private static final Pattern PUBLIC_TEST_KEY = Pattern.compile("pk_test_[A-Za-z0-9]{1,64}");
  private static final int MOST_BYTES = 200;

  private PageKeyFile() {}

  /**
   * The keys for the page: the one given, which is written down for later starts, else the one that
   * was written down.
   *
   * @param fresh the public key that this start has made, if it made one
   * @throws IOException when the file can be neither written nor read
   */
  public static PageKeys open(Path dataDirectory, Optional<String> fresh) throws IOException {
    Path file = dataDirectory.resolve(NAME);
    String key = "";
    if (fresh.isPresent()) {
      key = isPublicTestKey(fresh.get()) ? fresh.get() : "";
      write(file, key);
    } else if (Files.exists(file) && Files.size(file) <= MOST_BYTES) {
      String kept = Files.readString(file, US_ASCII).strip();
      key = isPublicTestKey(kept) ? kept : "";
    }
    String known = key;
    return _ -> known;
  }

  private static boolean isPublicTestKey(String key) {
    return PUBLIC_TEST_KEY.matcher(key).matches();
  }

  private static void write(Path file, String key) throws IOException {
    Path aside = file.resolveSibling(NAME + ".new");
    Files.writeString(aside, key + "\n", US_ASCII);
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
