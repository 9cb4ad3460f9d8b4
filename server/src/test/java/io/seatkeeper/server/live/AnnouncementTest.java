package io.seatkeeper.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.server.live.SseClient.Message;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What watchers are told besides the map. */
@Timeout(60)
class AnnouncementTest {
  private static final Announcement FENCE =
      new Announcement(
          "fence",
          Set.of(EventFact.FENCED),
          true,
          (_, event) -> {
            boolean fenced = event.fenced();
            return () -> ("{\"fenced\":" + fenced + ",\"word\":\"Zäune\"}").getBytes(UTF_8);
          });
  private static final Announcement UNASKED =
      new Announcement(
          "unasked", Set.of(EventFact.FENCED), false, (_, _) -> () -> "{}".getBytes(UTF_8));

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Vertx vertx = Vertx.vertx();
  private final FakeShard shard = new FakeShard();
  private final FakeEvent gala = shard.create(3, "gala", 200);
  private final LiveFeed feed =
      new LiveFeed(
          shard.router(),
          new EventMaps(shard.router(), executor),
          executor,
          LiveBounds.DEFAULT,
          List.of(FENCE, UNASKED));
  private int port;

  @BeforeEach
  void serve() throws Exception {
    port = LiveServer.start(vertx, feed);
  }

  @AfterEach
  void close() throws Exception {
    feed.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    executor.close();
  }

  @Test
  void shouldGreetAfterTheMap() throws Exception {
    try (SseClient client = SseClient.open(port, "gala", null)) {
      assertThat(client.nextNews().name()).isEqualTo("snapshot");
      Message greeting = client.nextNews();

      assertThat(greeting.name()).isEqualTo("fence");
      assertThat(greeting.id()).isNull();
      assertThat(greeting.data().getBoolean("fenced")).isFalse();
      assertThat(greeting.data().getString("word")).isEqualTo("Zäune");
    }
  }

  @Test
  void shouldTellWhatHasChangedAfterTheChange() throws Exception {
    try (SseClient one = SseClient.open(port, "gala", null);
        SseClient other = SseClient.open(port, "gala", null)) {
      for (SseClient client : List.of(one, other)) {
        client.nextNews();
        client.nextNews();
      }

      shard.apply(() -> List.of(gala.move(5, "held")));
      shard.apply(() -> List.of(gala.fence()));

      for (SseClient client : List.of(one, other)) {
        Message message = client.nextNews();
        while (message.name().equals("changes")) {
          message = client.nextNews();
        }
        assertThat(message.name()).isEqualTo("fence");
        assertThat(message.data().getBoolean("fenced")).isTrue();
        assertThat(client.nextNews().name()).isEqualTo("unasked");
      }
    }
  }

  @Test
  void shouldGreetWhoComesBackWithWhatIsTrueByThen() throws Exception {
    String lastId;
    try (SseClient client = SseClient.open(port, "gala", null)) {
      client.nextNews();
      lastId = client.lastId();
    }
    shard.apply(() -> List.of(gala.fence()));

    try (SseClient client = SseClient.open(port, "gala", lastId)) {
      assertThat(client.nextNews().name()).isEqualTo("changes");
      Message greeting = client.nextNews();
      assertThat(greeting.name()).isEqualTo("fence");
      assertThat(greeting.data().getBoolean("fenced")).isTrue();
    }
  }
}
