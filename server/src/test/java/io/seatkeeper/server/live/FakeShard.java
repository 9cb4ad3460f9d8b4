package io.seatkeeper.server.live;

import io.seatkeeper.core.codec.GroupExport;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.AuditReader;
import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.ChangeListener;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.replication.ShardStatus;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A shard of fake events: a test applies entries to it, and it keeps their trail. */
final class FakeShard implements Shard, AuditReader {
  static final long INCARNATION = 77;

  private final Map<Integer, FakeEvent> events = new LinkedHashMap<>();
  private final List<AuditRecord> trail = new ArrayList<>();
  private final List<ChangeListener> listeners = new CopyOnWriteArrayList<>();
  private final ShardView view =
      (ShardView)
          Proxy.newProxyInstance(
              FakeShard.class.getClassLoader(),
              new Class<?>[] {ShardView.class},
              (_, method, arguments) ->
                  switch (method.getName()) {
                    case "index" -> this.index;
                    case "event" -> events.get((Integer) arguments[0]);
                    case "eventByKey" -> byKey((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                  });
  private long index = 100;
  private int reads;
  private int pageSize = Integer.MAX_VALUE;

  /** Adds an event in a log entry of its own. */
  FakeEvent create(int event, String key, int seats) {
    FakeEvent created = new FakeEvent(event, key, seats);
    apply(
        () -> {
          events.put(event, created);
          return List.of(created.created());
        });
    return created;
  }

  void delete(FakeEvent event) {
    apply(
        () -> {
          events.remove(event.event());
          return List.of(event.deleted());
        });
  }

  /** Applies one log entry: its changes become readable, then the listeners hear of them. */
  void apply(Supplier<List<Change>> entry) {
    List<Change> changes;
    long applied;
    synchronized (this) {
      index++;
      applied = index;
      changes = entry.get();
      changes.forEach(change -> trail.add(new AuditRecord(applied, applied, applied, change)));
    }
    listeners.forEach(listener -> listener.onEntry(applied, applied, applied, changes));
  }

  synchronized int reads() {
    return reads;
  }

  synchronized void limitPagesTo(int records) {
    pageSize = records;
  }

  private @Nullable EventView byKey(String key) {
    return events.values().stream()
        .filter(event -> event.key().equals(key))
        .findFirst()
        .orElse(null);
  }

  @Override
  public synchronized <T> T read(Function<? super ShardView, ? extends T> reader) {
    reads++;
    return reader.apply(view);
  }

  @Override
  public Subscription subscribe(ChangeListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  @Override
  public synchronized ShardStatus status() {
    return new ShardStatus(
        INCARNATION, "main", 1, index, 0, 0, true, true, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Override
  public AuditReader audit() {
    return this;
  }

  @Override
  public synchronized AuditPage read(AuditQuery query) {
    List<AuditRecord> found = new ArrayList<>();
    int most = Math.min(query.limit(), pageSize);
    for (AuditRecord each : trail) {
      if (each.change().event() == query.event()
          && each.index() > query.afterIndex()
          && each.change().eventVersion() > query.from()) {
        if (found.size() == most) {
          return new AuditPage(found, found.getLast().change().eventVersion());
        }
        found.add(each);
      }
    }
    return new AuditPage(found, 0);
  }

  @Override
  public String name() {
    return "main";
  }

  @Override
  public long logMillis() {
    return 0;
  }

  ShardRouter router() {
    return new ShardRouter(List.of(this));
  }

  @Override
  public CompletableFuture<Reply> submit(Request request) {
    throw new UnsupportedOperationException("nothing is submitted here");
  }

  @Override
  public @Nullable GroupExport export(String placementGroup, long epoch) {
    return null;
  }

  @Override
  public CompletableFuture<Void> await(CausalToken token, Duration bound) {
    throw new UnsupportedOperationException("nothing is awaited here");
  }

  @Override
  public CompletableFuture<Void> awaitLatest(Duration bound) {
    throw new UnsupportedOperationException("nothing is awaited here");
  }
}
