package io.seatkeeper.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.server.live.SseClient.Message;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveFeedTest {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx = Vertx.vertx();
  private final FakeShard shard = new FakeShard();
  private final FakeEvent gala = shard.create(3, "gala", 200);
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
  void shouldBeginWithTheWholeMap() throws Exception {
    serve(LiveBounds.DEFAULT);
    shard.apply(() -> List.of(gala.move(5, "booked"), gala.fill(3, 4)));

    try (SseClient client = open(null)) {
      Message message = client.nextNews();

      assertThat(client.response().headers().firstValue("Content-Type"))
          .hasValue("text/event-stream");
      assertThat(message.name()).isEqualTo("snapshot");
      MapModel model = new MapModel();
      model.show(message.data());
      model.assertShows(gala);
      assertThat(CausalToken.parse(String.valueOf(message.id())).index())
          .isEqualTo(shard.status().index());
    }
  }

  @Test
  void shouldTellChangesAsTheyHappen() throws Exception {
    serve(LiveBounds.DEFAULT);
    try (SseClient client = open(null)) {
      MapModel model = new MapModel();
      client.follow(model, gala.version());

      shard.apply(() -> List.of(gala.move(5, "held"), gala.fill(3, 4)));
      Message changes = client.nextNews();

      assertThat(changes.name()).isEqualTo("changes");
      assertThat(changes.data().getLong("from")).isEqualTo(model.version);
      assertThat(changes.data().getJsonArray("changes"))
          .isEqualTo(new JsonArray("[[5,1],[200,0,3,4]]"));
      assertThat(changes.data().containsKey("statuses")).isFalse();
      model.change(changes.data());
      model.assertShows(gala);
    }
  }

  @Test
  void shouldTellEveryKindOfChange() throws Exception {
    serve(LiveBounds.DEFAULT);
    try (SseClient client = open(null)) {
      MapModel model = new MapModel();
      client.follow(model, gala.version());

      shard.apply(() -> List.of(gala.move(5, "no-show"), gala.setForSale(6, false)));
      shard.apply(() -> List.of(gala.block(7, true), gala.fill(9, 0)));
      shard.apply(() -> List.of(gala.fill(0, 0), gala.setForSale(gala.area(), false)));
      shard.apply(() -> List.of(gala.fence()));
      client.follow(model, gala.version());

      model.assertShows(gala);
      assertThat(model.statuses).contains("no-show");
    }
  }

  @Test
  void shouldTellNothingOfOtherEvents() throws Exception {
    serve(LiveBounds.DEFAULT);
    FakeEvent other = shard.create(4, "other", 10);
    try (SseClient client = open(null)) {
      client.nextNews();
      shard.apply(() -> List.of(other.move(1, "held")));
      shard.apply(() -> List.of(gala.move(2, "held")));

      assertThat(client.nextNews().data().getJsonArray("changes"))
          .isEqualTo(new JsonArray("[[2,1]]"));
    }
  }

  @Test
  void shouldGroupChangesAndKeepTheLastOfEachObject() throws Exception {
    serve(LiveBounds.DEFAULT);
    try (SseClient client = open(null)) {
      MapModel model = new MapModel();
      client.follow(model, gala.version());
      for (int change = 0; change < 2000; change++) {
        String status = change % 2 == 0 ? "held" : "free";
        shard.apply(() -> List.of(gala.move(9, status)));
      }

      int messages = client.follow(model, gala.version());

      model.assertShows(gala);
      assertThat(messages).isLessThan(200);
      assertThat(feed().counters().batches()).isLessThan(200);
    }
  }

  @Test
  void shouldSendAReturningWatcherExactlyWhatItMissed() throws Exception {
    serve(LiveBounds.DEFAULT);
    MapModel model = new MapModel();
    String lastId;
    try (SseClient client = open(null)) {
      client.follow(model, gala.version());
      shard.apply(() -> List.of(gala.move(1, "held")));
      client.follow(model, gala.version());
      lastId = client.lastId();
    }
    shard.limitPagesTo(2);
    shard.apply(() -> List.of(gala.move(1, "booked"), gala.move(2, "no-show")));
    shard.apply(() -> List.of(gala.fill(8, 1), gala.move(3, "held")));
    shard.apply(() -> List.of(gala.move(2, "free")));

    try (SseClient client = open(lastId)) {
      Message missed = client.nextNews();

      assertThat(missed.name()).isEqualTo("changes");
      assertThat(missed.data().getLong("from")).isEqualTo(model.version);
      assertThat(missed.data().getJsonArray("changes"))
          .isEqualTo(new JsonArray("[[1,2],[2,0],[200,0,8,1],[3,1]]"));
      model.change(missed.data());
      model.assertShows(gala);
      assertThat(feed().counters().resumptions()).isEqualTo(1);

      shard.apply(() -> List.of(gala.move(4, "held")));
      client.follow(model, gala.version());
      model.assertShows(gala);
    }
  }

  @Test
  void shouldGoOnWhereNothingWasMissed() throws Exception {
    serve(LiveBounds.DEFAULT);
    MapModel model = new MapModel();
    String lastId;
    try (SseClient client = open(null)) {
      client.follow(model, gala.version());
      lastId = client.lastId();
    }
    try (SseClient client = open(lastId)) {
      Until.holds("it goes on", () -> feed().counters().resumptions() == 1);
      shard.apply(() -> List.of(gala.move(4, "held")));
      Message next = client.nextNews();

      assertThat(next.name()).isEqualTo("changes");
      model.change(next.data());
      model.assertShows(gala);
    }
  }

  @Test
  void shouldSendTheWholeMapToWhoMissedTooMuch() throws Exception {
    serve(new LiveBounds(10, 1000, 50, 10_000, 10_000, 3));
    String lastId = shard.status().token().toString();
    for (int seat = 0; seat < 4; seat++) {
      int moved = seat;
      shard.apply(() -> List.of(gala.move(moved, "held")));
    }

    assertResynchronised(lastId);
  }

  @Test
  void shouldSendTheWholeMapToWhoComesFromAnotherHistory() throws Exception {
    serve(LiveBounds.DEFAULT);
    long index = shard.status().index();

    assertResynchronised(new CausalToken(78, "main", 1, index).toString());
    assertResynchronised(new CausalToken(FakeShard.INCARNATION, "main", 0, index).toString());
    assertResynchronised(new CausalToken(FakeShard.INCARNATION, "main", 1, 1 << 20).toString());
    assertResynchronised("nonsense");
  }

  @Test
  void shouldSendTheWholeMapOfTheEventThatTookAnothersPlace() throws Exception {
    serve(LiveBounds.DEFAULT);
    String lastId = shard.status().token().toString();
    shard.delete(gala);
    FakeEvent successor = shard.create(8, "gala", 7);

    try (SseClient client = open(lastId)) {
      assertThat(client.nextNews().name()).isEqualTo("resync");
      MapModel model = new MapModel();
      model.show(client.nextNews().data());
      model.assertShows(successor);
    }
  }

  @Test
  void shouldResynchroniseWhenChangesHadToBeDropped() throws Exception {
    serve(new LiveBounds(10, 3, 50, 10_000, 10_000, 100));
    try (SseClient client = open(null)) {
      MapModel model = new MapModel();
      client.follow(model, gala.version());
      shard.apply(
          () -> {
            List<Change> changes = new ArrayList<>();
            for (int seat = 0; seat < 4; seat++) {
              changes.add(gala.move(seat, "held"));
            }
            return changes;
          });

      assertThat(client.nextNews().name()).isEqualTo("resync");
      client.follow(model, gala.version());
      model.assertShows(gala);
      assertThat(feed().counters().overflows()).isEqualTo(1);
      assertThat(feed().counters().resyncs()).isEqualTo(1);
    }
  }

  @Test
  void shouldSendHeartbeats() throws Exception {
    serve(new LiveBounds(10, 1000, 50, 20, 10_000, 100));
    try (SseClient client = open(null)) {
      client.nextNews();
      Message first = client.next();
      Message second = client.next();

      assertThat(first).isEqualTo(new Message(null, "heartbeat", new JsonObject()));
      assertThat(second).isEqualTo(first);
    }
  }

  @Test
  void shouldRefuseMoreWatchersThanItMayHave() throws Exception {
    serve(new LiveBounds(1, 1000, 50, 10_000, 10_000, 100));
    try (SseClient first = open(null)) {
      first.nextNews();
      try (SseClient second = open(null)) {
        assertThat(second.status()).isEqualTo(503);
      }
      assertThat(feed().counters().refusals()).isEqualTo(1);
      assertThat(feed().counters().watchers()).isEqualTo(1);
    }
    Until.holds("the first has left", () -> feed().counters().watchers() == 0);
    try (SseClient third = open(null)) {
      assertThat(third.nextNews().name()).isEqualTo("snapshot");
    }
  }

  @Test
  void shouldSayWhenThereIsNoSuchEvent() throws Exception {
    serve(LiveBounds.DEFAULT);
    try (SseClient client = SseClient.open(port, "nothing", null)) {
      assertThat(client.status()).isEqualTo(404);
    }
    assertThat(feed().counters().watchers()).isZero();
  }

  @Test
  void shouldEndWhenTheEventIsGone() throws Exception {
    serve(LiveBounds.DEFAULT);
    try (SseClient client = open(null)) {
      client.nextNews();
      shard.delete(gala);

      assertThat(client.nextNews().name()).isEqualTo("changes");
      assertThat(client.next()).isNull();
    }
    Until.holds("nobody watches", () -> feed().counters().watchers() == 0);
  }

  @Test
  void shouldForgetWatchersThatClose() throws Exception {
    serve(LiveBounds.DEFAULT);
    List<SseClient> clients = new ArrayList<>();
    for (int client = 0; client < 20; client++) {
      clients.add(open(null));
    }
    assertThat(feed().counters().watchers()).isEqualTo(20);
    for (SseClient client : clients) {
      client.close();
    }

    Until.holds("nobody watches", () -> feed().counters().watchers() == 0);
  }

  @Test
  void shouldEndEveryAnswerWhenItCloses() throws Exception {
    LiveFeed feed = serve(LiveBounds.DEFAULT);
    try (SseClient client = open(null)) {
      client.nextNews();
      feed.close();

      assertThat(client.next()).isNull();
    }
  }

  private void assertResynchronised(String lastId) throws IOException, InterruptedException {
    try (SseClient client = open(lastId)) {
      assertThat(client.nextNews().name()).isEqualTo("resync");
      Message map = client.nextNews();
      assertThat(map.name()).isEqualTo("snapshot");
      MapModel model = new MapModel();
      model.show(map.data());
      model.assertShows(gala);
    }
  }

  private SseClient open(@Nullable String lastId) throws IOException, InterruptedException {
    return SseClient.open(port, "gala", lastId);
  }

  private LiveFeed feed() {
    if (opened == null) {
      throw new IllegalStateException("nothing is served");
    }
    return opened;
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
