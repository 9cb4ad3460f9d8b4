package io.seatkeeper.replication.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.replication.AuditDamagedException;
import io.seatkeeper.replication.AuditReader.AuditPage;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import io.seatkeeper.replication.AuditReader.Direction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trails on disk: read page by page, and refused with file and place when they were changed. */
class AuditTrailsTest {
  private static final int EVENT = 7;
  private static final int ENTRIES = 600;
  private static final int CHANGES_AN_ENTRY = 2;
  private static final long LAST_VERSION = (long) ENTRIES * CHANGES_AN_ENTRY;
  private static final int FLIPS = 200;
  private static final long HEADER_BYTES = 96;

  @TempDir Path root;

  private final List<IOException> broken = new CopyOnWriteArrayList<>();
  private List<AuditHead> heads = List.of();

  /** Writes a trail of several segments, and closes it in order. */
  @BeforeEach
  void writeTrail() throws Exception {
    try (AuditTrails trails = open()) {
      for (long index = 1; index <= ENTRIES; index++) {
        trails.append(index, index * 10, index * 100, changes(index, EVENT));
      }
      heads = trails.barrier().get();
    }
    assertThat(segments()).hasSizeGreaterThanOrEqualTo(3);
  }

  @AfterEach
  void assertNothingBroke() {
    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000, 10_000})
  void shouldReadEverythingOnceWhateverThePage(int limit) throws IOException {
    try (AuditTrails trails = open()) {
      int most = limit == 1 ? 50 : Integer.MAX_VALUE;

      List<Long> oldestFirst = versions(trails, query(Direction.OLDEST_FIRST, 0, limit), most);
      List<Long> newestFirst = versions(trails, query(Direction.NEWEST_FIRST, 0, limit), most);

      assertThat(oldestFirst).isEqualTo(from(1, oldestFirst.size()));
      assertThat(newestFirst.reversed())
          .isEqualTo(from(LAST_VERSION - newestFirst.size() + 1, newestFirst.size()));
      assertThat(oldestFirst).hasSize((int) Math.min(most, LAST_VERSION));
      assertThat(newestFirst).hasSameSizeAs(oldestFirst);
    }
  }

  @Test
  void shouldResumeFromAnyPosition() throws IOException {
    try (AuditTrails trails = open()) {
      for (long version = 1; version <= LAST_VERSION; version += 37) {
        AuditQuery onwards = query(Direction.OLDEST_FIRST, version, 3);
        AuditQuery backwards = query(Direction.NEWEST_FIRST, version, 3);

        assertThat(versions(trails.reader().read(onwards)))
            .isEqualTo(from(version + 1, Math.min(3, LAST_VERSION - version)));
        long oldest = Math.max(1, version - 3);
        assertThat(versions(trails.reader().read(backwards)).reversed())
            .isEqualTo(from(oldest, version - oldest));
      }
    }
  }

  @Test
  void shouldReadWhatCameAfterALogIndex() throws IOException {
    try (AuditTrails trails = open()) {
      for (long index = 0; index <= ENTRIES; index += 23) {
        List<Long> found = versions(trails, AuditQuery.afterIndex(EVENT, index, 500), 100_000);

        long before = index * CHANGES_AN_ENTRY;
        assertThat(found).isEqualTo(from(before + 1, LAST_VERSION - before));
      }
    }
  }

  @Test
  void shouldReadWhatOneObjectWentThrough() throws IOException {
    try (AuditTrails trails = open()) {
      AuditQuery query = new AuditQuery(EVENT, Direction.OLDEST_FIRST, 0, 0, 3, 10);

      assertThat(versions(trails, query, 100_000))
          .isEqualTo(from(1, LAST_VERSION).stream().filter(version -> version % 11 == 3).toList());
    }
  }

  @Test
  void shouldKnowNothingOfAnotherEvent() throws IOException {
    try (AuditTrails trails = open()) {
      AuditPage page = trails.reader().read(AuditQuery.afterIndex(EVENT + 1, 0, 10));

      assertThat(page).isEqualTo(new AuditPage(List.of(), 0));
    }
  }

  @Test
  void shouldRefuseEveryFlippedByteWithFileAndPlace() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int flip = 0; flip < FLIPS; flip++) {
      Path file = segments().get(random.nextInt(segments().size()));
      byte[] original = Files.readAllBytes(file);
      byte[] changed = original.clone();
      int place = flip < 100 ? random.nextInt(400) : random.nextInt(changed.length);
      changed[place] ^= (byte) (1 + random.nextInt(255));
      Files.write(file, changed);

      refused()
          .as("byte %d, again with -Dtest=AuditTrailsTest -Dseed=%d", place, seed)
          .withMessageContaining(file + " is damaged at byte ");
      Files.write(file, original);
    }
    readAll();
  }

  @Test
  void shouldRefuseATruncatedSegment() throws IOException {
    for (Path file : segments()) {
      byte[] original = Files.readAllBytes(file);
      for (int length : new int[] {0, 50, 96, 97, original.length / 2, original.length - 1}) {
        Files.write(file, Arrays.copyOf(original, length));

        refused().withMessageContaining(String.valueOf(file.getParent()));
      }
      Files.write(file, original);
    }
    readAll();
  }

  @Test
  void shouldRefuseASegmentThatLostItsLastBlocks() throws IOException {
    Path file = segments().getFirst();
    List<byte[]> parts = parts(file);
    write(file, parts.subList(0, parts.size() - 1));

    refused().withMessageContaining(segments().get(1) + " is damaged at byte 0");
  }

  @Test
  void shouldRefuseATrailWithAMissingSegment() throws IOException {
    for (Path file : segments()) {
      Path aside = root.resolve("aside");
      Files.move(file, aside);

      refused().withMessageContaining(file + " is missing");
      Files.move(aside, file);
    }
    readAll();
  }

  @Test
  void shouldRefuseSwappedSegments() throws IOException {
    Path first = segments().get(0);
    Path second = segments().get(1);
    byte[] bytes = Files.readAllBytes(first);
    Files.move(second, first, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.write(second, bytes);

    refused().withMessageMatching(".*0000000[12].segment is damaged at byte 0: its header .*");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldRefuseReorderedBlocks(int segment) throws IOException {
    Path file = segments().get(segment);
    List<byte[]> parts = parts(file);
    byte[] second = parts.remove(2);
    parts.add(1, second);
    write(file, parts);

    refused().withMessageContaining(file + " is damaged at byte " + HEADER_BYTES);
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void shouldRefuseABlockThatIsThereTwice(Direction direction) throws IOException {
    Path file = segments().getFirst();
    List<byte[]> parts = parts(file);
    parts.add(1, parts.get(1));
    write(file, parts);

    assertThatExceptionOfType(AuditDamagedException.class)
        .isThrownBy(
            () -> {
              try (AuditTrails trails = open()) {
                versions(trails, query(direction, 0, 10_000), 100_000);
              }
            })
        .withMessageContaining(file + " is damaged at byte ");
  }

  @Test
  void shouldWriteAgainWhatCameAfterTheSnapshot() throws Exception {
    List<AuditHead> snapshot = heads;
    try (AuditTrails trails = open()) {
      for (long index = ENTRIES + 1; index <= ENTRIES + 300; index++) {
        trails.append(index, index * 10, index * 100, changes(index, EVENT));
      }
      trails.append(ENTRIES + 301, 1, 1, changes(1, EVENT + 1));
    }
    Path newest = segments().getLast();
    Files.write(newest, Arrays.copyOf(Files.readAllBytes(newest), (int) HEADER_BYTES + 100));

    heads = snapshot;
    try (AuditTrails trails = open()) {
      assertThat(root.resolve(String.valueOf(EVENT + 1))).doesNotExist();
      assertThat(versions(trails, query(Direction.OLDEST_FIRST, 0, 10_000), 100_000))
          .isEqualTo(from(1, LAST_VERSION));
      for (long index = ENTRIES + 1; index <= ENTRIES + 300; index++) {
        trails.append(index, index * 10, index * 100, changes(index, EVENT));
      }
      assertThat(versions(trails, query(Direction.OLDEST_FIRST, 0, 10_000), 100_000))
          .isEqualTo(from(1, LAST_VERSION + 300 * CHANGES_AN_ENTRY));
    }
  }

  private AuditTrails open() throws IOException {
    return AuditTrails.open(root, heads, heads.isEmpty() ? 0 : ENTRIES, broken::add);
  }

  private void readAll() throws IOException {
    try (AuditTrails trails = open()) {
      assertThat(versions(trails, query(Direction.OLDEST_FIRST, 0, 10_000), 100_000))
          .isEqualTo(from(1, LAST_VERSION));
    }
  }

  private ThrowableAssertAlternative<AuditDamagedException> refused() {
    return assertThatExceptionOfType(AuditDamagedException.class).isThrownBy(this::readAll);
  }

  private static AuditQuery query(Direction direction, long from, int limit) {
    return new AuditQuery(EVENT, direction, from, 0, null, limit);
  }

  private static List<Long> versions(AuditTrails trails, AuditQuery first, int most) {
    List<Long> versions = new ArrayList<>();
    AuditQuery query = first;
    AuditPage page;
    do {
      page = trails.reader().read(query);
      assertThat(page.records()).hasSizeLessThanOrEqualTo(query.limit());
      versions.addAll(versions(page));
      query = query.next(page);
    } while (page.next() != 0 && versions.size() < most);
    return versions;
  }

  private static List<Long> versions(AuditPage page) {
    return page.records().stream().map(AuditTrailsTest::version).toList();
  }

  private static long version(AuditRecord item) {
    return item.change().eventVersion();
  }

  private static List<Long> from(long first, long count) {
    return LongStream.range(first, first + count).boxed().toList();
  }

  private static List<Change> changes(long index, int event) {
    List<Change> changes = new ArrayList<>();
    for (int change = 0; change < CHANGES_AN_ENTRY; change++) {
      long version = (index - 1) * CHANGES_AN_ENTRY + change + 1;
      changes.add(
          new ObjectChanged(
              event,
              version,
              (int) (version % 11),
              Reason.BOOKED,
              "free",
              "booked",
              true,
              false,
              1,
              0,
              0,
              version,
              "o".repeat(500)));
    }
    return changes;
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(String.valueOf(EVENT)))) {
      return files.sorted().toList();
    }
  }

  /** A segment's header and its blocks. */
  private static List<byte[]> parts(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    List<byte[]> parts = new ArrayList<>();
    int length = (int) HEADER_BYTES;
    while (bytes.hasRemaining()) {
      byte[] part = new byte[length];
      bytes.get(part);
      parts.add(part);
      length = bytes.hasRemaining() ? 4 + bytes.getInt(bytes.position()) + 32 : 0;
    }
    return parts;
  }

  private static void write(Path file, List<byte[]> parts) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
    parts.forEach(bytes::put);
    Files.write(file, bytes.array());
  }
}
