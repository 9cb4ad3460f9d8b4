package io.seatkeeper.server.live;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What those who watch one event are told besides its map, as it is now. */
final class Notices {
  private final List<Announcement> announcements;
  private volatile Known known;

  /**
   * What was read of an event.
   *
   * @param version the event's version then
   * @param documents for each announcement, what writes its document
   */
  record Known(long version, List<Supplier<byte[]>> documents) {}

  /** What was read first. */
  Notices(List<Announcement> announcements, Known known) {
    this.announcements = announcements;
    this.known = known;
  }

  /** Copies what is to be told of an event; runs under the shard's lock. */
  static Known read(List<Announcement> announcements, ShardView view, EventView event) {
    List<Supplier<byte[]>> documents = new ArrayList<>(announcements.size());
    for (Announcement each : announcements) {
      documents.add(each.copy().apply(view, event));
    }
    return new Known(event.version(), documents);
  }

  /** Takes what was read, unless something later is known already. */
  synchronized void learn(Known read) {
    if (read.version() >= known.version()) {
      known = read;
    }
  }

  /** Whether something is to be told after these changes. */
  boolean concern(List<Change> changes) {
    return announcements.stream().anyMatch(each -> isAfter(each, changes));
  }

  /** The messages that are to be told after these changes. */
  List<Buffer> after(List<Change> changes) {
    return messages(each -> isAfter(each, changes));
  }

  /** The messages for who begins to watch, or starts over. */
  List<Buffer> greeting() {
    return messages(Announcement::greets);
  }

  private List<Buffer> messages(Predicate<Announcement> which) {
    List<Supplier<byte[]>> documents = known.documents();
    List<Buffer> messages = new ArrayList<>();
    for (int at = 0; at < documents.size(); at++) {
      Announcement announcement = announcements.get(at);
      if (which.test(announcement)) {
        messages.add(Messages.notice(announcement.name(), documents.get(at).get()));
      }
    }
    return messages;
  }

  private static boolean isAfter(Announcement announcement, List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof EventChanged event && announcement.facts().contains(event.fact())) {
        return true;
      }
    }
    return false;
  }
}
