package io.seatkeeper.replication.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a Raft log from end to end before it is opened, so that a changed byte is reported with its
 * place, and a log that lacks something it had is refused. Only an entry that was still being
 * written when the node died is cut off: nobody was told of it.
 */
public final class LogVerifier {
  private static final Logger LOGGER = LoggerFactory.getLogger(LogVerifier.class);
  private static final Pattern CLOSED = Pattern.compile("log_(\\d+)-(\\d+)");
  private static final Pattern OPEN = Pattern.compile("log_inprogress_(\\d+)");
  private static final String REMEDY =
      " Restore the whole data directory from a backup, or start with an empty one.";

  private final List<Segment> segments;
  private @Nullable TornTail tornTail;

  private record Segment(Path file, long start, long end) {
    boolean isOpen() {
      return end < 0;
    }
  }

  /**
   * What a log has.
   *
   * @param first the first index; 0 when the log is empty
   * @param last the last index; one less than {@code first} when the log is empty
   * @param end where the log ends: file and byte
   * @param tornTail part of an entry after the end, or null
   */
  public record VerifiedLog(long first, long last, String end, @Nullable TornTail tornTail) {}

  /**
   * Part of an entry that was being written when the node died.
   *
   * @param position where it begins
   */
  public record TornTail(Path file, long position) {
    /** Removes it, so that the log ends with its last whole entry. */
    public void cut() throws IOException {
      LOGGER.warn(
          "{} ends at byte {} with part of an entry that was being written when the node died."
              + " Nobody was told of it. It is cut off.",
          file,
          position);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(position);
        channel.force(true);
      }
    }
  }

  /**
   * Makes everything in a log durable. A killed process may have written an entry that never
   * reached the disk; it can be read back, so it will be answered for.
   */
  public static void makeDurable(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return;
    }
    List<Segment> segments = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> addSegment(segments, file));
    }
    for (Segment segment : segments) {
      DurableFiles.syncFile(segment.file());
    }
    DurableFiles.syncDirectory(directory);
  }

  private LogVerifier(List<Segment> segments) {
    this.segments = segments;
  }

  /**
   * Verifies the log in a directory.
   *
   * @throws StorageException naming file, byte and index of what is not as it was written
   */
  public static VerifiedLog verify(Path directory) throws IOException {
    List<Segment> segments = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(file -> addSegment(segments, file));
      }
    }
    segments.sort(Comparator.comparingLong(Segment::start));
    return new LogVerifier(segments).verify();
  }

  private static void addSegment(List<Segment> segments, Path file) {
    String name = String.valueOf(file.getFileName());
    Matcher closed = CLOSED.matcher(name);
    Matcher open = OPEN.matcher(name);
    if (closed.matches()) {
      segments.add(
          new Segment(file, Long.parseLong(closed.group(1)), Long.parseLong(closed.group(2))));
    } else if (open.matches()) {
      segments.add(new Segment(file, Long.parseLong(open.group(1)), -1));
    }
  }

  private VerifiedLog verify() throws IOException {
    if (segments.isEmpty()) {
      return new VerifiedLog(0, -1, "there is no log file", null);
    }
    long first = segments.getFirst().start();
    long next = first;
    String end = "";
    for (Segment segment : segments) {
      if (segment.start() != next) {
        throw new StorageException(
            segment.file()
                + " begins at index "
                + segment.start()
                + ", but the log file before it ends at index "
                + (next - 1)
                + ": a log file is missing or there twice."
                + REMEDY);
      }
      byte[] bytes = Files.readAllBytes(segment.file());
      LogEntryScanner scanner = new LogEntryScanner(bytes);
      next = scan(segment, scanner);
      end = segment.file() + " ends at byte " + scanner.position() + " with index " + (next - 1);
      if (!segment.isOpen() && next != segment.end() + 1) {
        throw new StorageException(end + ", but should end with " + segment.end() + "." + REMEDY);
      }
    }
    return new VerifiedLog(first, next - 1, end, tornTail);
  }

  /** Steps over every entry of a segment and returns the index after the last one. */
  private long scan(Segment segment, LogEntryScanner scanner) {
    if (!scanner.hasHeader()) {
      if (segment.isOpen() && scanner.hasTornHeader()) {
        return segment.start();
      }
      throw new StorageException(
          segment.file() + " is damaged at byte 0: it does not begin like a log." + REMEDY);
    }
    long index = segment.start();
    while (scanner.next(index)) {
      index++;
    }
    if (scanner.isAtEnd()) {
      return index;
    }
    if (!segment.isOpen() || !scanner.isTorn(index)) {
      throw new StorageException(
          segment.file()
              + " is damaged at byte "
              + scanner.position()
              + ": log entry "
              + index
              + " is not what was written."
              + REMEDY);
    }
    tornTail = new TornTail(segment.file(), scanner.position());
    return index;
  }
}
