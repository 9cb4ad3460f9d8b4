package io.seatkeeper.replication;

import io.seatkeeper.core.outcome.Change;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hash-chained trails of changes, verifying what it reads. A deleted event's trail stays.
 *
 * <p>Reads files: not for event loops. Sees at least everything applied before the call.
 */
public interface AuditReader {
  /**
   * One page of a trail.
   *
   * @throws AuditDamagedException when a file is not what was written
   */
  AuditPage read(AuditQuery query);

  /** The direction of a page. */
  enum Direction {
    OLDEST_FIRST,
    NEWEST_FIRST
  }

  /**
   * Which page of a trail.
   *
   * @param event the event's number
   * @param direction which way to go from {@code from}
   * @param from the event version to go on from, itself excluded; 0 to begin at the direction's
   *     start
   * @param afterIndex only changes of log entries after this index; 0 for all
   * @param object only changes of this venue index; null for all
   * @param limit records at most, 1 to 10,000
   */
  record AuditQuery(
      int event,
      Direction direction,
      long from,
      long afterIndex,
      @Nullable Integer object,
      int limit) {
    /** The largest page. */
    public static final int LARGEST_LIMIT = 10_000;

    public AuditQuery {
      if (limit < 1 || limit > LARGEST_LIMIT || from < 0 || afterIndex < 0) {
        throw new IllegalArgumentException("limit " + limit + ", from " + from + " not possible");
      }
    }

    /** Everything an event went through after a log index, oldest first. */
    public static AuditQuery afterIndex(int event, long afterIndex, int limit) {
      return new AuditQuery(event, Direction.OLDEST_FIRST, 0, afterIndex, null, limit);
    }

    /** The query for the page after {@code page}. */
    public AuditQuery next(AuditPage page) {
      return new AuditQuery(event, direction, page.next(), afterIndex, object, limit);
    }
  }

  /**
   * A page of a trail.
   *
   * @param records may be fewer than the limit, or none, while more follow
   * @param next the event version to go on from; 0 when the trail ends here for now
   */
  record AuditPage(List<AuditRecord> records, long next) {}

  /** One change with the log entry that made it. */
  record AuditRecord(long index, long logMillis, long wallMillis, Change change) {}
}
