package io.seatkeeper.replication.snapshot;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place in the log after which a snapshot was taken.
 *
 * @param term the term of the entry
 * @param index the index of the entry
 */
public record SnapshotId(long term, long index) {
  private static final Pattern NAME = Pattern.compile("snapshot-(\\d{19})-(\\d{1,19})");

  /** The name of its file. */
  public String fileName() {
    return "snapshot-%019d-%d".formatted(index, term);
  }

  /** The snapshot a file's name tells of. */
  public static Optional<SnapshotId> ofFileName(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new SnapshotId(Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }
}
