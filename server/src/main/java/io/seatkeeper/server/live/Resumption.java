package io.seatkeeper.server.live;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.replication.AuditDamagedException;
import io.seatkeeper.replication.AuditReader.AuditPage;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.CausalTokenException;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardStatus;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds in the audit trail what a returning watcher has missed. */
final class Resumption {
  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

  /** Three statuses every watcher knows without being told. */
  private static final int WELL_KNOWN_STATUSES = 3;

  /** A page may be empty while more follow; so many are looked at. */
  private static final int MOST_PAGES = 64;

  private Resumption() {}

  /**
   * The changes after the last message a watcher has seen, as one message; one of no changes when
   * there are none. Waits for files.
   *
   * @return null when a whole map must be sent instead: too much was missed, or the id belongs to
   *     another history or another event
   */
  static @Nullable Batch missed(Shard shard, Channel channel, String lastEventId, int most) {
    CausalToken token = parse(lastEventId);
    ShardStatus status = shard.status();
    if (token == null || !isOfThisHistory(token, status)) {
      return null;
    }
    Known known = shard.read(view -> known(view.event(channel.event())));
    if (known == null) {
      return null;
    }
    List<Change> changes = new ArrayList<>();
    long index = token.index();
    int limit = Math.min(most, AuditQuery.LARGEST_LIMIT);
    AuditQuery query = AuditQuery.afterIndex(channel.event(), token.index(), limit);
    try {
      for (int pages = 0; pages < MOST_PAGES; pages++) {
        AuditPage page = shard.audit().read(query);
        for (AuditRecord record : page.records()) {
          if (changes.size() == most || isCreation(record.change())) {
            return null;
          }
          changes.add(record.change());
          index = record.index();
        }
        if (page.next() == 0) {
          return message(
              new CausalToken(status.incarnation(), status.group(), status.epoch(), index),
              channel,
              changes,
              known);
        }
        query = query.next(page);
      }
      return null;
    } catch (AuditDamagedException e) {
      LOG.error("A watcher gets the whole map instead of what it missed", e);
      return null;
    }
  }

  private static Batch message(
      CausalToken token, Channel channel, List<Change> changes, Known known) {
    if (changes.isEmpty()) {
      return new Batch(known.version(), known.version(), false, Buffer.buffer());
    }
    boolean tellStatuses = known.statuses().size() > WELL_KNOWN_STATUSES;
    return Messages.changes(token, channel.venue(), changes, known.statuses(), tellStatuses);
  }

  private static @Nullable CausalToken parse(String text) {
    try {
      return CausalToken.parse(text);
    } catch (CausalTokenException e) {
      return null;
    }
  }

  private static boolean isOfThisHistory(CausalToken token, ShardStatus status) {
    try {
      return token.satisfiedBy(status) && token.epoch() == status.epoch();
    } catch (CausalTokenException e) {
      return false;
    }
  }

  private static boolean isCreation(Change change) {
    return change instanceof EventChanged event && event.fact() == EventFact.CREATED;
  }

  /** The version and statuses of an event before its trail is read. */
  private record Known(long version, List<String> statuses) {}

  private static @Nullable Known known(@Nullable EventView event) {
    return event == null ? null : new Known(event.version(), MapCopy.statusesOf(event));
  }
}
