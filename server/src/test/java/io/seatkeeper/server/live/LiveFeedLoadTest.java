package io.seatkeeper.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.server.live.SseClient.Message;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** Many watch while much changes, some of them badly. */
@Timeout(120)
@Isolated
class LiveFeedLoadTest {
  private static final long SEED = Long.getLong("seatkeeper.seed", System.nanoTime());
  private static final String REPLAY =
      "replay with: mvn -pl server -am test -Dtest=LiveFeedLoadTest -Dseatkeeper.seed=" + SEED;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx = Vertx.vertx();
  private final FakeShard shard = new FakeShard();
  private @Nullable LiveFeed opened;
  private int port;

  @AfterEach
  void close() throws Exception {
    if (opened != null) {
      opened.close();
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    executor.close();
  }

  @Test
  void shouldLoseAndRepeatNothing() throws Exception {
    LiveFeed feed = serve(new LiveBounds(100, 100_000, 5, 1000, 10_000, 5_000));
    FakeEvent gala = shard.create(3, "gala", 300);
    FakeEvent other = shard.create(4, "other", 300);
    AtomicBoolean selling = new AtomicBoolean(true);
    List<Future<MapModel>> watchers = new ArrayList<>();
    for (int watcher = 0; watcher < 16; watcher++) {
      Random random = new Random(SEED + watcher);
      watchers.add(executor.submit(() -> watch(random, gala, selling)));
    }

    sell(new Random(SEED), List.of(gala, other), 20_000);
    selling.set(false);

    for (Future<MapModel> watcher : watchers) {
      assertThat(watcher.get(60, TimeUnit.SECONDS))
          .as(REPLAY)
          .satisfies(model -> model.assertShows(gala));
    }
    assertThat(feed.counters().resyncs()).as("nobody was slow; %s", REPLAY).isZero();
    assertThat(feed.counters().resumptions()).as(REPLAY).isPositive();
    Until.holds("nobody watches", () -> feed.counters().watchers() == 0);
  }

  /** Watches, leaves and comes back, until nothing is sold any more and all of it has been seen. */
  private MapModel watch(Random random, FakeEvent event, AtomicBoolean selling) throws Exception {
    MapModel model = new MapModel();
    String lastId = null;
    boolean seen = false;
    while (!seen) {
      if (random.nextInt(8) == 0) {
        model = new MapModel();
        lastId = null;
      }
      try (SseClient client = SseClient.open(port, event.key(), lastId)) {
        int messages = 1 + random.nextInt(30);
        for (int message = 0; message < messages && !seen; message++) {
          Message next = client.nextNews();
          if (next.name().equals("snapshot")) {
            assertThat(lastId).as("the whole map only at first; %s", REPLAY).isNull();
            model.show(next.data());
          } else {
            model.change(next.data());
          }
          lastId = client.lastId();
          seen = !selling.get() && model.version == versionOf(event);
        }
      }
      if (!selling.get() && model.version == versionOf(event)) {
        seen = true;
      }
    }
    return model;
  }

  @Test
  void shouldResynchroniseASlowReaderAndKeepNobodyWaiting() throws Exception {
    LiveFeed feed = serve(new LiveBounds(10, 1_000_000, 1, 1000, 60_000, 100));
    FakeEvent large = shard.create(3, "large", 10_000);
    try (SseClient slow = SseClient.open(port, "large", null);
        SseClient quick = SseClient.open(port, "large", null)) {
      MapModel slowModel = new MapModel();
      slow.follow(slowModel, large.version());
      MapModel quickModel = new MapModel();
      quick.follow(quickModel, large.version());

      for (int round = 0; round < 150; round++) {
        moveAll(large, round % 2 == 0 ? "held" : "free");
        quick.follow(quickModel, large.version());
      }

      quickModel.assertShows(large);
      assertThat(feed.counters().resyncs()).as("it has not read on yet").isZero();
      slow.follow(slowModel, large.version());
      slowModel.assertShows(large);
      assertThat(feed.counters().resyncs()).isPositive();
      assertThat(feed.counters().laggards()).isZero();
    }
  }

  @Test
  void shouldCloseOnWhoNeverReads() throws Exception {
    LiveFeed feed = serve(new LiveBounds(10, 1_000_000, 1, 10, 50, 100));
    FakeEvent large = shard.create(3, "large", 10_000);
    try (SseClient stuck = SseClient.open(port, "large", null)) {
      stuck.nextNews();

      Until.holds(
          "it is closed",
          () -> {
            moveAll(large, "held");
            return feed.counters().laggards() == 1;
          });

      Until.holds("nobody watches", () -> feed.counters().watchers() == 0);
    }
  }

  private void moveAll(FakeEvent event, String status) {
    shard.apply(
        () -> {
          List<Change> changes = new ArrayList<>();
          for (int seat = 0; seat < event.seats(); seat++) {
            changes.add(event.move(seat, status));
          }
          return changes;
        });
  }

  private void sell(Random random, List<FakeEvent> events, int entries) {
    List<String> statuses = List.of("free", "held", "booked", "no-show", "vip", "late");
    for (int entry = 0; entry < entries; entry++) {
      shard.apply(
          () -> {
            List<Change> changes = new ArrayList<>();
            for (int change = random.nextInt(4); change > 0; change--) {
              FakeEvent event = events.get(random.nextInt(events.size()));
              int seat = random.nextInt(event.seats());
              changes.add(
                  switch (random.nextInt(8)) {
                    case 0 -> event.fill(random.nextInt(100), random.nextInt(100));
                    case 1 -> event.setForSale(seat, random.nextBoolean());
                    case 2 -> event.block(seat, random.nextBoolean());
                    default -> event.move(seat, statuses.get(random.nextInt(statuses.size())));
                  });
            }
            return changes;
          });
      if (entry % 20 == 0) {
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  private long versionOf(FakeEvent event) {
    return shard.read(_ -> event.version());
  }

  private LiveFeed serve(LiveBounds bounds) throws Exception {
    LiveFeed feed =
        new LiveFeed(
            shard.router(), new EventMaps(shard.router(), executor), executor, bounds, List.of());
    opened = feed;
    port = LiveServer.start(vertx, feed);
    return feed;
  }
}
