package io.seatkeeper.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.server.live.EventMaps.Reading;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventMapsTest {
  private static final long MILLI = 1_000_000;

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong nanos = new AtomicLong();
  private final FakeShard shard = new FakeShard();
  private final EventMaps maps = new EventMaps(shard.router(), executor, nanos::get);
  private final FakeEvent gala = shard.create(3, "gala", 10);

  @AfterEach
  void close() {
    executor.close();
  }

  @Test
  void shouldShowTheWholeEvent() throws Exception {
    shard.apply(
        () ->
            List.of(
                gala.move(1, "held"),
                gala.move(2, "no-show"),
                gala.setForSale(3, false),
                gala.block(4, true),
                gala.fill(20, 30)));

    EventMap map = read().map();

    JsonObject json = new JsonObject(new String(map.json(7), UTF_8));
    assertThat(json.getString("event")).isEqualTo("gala");
    assertThat(json.getString("token")).isEqualTo(map.token().toString());
    assertThat(json.getLong("ageMillis")).isEqualTo(7);
    assertThat(json.getJsonObject("areas").getJsonObject("10"))
        .isEqualTo(new JsonObject("{\"capacity\":1000,\"held\":20,\"booked\":30,\"free\":950}"));
    MapModel model = new MapModel();
    model.show(json);
    model.assertShows(gala);
    assertThat(model.statuses).containsExactly("free", "held", "booked", "no-show");
  }

  @Test
  void shouldCompressTheSameDocument() throws Exception {
    EventMap map = read().map();

    for (long age : List.of(0L, 12_345L)) {
      assertThat(unzip(map.gzip(age))).isEqualTo(map.json(age));
    }
  }

  @Test
  void shouldCompressALargeDocumentWell() throws Exception {
    FakeEvent large = shard.create(4, "large", 60_000);
    shard.apply(
        () -> {
          List<Change> changes = new ArrayList<>();
          for (int seat = 0; seat < 60_000; seat += 3) {
            changes.add(large.move(seat, "booked"));
          }
          return changes;
        });
    EventMap map = maps.read("large", null).get(10, SECONDS).map();

    assertThat(map.gzip(3)).hasSizeLessThan(map.json(3).length / 4);
    assertThat(unzip(map.gzip(3))).isEqualTo(map.json(3));
  }

  @Test
  void shouldHandOutTheSameMapForAWhile() throws Exception {
    EventMap first = read().map();
    shard.apply(() -> List.of(gala.move(1, "held")));
    nanos.addAndGet(EventMaps.PAUSE_MILLIS * MILLI - 1);
    int reads = shard.reads();

    Reading second = read();

    assertThat(second.map()).isSameAs(first);
    assertThat(second.ageMillis(nanos.get())).isEqualTo(EventMaps.PAUSE_MILLIS - 1);
    assertThat(shard.reads()).isEqualTo(reads);
  }

  @Test
  void shouldTakeTheMapAnewAfterAWhile() throws Exception {
    EventMap first = read().map();
    shard.apply(() -> List.of(gala.move(1, "held")));
    nanos.addAndGet(EventMaps.PAUSE_MILLIS * MILLI);

    EventMap second = read().map();

    assertThat(second.version()).isEqualTo(first.version() + 1);
    assertThat(second.etag()).isNotEqualTo(first.etag());
  }

  @Test
  void shouldKeepTheMapOfAnEventThatDoesNotChange() throws Exception {
    Reading first = read();
    shard.create(9, "other", 1);
    nanos.addAndGet(EventMaps.PAUSE_MILLIS * MILLI);

    Reading second = read();

    assertThat(second.map()).isSameAs(first.map());
    assertThat(second.index()).isGreaterThan(first.index());
    assertThat(second.ageMillis(nanos.get())).isZero();
  }

  @Test
  void shouldShowWhatACallerHasSeen() throws Exception {
    EventMaps timed = new EventMaps(shard.router(), executor);
    long before = timed.read("gala", null).get(10, SECONDS).map().version();
    shard.apply(() -> List.of(gala.move(1, "held")));

    Reading after = timed.read("gala", shard.status().token()).get(10, SECONDS);

    assertThat(after.map().version()).isEqualTo(before + 1);
    assertThat(after.index()).isEqualTo(shard.status().index());
  }

  @Test
  void shouldTakeTheMapOnceForManyWhoAsk() throws Exception {
    EventMaps timed = new EventMaps(shard.router(), executor);
    int reads = shard.reads();
    List<CompletableFuture<Reading>> asked = new ArrayList<>();
    long began = System.nanoTime();
    for (int caller = 0; caller < 500; caller++) {
      shard.apply(() -> List.of(gala.move(1, "held")));
      asked.add(timed.read("gala", shard.status().token()));
    }
    for (CompletableFuture<Reading> reading : asked) {
      assertThat(reading.get(10, SECONDS).map().event()).isEqualTo(3);
    }
    long pauses = (System.nanoTime() - began) / (EventMaps.PAUSE_MILLIS * MILLI);

    assertThat(shard.reads() - reads).isLessThanOrEqualTo((int) pauses + 2);
  }

  @Test
  void shouldSayWhenThereIsNoSuchEvent() {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> maps.read("nothing", null).get(10, SECONDS))
        .withCauseInstanceOf(EventUnknownException.class);
  }

  @Test
  void shouldShowTheEventThatTookAnothersPlace() throws Exception {
    int first = read().map().event();
    shard.delete(gala);
    shard.create(8, "gala", 5);
    nanos.addAndGet(EventMaps.PAUSE_MILLIS * MILLI);

    assertThat(first).isEqualTo(3);
    assertThat(read().map().event()).isEqualTo(8);
  }

  @Test
  void shouldKeepABoundedNumberOfMaps() throws Exception {
    for (int event = 0; event < 2 * EventMaps.MOST_EVENTS; event++) {
      shard.create(1000 + event, "event-" + event, 1);
      nanos.addAndGet(MILLI);
      maps.read("event-" + event, null).get(10, SECONDS);
    }
    int reads = shard.reads();
    nanos.addAndGet(-MILLI);
    maps.read("event-" + (2 * EventMaps.MOST_EVENTS - 1), null).get(10, SECONDS);

    assertThat(shard.reads()).as("the newest is still kept").isEqualTo(reads);
    assertThat(maps.kept()).isEqualTo(EventMaps.MOST_EVENTS);
  }

  @Test
  void shouldBeNamedByItsEntityTag() throws Exception {
    EventMap map = read().map();
    CausalToken token = map.token();

    assertThat(map.isNamedBy(map.etag())).isTrue();
    assertThat(map.isNamedBy("\"x\", \"" + token + "\"")).isTrue();
    assertThat(map.isNamedBy("*")).isTrue();
    assertThat(map.isNamedBy("\"" + token + "0\"")).isFalse();
    assertThat(map.isNamedBy(null)).isFalse();
  }

  private Reading read() throws Exception {
    return maps.read("gala", null).get(10, SECONDS);
  }

  private static byte[] unzip(byte[] zipped) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      return in.readAllBytes();
    }
  }
}
