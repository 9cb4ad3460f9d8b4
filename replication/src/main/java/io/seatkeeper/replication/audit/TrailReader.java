package io.seatkeeper.replication.audit;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.replication.AuditDamagedException;
import io.seatkeeper.replication.AuditReader;
import io.seatkeeper.replication.ShardUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads pages of trails. A page looks at a bounded number of segments. */
final class TrailReader implements AuditReader {
  private static final int MOST_SEGMENTS = 32;
  private static final long WAIT_NANOS = Duration.ofSeconds(5).toNanos();

  private final Path root;
  private final AuditTrails trails;

  TrailReader(Path root, AuditTrails trails) {
    this.root = root;
    this.trails = trails;
  }

  @Override
  public AuditPage read(AuditQuery query) {
    try {
      if (!trails.awaitWritten(WAIT_NANOS)) {
        throw new ShardUnavailableException(
            "The audit trail is being written and not complete yet. Try again in a second.");
      }
      AuditHead head = trails.head(query.event());
      if (head == null || head.length() == Long.MAX_VALUE) {
        return new AuditPage(List.of(), 0);
      }
      return query.direction() == Direction.OLDEST_FIRST
          ? oldestFirst(query, head)
          : newestFirst(query, head);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ShardUnavailableException("The read was interrupted.");
    } catch (IOException e) {
      throw new UncheckedIOException("the trail of event " + query.event() + " cannot be read", e);
    }
  }

  private AuditPage oldestFirst(AuditQuery query, AuditHead head) throws IOException {
    List<AuditRecord> records = new ArrayList<>();
    int segment = firstSegment(query, head);
    long seen = query.from();
    Chain link = null;
    for (int walked = 0; segment <= head.segment(); segment++, walked++) {
      if (walked == MOST_SEGMENTS) {
        return new AuditPage(records, seen);
      }
      AuditSegment.Walk walk = walk(head, segment, link);
      AuditBlock block;
      while ((block = walk.next()) != null) {
        for (Change change : block.changes()) {
          if (change.eventVersion() > query.from() && block.index() > query.afterIndex()) {
            if (records.size() == query.limit()) {
              return new AuditPage(records, seen);
            }
            add(records, query, block, change);
            seen = change.eventVersion();
          }
        }
      }
      link = walk.link();
    }
    return new AuditPage(records, 0);
  }

  private AuditPage newestFirst(AuditQuery query, AuditHead head) throws IOException {
    long before = query.from() == 0 ? Long.MAX_VALUE : query.from();
    List<AuditRecord> records = new ArrayList<>();
    int oldest = oldestSegment(head);
    int segment = lastSegment(before, oldest, head);
    Chain end = null;
    for (int walked = 0; segment >= oldest; segment--, walked++) {
      AuditSegment.Walk walk = walk(head, segment, null);
      List<AuditRecord> found = new ArrayList<>();
      AuditBlock block;
      while ((block = walk.next()) != null) {
        for (Change change : block.changes()) {
          if (change.eventVersion() < before && block.index() > query.afterIndex()) {
            add(found, query, block, change);
          }
        }
      }
      if (end != null && !end.equals(walk.link())) {
        throw disjoint(head, segment + 1);
      }
      end = walk.header().previous();
      Collections.reverse(found);
      for (AuditRecord record : found) {
        if (records.size() == query.limit()) {
          return new AuditPage(records, records.getLast().change().eventVersion());
        }
        records.add(record);
      }
      AuditSegment.Header header = walk.header();
      if (header.indexBefore() <= query.afterIndex() || header.versionBefore() == 0) {
        return new AuditPage(records, 0);
      }
      if (walked == MOST_SEGMENTS) {
        return new AuditPage(records, header.versionBefore() + 1);
      }
    }
    return new AuditPage(records, 0);
  }

  private static void add(
      List<AuditRecord> records, AuditQuery query, AuditBlock block, Change change) {
    Integer wanted = query.object();
    boolean matches =
        wanted == null || (change instanceof ObjectChanged object && object.object() == wanted);
    if (matches) {
      records.add(new AuditRecord(block.index(), block.logMillis(), block.wallMillis(), change));
    }
  }

  /** Opens a segment, which must go on where the one before it ended. */
  private AuditSegment.Walk walk(AuditHead head, int segment, @Nullable Chain previous)
      throws IOException {
    long length = segment == head.segment() ? head.length() : AuditSegment.WHOLE;
    AuditSegment.Walk walk = new AuditSegment.Walk(root, head.event(), segment, length);
    if (previous != null && !walk.header().previous().equals(previous)) {
      throw disjoint(head, segment);
    }
    return walk;
  }

  private AuditDamagedException disjoint(AuditHead head, int segment) {
    return new AuditDamagedException(
        AuditSegment.file(root, head.event(), segment)
            + " is damaged at byte 0: it does not go on where the segment before it ended."
            + AuditSegment.remedy(root, head.event()));
  }

  /** The segment in which the first wanted change is. */
  private int firstSegment(AuditQuery query, AuditHead head) throws IOException {
    int low = oldestSegment(head);
    int high = head.segment();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      AuditSegment.Header header = AuditSegment.header(root, head.event(), middle);
      if (header.versionBefore() <= query.from() || header.indexBefore() <= query.afterIndex()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The segment in which the last change before a version is. */
  private int lastSegment(long beforeVersion, int oldest, AuditHead head) throws IOException {
    int low = oldest;
    int high = head.segment();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      AuditSegment.Header header = AuditSegment.header(root, head.event(), middle);
      if (header.versionBefore() + 1 < beforeVersion) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** 1, unless an operator put the older part of the trail aside. */
  private int oldestSegment(AuditHead head) {
    if (!TrailRecovery.wasGivenUp(root, head.event())) {
      return 1;
    }
    int oldest = head.segment();
    while (oldest > 1 && Files.exists(AuditSegment.file(root, head.event(), oldest - 1))) {
      oldest--;
    }
    return oldest;
  }
}
