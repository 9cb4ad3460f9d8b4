package io.seatkeeper.server.api;

import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.replication.AuditReader.AuditPage;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import io.seatkeeper.replication.AuditReader.Direction;
import io.seatkeeper.replication.Shard;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An event's trail over all shards that had it, ordered by the event's versions: each shard keeps
 * the part of it that was written there.
 */
record Trail(List<Shard> shards) {
  Trail {
    shards = List.copyOf(shards);
  }

  /** One page, as if there were only one trail. */
  AuditPage read(AuditQuery query) {
    boolean oldestFirst = query.direction() == Direction.OLDEST_FIRST;
    Comparator<Long> order = oldestFirst ? Comparator.naturalOrder() : Comparator.reverseOrder();
    List<AuditRecord> all = new ArrayList<>();
    // Up to here every part was read; 0 while all were read to their ends.
    long read = 0;
    for (Shard shard : shards) {
      AuditPage page = shard.audit().read(query);
      page.records().stream().filter(record -> !isDeparture(record)).forEach(all::add);
      if (page.next() != 0 && (read == 0 || order.compare(page.next(), read) < 0)) {
        read = page.next();
      }
    }
    all.sort(Comparator.comparing(record -> record.change().eventVersion(), order));
    List<AuditRecord> records = new ArrayList<>();
    for (AuditRecord record : all) {
      long version = record.change().eventVersion();
      if (read != 0 && order.compare(version, read) > 0) {
        break;
      }
      if (records.size() == query.limit()) {
        return new AuditPage(records, records.getLast().change().eventVersion());
      }
      records.add(record);
    }
    return new AuditPage(records, read);
  }

  /** The arrival elsewhere has the same version, and is what tells of the move. */
  private static boolean isDeparture(AuditRecord record) {
    return record.change() instanceof EventChanged event && event.fact() == EventFact.MOVED_AWAY;
  }
}
