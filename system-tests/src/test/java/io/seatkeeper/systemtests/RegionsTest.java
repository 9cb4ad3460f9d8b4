package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.systemtests.RegionalBookings.Acknowledged;
import io.seatkeeper.systemtests.Regions.Site;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster over regions that are 80 ms apart, one way. */
@Tag("long")
@Timeout(180)
class RegionsTest {
  private static final Duration ONE_WAY = Duration.ofMillis(80);
  private static final double ONE_WAY_MILLIS = 80;
  private static final double ROUND_TRIP_MILLIS = 2 * ONE_WAY_MILLIS;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String EVENT = "night";

  private static final int TRIES = 10_000;
  private static final int PEOPLE = 256;
  private static final TestHouse HOUSE = new TestHouse(16, 30, 0, 0, 0);
  private static final int FEW = 16;
  private static final int READS = 2_000;
  private static final double READ_MILLIS = 10;

  private static final TestHouse LARGE_HOUSE = new TestHouse(12, 100, 0, 0, 0);
  private static final int HOLDS = 7;
  private static final int BOOKINGS = 40;
  private static final long GAP_MILLIS = 10_000;

  @TempDir private Path folder;

  @Test
  void shouldReadNearTheBuyerAndNeverMissTheirOwnWrites() throws Exception {
    List<Site> sites = List.of(new Site("near", true), new Site("far", false));
    try (Regions regions = Regions.start(folder, ONE_WAY, sites);
        Buyers buyers = new Buyers(regions.secretKey())) {
      URI near = regions.url("near");
      URI far = regions.url("far");
      regions.node("near").createEvent(EVENT, HOUSE);
      awaitShown(buyers, far);
      OwnWrites writes = new OwnWrites(buyers, EVENT, List.of(near, far), far);
      AtomicInteger left = new AtomicInteger(TRIES);
      Latencies crowded =
          readWhile(buyers, far, writes.start(PEOPLE, () -> left.getAndDecrement() > 0));
      int tries = writes.done();
      AtomicInteger reads = new AtomicInteger(READS);
      Thread few = writes.start(FEW, () -> reads.get() > 0);
      Latencies maps = read(buyers, far, reads);
      few.join();
      double liveMillis = liveMillis(buyers, near, far);

      System.out.printf(
          Locale.ROOT,
          "80 ms away: %s%nmaps without a token while %d write: %s; while %d write: %s%n"
              + "a change is live after %.0f ms%n",
          writes.text(),
          FEW,
          maps,
          PEOPLE,
          crowded,
          liveMillis);
      assertThat(writes.faults()).isEmpty();
      assertThat(tries).isEqualTo(TRIES);
      assertThat(maps.medianMillis()).isLessThan(READ_MILLIS);
      assertThat(crowded.medianMillis()).isLessThan(ONE_WAY_MILLIS);
      assertThat(liveMillis).isGreaterThanOrEqualTo(ONE_WAY_MILLIS);
    }
  }

  @Test
  void shouldSurviveTheLossOfOneOfThreeRegions() throws Exception {
    List<Site> sites =
        List.of(new Site("east", true), new Site("west", true), new Site("north", true));
    try (Regions regions = Regions.start(folder, ONE_WAY, sites);
        Buyers buyers = new Buyers(regions.secretKey())) {
      Map<String, URI> nodes = new LinkedHashMap<>();
      sites.forEach(site -> nodes.put(site.region(), regions.url(site.region())));
      regions.node("east").createEvent(EVENT, LARGE_HOUSE);
      nodes.values().forEach(node -> awaitShown(buyers, node));
      String lost = awaitLeader(buyers, nodes, "");
      Map<String, Latencies> holds = holdEverywhere(buyers, nodes);
      RegionalBookings bookings = new RegionalBookings(buyers, EVENT, nodes);
      bookings.start(new TestHouse(12, 90, 0, 0, 0));
      Waiting.until("people book", PATIENCE, () -> bookings.acknowledged().size() >= BOOKINGS);

      regions.cutOff(lost);
      long cutNanos = System.nanoTime();
      Waiting.until("the sale goes on", PATIENCE, () -> bookings.askedAfter(cutNanos) >= BOOKINGS);
      long healedNanos = System.nanoTime();
      regions.heal(lost);
      Waiting.until("it goes on", PATIENCE, () -> bookings.askedAfter(healedNanos) >= BOOKINGS);
      bookings.end();
      String leader = awaitLeader(buyers, nodes, lost);
      awaitSameIndex(buyers, nodes);

      System.out.printf(
          Locale.ROOT,
          "three regions 80 ms apart: a hold's median by region %s, %s leads; %s lost, %s leads: %d"
              + " ms without a booking%n",
          medians(holds),
          lost,
          lost,
          leader,
          bookings.longestGapMillis());
      assertLatencies(holds, lost);
      assertThat(bookings.longestGapMillis()).isLessThan(GAP_MILLIS);
      assertThat(bookings.refused()).isEmpty();
      assertThat(bookings.acknowledged().values())
          .as("a region alone acknowledges nothing")
          .noneMatch(one -> isBy(one, lost, cutNanos, healedNanos));
      Map<String, String> owed =
          bookings.acknowledged().values().stream()
              .collect(Collectors.toMap(Acknowledged::seat, Acknowledged::order));
      nodes.forEach((region, node) -> assertThat(booked(buyers, node)).as(region).isEqualTo(owed));
    }
  }

  private static void awaitShown(Buyers buyers, URI node) {
    Waiting.until(
        node + " shows the event",
        PATIENCE,
        () -> buyers.get(node, "/v1/events/" + EVENT + "/objects").ok());
  }

  /** One reader without a token, as long as a crowd writes. */
  private static Latencies readWhile(Buyers buyers, URI node, Thread crowd)
      throws InterruptedException {
    Latencies latencies = new Latencies();
    do {
      latencies.add(mapNanos(buyers, node));
    } while (!crowd.join(Duration.ofMillis(10)));
    return latencies;
  }

  /** Readers without a token, one after another, until none is left. */
  private static Latencies read(Buyers buyers, URI node, AtomicInteger left) {
    Latencies latencies = new Latencies();
    while (left.getAndDecrement() > 0) {
      latencies.add(mapNanos(buyers, node));
    }
    return latencies;
  }

  private static long mapNanos(Buyers buyers, URI node) {
    Buyers.Heard heard = buyers.get(node, "/v1/events/" + EVENT + "/objects");
    assertThat(heard.status()).isEqualTo(200);
    return heard.nanos();
  }

  /** How long after a change was asked for near its leader it is in the feed of a node. */
  private static double liveMillis(Buyers buyers, URI near, URI far) throws Exception {
    String token = buyers.holdToken(near, "live");
    JsonArray labels =
        buyers.get(far, "/v1/events/" + EVENT + "/chart").json().getJsonArray("labels");
    int object = labels.size() - 1;
    try (BufferedReader feed =
        new BufferedReader(
            new InputStreamReader(buyers.open(far, "/v1/events/" + EVENT + "/changes"), UTF_8))) {
      assertThat(data(feed, "snapshot")).isNotEmpty();
      long askedNanos = System.nanoTime();
      String body =
          "{'holdToken':'%s','objects':['%s']}".formatted(token, labels.getString(object));
      assertThat(buyers.post(near, "/v1/events/" + EVENT + "/holds", "live-hold", body).ok())
          .isTrue();
      JsonArray changes = new JsonObject(data(feed, "changes")).getJsonArray("changes");

      assertThat(changes).hasSize(1);
      assertThat(changes.getJsonArray(0).getInteger(0)).isEqualTo(object);
      return (System.nanoTime() - askedNanos) / 1e6;
    }
  }

  /** The data of the next server-sent event of a kind. */
  private static String data(BufferedReader feed, String kind) throws IOException {
    String name = "";
    for (String line = feed.readLine(); line != null; line = feed.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring("event: ".length());
      } else if (line.startsWith("data: ") && name.equals(kind)) {
        return line.substring("data: ".length());
      }
    }
    throw new AssertionError("the feed ended before " + kind);
  }

  /** The region whose node leads, once one other than that does. */
  private static String awaitLeader(Buyers buyers, Map<String, URI> nodes, String other) {
    String[] found = {other};
    Waiting.until(
        "somebody leads",
        PATIENCE,
        () -> {
          nodes.forEach(
              (region, node) -> {
                if (!region.equals(other) && shard(buyers, node).getBoolean("leader")) {
                  found[0] = region;
                }
              });
          return !found[0].equals(other);
        });
    return found[0];
  }

  /** What a node says of its only shard. */
  private static JsonObject shard(Buyers buyers, URI node) {
    return buyers.get(node, "/health/ready").json().getJsonArray("shards").getJsonObject(0);
  }

  private static void awaitSameIndex(Buyers buyers, Map<String, URI> nodes) {
    Waiting.until(
        "all nodes are as far",
        PATIENCE,
        () ->
            nodes.values().stream()
                    .map(node -> shard(buyers, node))
                    .filter(shard -> shard.getBoolean("ready"))
                    .map(shard -> shard.getLong("index"))
                    .distinct()
                    .count()
                == 1);
  }

  /** Holds at each node, one after another: nobody waits for anybody else. */
  private static Map<String, Latencies> holdEverywhere(Buyers buyers, Map<String, URI> nodes) {
    Map<String, Latencies> holds = new TreeMap<>();
    nodes.forEach(
        (region, node) -> {
          Latencies own = new Latencies();
          String token = buyers.holdToken(node, "token-" + region);
          for (int hold = 0; hold < HOLDS; hold++) {
            String seat = "R%d-%d".formatted(holds.size() + 1, 91 + hold);
            String body = "{'holdToken':'%s','objects':['%s']}".formatted(token, seat);
            String path = "/v1/events/" + EVENT + "/holds";
            Buyers.Heard heard = buyers.post(node, path, "hold-" + seat, body);
            assertThat(heard.status()).as(heard.body()).isEqualTo(201);
            own.add(heard.nanos());
          }
          holds.put(region, own);
        });
    return holds;
  }

  private static void assertLatencies(Map<String, Latencies> holds, String leader) {
    holds.forEach(
        (region, latencies) ->
            assertThat(latencies.medianMillis())
                .as(region)
                .isBetween(
                    region.equals(leader) ? ROUND_TRIP_MILLIS : 2 * ROUND_TRIP_MILLIS,
                    3 * ROUND_TRIP_MILLIS));
  }

  private static String medians(Map<String, Latencies> holds) {
    return holds.entrySet().stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT, "%s %.0f ms", each.getKey(), each.getValue().medianMillis()))
        .collect(Collectors.joining(", "));
  }

  private static boolean isBy(Acknowledged one, String region, long fromNanos, long toNanos) {
    return one.region().equals(region)
        && one.askedNanos() - fromNanos > 0
        && one.nanos() - toNanos < 0;
  }

  /** Booked seats and their orders, as a node shows them. */
  private static Map<String, String> booked(Buyers buyers, URI node) {
    Map<String, String> booked = new TreeMap<>();
    String after = "";
    while (true) {
      JsonObject page =
          buyers.get(node, "/v1/events/" + EVENT + "/owners?limit=1000" + after).json();
      for (Object each : page.getJsonArray("items")) {
        JsonObject item = (JsonObject) each;
        if (item.getString("status").equals("booked")) {
          booked.put(item.getString("label"), item.getString("order"));
        }
      }
      if (page.getValue("next") == null) {
        return booked;
      }
      after = "&after=" + page.getValue("next");
    }
  }
}
