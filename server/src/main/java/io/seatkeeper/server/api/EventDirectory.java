package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.GroupView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import io.seatkeeper.replication.ChangeListener;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardException;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.problem.ProblemException;
import io.seatkeeper.server.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds events by their keys: all of them, read at the start, followed from then on. What the
 * directory has not got yet is read when it is asked for.
 */
public final class EventDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventDirectory.class);

  private static final Duration ARRIVAL = Duration.ofSeconds(2);

  private final ShardRouter shards;
  private final Map<String, KnownEvent> known = new ConcurrentHashMap<>();
  private final AtomicLong deletions = new AtomicLong();
  private final List<Shard.Subscription> subscriptions;

  /** A directory of every shard's events. */
  public EventDirectory(ShardRouter shards) {
    this.shards = shards;
    this.subscriptions =
        shards.ofEvents().stream().map(shard -> shard.subscribe(new Follower(shard))).toList();
    shards.ofEvents().forEach(this::readAll);
  }

  /** The event, if it has been read before; does not block. */
  public @Nullable KnownEvent known(String key) {
    return known.get(key);
  }

  /**
   * The event, read when it has not been yet; may block.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when there is none
   */
  public KnownEvent find(String key) {
    KnownEvent found = known.get(key);
    if (found != null) {
      return found;
    }
    long deletionsBefore = deletions.get();
    KnownEvent read = readWhereItIs(key);
    if (read == null && awaitArrival(groupOf(key))) {
      read = readWhereItIs(key);
    }
    KnownEvent there = read;
    if (read == null) {
      throw Problems.eventUnknown(key).thrown();
    }
    known.compute(key, (_, _) -> deletions.get() == deletionsBefore ? there : null);
    return read;
  }

  /**
   * The event where it is by now, whatever was known of it; may block.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when there is none any more
   */
  KnownEvent findAgain(KnownEvent event) {
    forget(event);
    return find(event.key());
  }

  /** Whether the event, as far as this node has heard, is stopped by a move. */
  static boolean isFrozen(KnownEvent event) {
    return event.shard().read(view -> view.group(event.group()).state()) == GroupState.FROZEN;
  }

  private @Nullable KnownEvent readWhereItIs(String key) {
    List<Shard> all = shards.ofEvents();
    Shard shard = all.size() == 1 ? all.getFirst() : shards.having(key);
    return shard == null ? null : shard.read(view -> read(shard, view, key));
  }

  /**
   * Waits until this node has heard of a group's arrival, where it has heard of its departure only.
   *
   * @return whether there was something to wait for
   */
  private boolean awaitArrival(String group) {
    for (Shard shard : shards.ofEvents()) {
      GroupView left = shard.read(view -> view.group(group));
      String target = left.toShard();
      Shard to = left.state() == GroupState.MOVED && target != null ? shards.named(target) : null;
      if (to != null && to.read(view -> view.group(group).epoch()) < left.epoch()) {
        try {
          to.awaitLatest(ARRIVAL).join();
        } catch (CompletionException e) {
          throw Problems.of(e).thrown();
        }
        return true;
      }
    }
    return false;
  }

  /** Goes on with the event at once, or after reading it elsewhere. Call on the loop. */
  public void with(Exchange exchange, String key, Consumer<KnownEvent> then) {
    KnownEvent found = known.get(key);
    if (found != null) {
      then.accept(found);
    } else {
      exchange.offload(() -> find(key), then);
    }
  }

  /** Goes on with all the events, in the order of their keys. Call on the loop. */
  public void withAll(Exchange exchange, List<String> keys, Consumer<List<KnownEvent>> then) {
    if (keys.stream().allMatch(known::containsKey)) {
      List<KnownEvent> found = keys.stream().map(known::get).toList();
      if (!found.contains(null)) {
        then.accept(found);
        return;
      }
    }
    exchange.offload(() -> keys.stream().map(this::find).toList(), then);
  }

  /** Forgets an event that turned out to be gone. */
  public void forget(KnownEvent event) {
    known.remove(event.key(), event);
  }

  /** The placement group of an event's key: what stands before the first dot, or all of it. */
  public static String groupOf(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  @Override
  public void close() {
    subscriptions.forEach(Shard.Subscription::close);
  }

  private void readAll(Shard shard) {
    List<KnownEvent> all =
        shard.read(
            view -> {
              List<KnownEvent> found = new ArrayList<>();
              for (WorkspaceView workspace : view.workspaces()) {
                for (EventView event : view.events(workspace.workspace())) {
                  if (view.group(event.group()).state() == GroupState.ACTIVE) {
                    found.add(describe(shard, event, workspace.mode()));
                  }
                }
              }
              return found;
            });
    all.forEach(event -> known.putIfAbsent(event.key(), event));
  }

  /** Hears what happens to the events of one shard. */
  private final class Follower implements ChangeListener {
    private final Shard shard;

    Follower(Shard shard) {
      this.shard = shard;
    }

    @Override
    public void onEntry(long index, long logMillis, long wallMillis, List<Change> changes) {
      follow(changes);
    }

    @Override
    public void onReplaced(long index) {
      deletions.incrementAndGet();
      known.values().removeIf(event -> event.shard().equals(shard));
      Thread.ofVirtual().start(() -> readAll(shard));
    }
  }

  /** Runs on the apply thread: forgets at once, reads elsewhere. */
  private void follow(List<Change> changes) {
    for (Change change : changes) {
      if (change instanceof EventChanged event) {
        if (event.fact() == EventFact.DELETED || event.fact() == EventFact.MOVED_AWAY) {
          deletions.incrementAndGet();
          known.remove(event.detail());
        } else if (event.fact() == EventFact.MOVED_HERE) {
          deletions.incrementAndGet();
          known.remove(event.detail());
          Thread.ofVirtual().start(() -> readAhead(event.detail()));
        } else if (event.fact() == EventFact.CREATED) {
          Thread.ofVirtual().start(() -> readAhead(event.detail()));
        }
      }
    }
  }

  private void readAhead(String key) {
    try {
      find(key);
    } catch (ProblemException | ShardException e) {
      LOG.debug("Event {} is not read ahead: {}", key, e.getMessage());
    }
  }

  private static @Nullable KnownEvent read(Shard shard, ShardView view, String key) {
    EventView event = view.eventByKey(key);
    return event == null ? null : describe(shard, event, modeOf(view, event.workspace()));
  }

  private static KnownEvent describe(Shard shard, EventView event, Mode mode) {
    return new KnownEvent(
        shard,
        event.event(),
        event.key(),
        event.workspace(),
        mode,
        event.group(),
        event.chart(),
        event.chartVersion(),
        event.venue());
  }

  private static Mode modeOf(ShardView view, String workspace) {
    for (WorkspaceView candidate : view.workspaces()) {
      if (candidate.workspace().equals(workspace)) {
        return candidate.mode();
      }
    }
    throw new IllegalStateException("an event of no workspace: " + workspace);
  }
}
