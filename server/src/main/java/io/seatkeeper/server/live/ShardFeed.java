package io.seatkeeper.server.live;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.ChangeListener;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardStatus;
import io.seatkeeper.server.live.ChangeBuffer.Entry;
import io.seatkeeper.server.live.ChangeBuffer.Taken;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one shard's changes to those who watch its events.
 *
 * <p>The apply thread only puts down what somebody watches. A thread of the feed takes it all from
 * time to time, encodes it once for each event, and hands it to the watchers' event loops. The more
 * watch, the longer it pauses, so that what is written each second stays bounded.
 */
final class ShardFeed implements ChangeListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardFeed.class);

  /** A pause for each watcher: at most 20,000 messages are written a second. */
  private static final long PAUSE_NANOS_A_WATCHER = 50_000;

  private final Shard shard;
  private final LiveBounds bounds;
  private final LiveCounters counters;
  private final List<Announcement> announcements;
  private final Consumer<EventChanged> arrivals;
  private final Map<Integer, Channel> channels = new ConcurrentHashMap<>();
  private final ChangeBuffer buffer;
  private final Shard.Subscription subscription;
  private final Thread thread;

  /**
   * A feed of a shard's events.
   *
   * @param announcements what is told of events besides their maps
   * @param arrivals hears on the apply thread of each event that came from another shard
   */
  ShardFeed(
      Shard shard,
      LiveBounds bounds,
      LiveCounters counters,
      List<Announcement> announcements,
      Consumer<EventChanged> arrivals) {
    this.announcements = announcements;
    this.arrivals = arrivals;
    this.shard = shard;
    this.bounds = bounds;
    this.counters = counters;
    this.buffer = new ChangeBuffer(bounds.bufferedChanges());
    this.thread = Thread.ofVirtual().name("live-feed").unstarted(this::run);
    this.subscription = shard.subscribe(this);
    thread.start();
  }

  Shard shard() {
    return shard;
  }

  @Override
  public void onEntry(long index, long logMillis, long wallMillis, List<Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    for (Change change : changes) {
      if (change instanceof EventChanged event && event.fact() == EventFact.MOVED_HERE) {
        arrivals.accept(event);
      }
    }
    if (channels.isEmpty()) {
      return;
    }
    List<Change> watched = new ArrayList<>();
    for (Change change : changes) {
      if (channels.containsKey(change.event())) {
        watched.add(change);
      }
    }
    if (!watched.isEmpty()) {
      buffer.give(new Entry(index, watched));
    }
  }

  @Override
  public void onReplaced(long index) {
    post(Watcher::lose);
  }

  /** Enters the channel of an event; its changes are carried from now on. Null: no such event. */
  @Nullable Channel enter(String key) {
    Channel fresh = shard.read(view -> channel(view, view.eventByKey(key)));
    if (fresh == null) {
      return null;
    }
    Channel channel =
        channels.compute(fresh.event(), (_, known) -> (known == null ? fresh : known).enter());
    // Between the reading above and the entering, changes passed by unseen.
    learnNotices(channel);
    return channel;
  }

  private @Nullable Channel channel(ShardView view, @Nullable EventView event) {
    return event == null
        ? null
        : new Channel(
            event.event(),
            event.venue(),
            MapCopy.statusesOf(event),
            new Notices(announcements, Notices.read(announcements, view, event)));
  }

  /** Reads again what is told besides the map. */
  private void learnNotices(Channel channel) {
    Notices.Known read =
        shard.read(
            view -> {
              EventView event = view.event(channel.event());
              return event == null ? null : Notices.read(announcements, view, event);
            });
    if (read != null) {
      channel.notices().learn(read);
    }
  }

  /** Ends the answers to who watches an event here: it goes on elsewhere. */
  void moved(int event) {
    Channel channel = channels.get(event);
    if (channel != null) {
      channel.post(Watcher::end);
    }
  }

  /** How many watch an event here. */
  int watchers(int event) {
    int[] watchers = {0};
    channels.computeIfPresent(
        event,
        (_, channel) -> {
          watchers[0] = channel.entered();
          return channel;
        });
    return watchers[0];
  }

  void exit(Channel channel) {
    channels.computeIfPresent(channel.event(), (_, known) -> known.exit());
  }

  private void run() {
    long heartbeatNanos = TimeUnit.MILLISECONDS.toNanos(bounds.heartbeatMillis());
    long heartbeatAt = System.nanoTime() + heartbeatNanos;
    try {
      while (!buffer.isClosed()) {
        Taken taken = buffer.take(heartbeatAt - System.nanoTime());
        carry(taken);
        long now = System.nanoTime();
        if (now - heartbeatAt >= 0) {
          heartbeatAt = now + heartbeatNanos;
          post(watcher -> watcher.heartbeat(now));
        }
        if (!taken.entries().isEmpty()) {
          TimeUnit.NANOSECONDS.sleep(pauseNanos());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long pauseNanos() {
    return Math.max(
        TimeUnit.MILLISECONDS.toNanos(bounds.pauseMillis()),
        counters.watchers() * PAUSE_NANOS_A_WATCHER);
  }

  private void carry(Taken taken) {
    try {
      if (taken.overflowed()) {
        counters.overflowed.increment();
        post(Watcher::lose);
      }
      if (!taken.entries().isEmpty()) {
        carry(taken.entries());
      }
    } catch (RuntimeException e) {
      LOG.error("Changes could not be sent; everyone who watches gets a whole map", e);
      post(Watcher::lose);
    }
  }

  private void carry(List<Entry> entries) {
    ShardStatus status = shard.status();
    CausalToken token =
        new CausalToken(
            status.incarnation(), status.group(), status.epoch(), entries.getLast().index());
    Map<Integer, List<Change>> byEvent = new LinkedHashMap<>();
    for (Entry entry : entries) {
      for (Change change : entry.changes()) {
        byEvent.computeIfAbsent(change.event(), _ -> new ArrayList<>()).add(change);
      }
    }
    byEvent.forEach(
        (event, changes) -> {
          Channel channel = channels.get(event);
          if (channel != null) {
            boolean tellStatuses = learnStatuses(channel, changes);
            Batch batch =
                Messages.changes(token, channel.venue(), changes, channel.statuses(), tellStatuses);
            counters.encoded.increment();
            channel.post(watcher -> watcher.deliver(batch));
            if (channel.notices().concern(changes)) {
              learnNotices(channel);
              List<Buffer> notices = channel.notices().after(changes);
              channel.post(watcher -> watcher.tell(notices));
            }
            if (changes.getLast() instanceof EventChanged left
                && left.fact() == EventFact.MOVED_AWAY) {
              channel.post(Watcher::end);
            }
          }
        });
  }

  /** Looks statuses up that the channel has not met; false when there are none. */
  private boolean learnStatuses(Channel channel, List<Change> changes) {
    List<String> known = channel.statuses();
    boolean unknown =
        changes.stream()
            .anyMatch(
                change ->
                    change instanceof ObjectChanged object && !known.contains(object.status()));
    if (!unknown) {
      return false;
    }
    List<String> statuses = shard.read(view -> statusesOf(view.event(channel.event())));
    if (statuses == null) {
      return false;
    }
    channel.learn(statuses);
    return true;
  }

  private static @Nullable List<String> statusesOf(@Nullable EventView event) {
    return event == null ? null : MapCopy.statusesOf(event);
  }

  private void post(Consumer<Watcher> action) {
    for (Channel channel : channels.values()) {
      channel.post(action);
    }
  }

  /** Stops carrying, and ends what is being watched. */
  @Override
  public void close() {
    subscription.close();
    buffer.close();
    thread.interrupt();
    post(Watcher::end);
  }
}
