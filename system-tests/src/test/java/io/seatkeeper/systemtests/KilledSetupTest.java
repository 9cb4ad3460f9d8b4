package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.replication.ClusterSetup;
import io.seatkeeper.replication.Hello;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster is founded, joined and given events, while whoever does that is killed at random
 * moments and told the same again. {@code -Dseed} repeats a run's moments, {@code -Drounds} makes
 * it longer.
 */
@Tag("long")
@Timeout(240)
class KilledSetupTest {
  private static final TestHouse HOUSE = new TestHouse(10, 20, 0, 0, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int COMMAND_MILLIS = 900;
  private static final int START_MILLIS = 2_500;
  private static final int REQUEST_MILLIS = 60;
  private static final int EVENTS = Integer.getInteger("rounds", 2);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void shouldFinishWhatIsToldAgainAfterAKill() throws Exception {
    String replay = "mvn verify -pl system-tests -am -Dtest=KilledSetupTest -Dseed=" + seed;
    System.out.println(replay);
    List<ClusterNode> nodes = ClusterNode.plan(folder, 3);
    try {
      found(nodes.getFirst());
      String key = nodes.getFirst().secretKey();
      join(nodes.get(1));
      joinWhileTheFirstDies(nodes.get(2), nodes.getFirst());
      assertMembers(nodes);
      List<String> events = createEvents(nodes, key);
      assertEvents(nodes, key, events);
    } catch (AssertionError | Exception e) {
      throw new AssertionError(replay, e);
    } finally {
      nodes.forEach(ClusterNode::close);
    }
  }

  private void found(ClusterNode node) throws Exception {
    node.admin(random, COMMAND_MILLIS, "init", "--shards", "2");
    node.admin("init", "--shards", "2");
    node.serve(random, START_MILLIS);
    node.serve();
  }

  private void join(ClusterNode node) throws Exception {
    node.admin(random, COMMAND_MILLIS, "join");
    node.admin("join");
    node.serve(random, START_MILLIS);
    node.serve();
  }

  private void joinWhileTheFirstDies(ClusterNode node, ClusterNode first) throws Exception {
    node.admin("join");
    CompletableFuture<Void> joining = aside(node::serve);
    awaitMoment(joining, START_MILLIS);
    first.kill();
    first.serve();
    joining.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits for a random moment, or until the work ends. */
  private void awaitMoment(CompletableFuture<Void> work, int mostMillis) {
    work.handle((_, _) -> true)
        .completeOnTimeout(false, random.nextInt(mostMillis), TimeUnit.MILLISECONDS)
        .join();
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private static CompletableFuture<Void> aside(Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread.startVirtualThread(
        () -> {
          try {
            work.run();
            done.complete(null);
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  /** One cluster, in which every log has each node as a voter once. */
  private static void assertMembers(List<ClusterNode> nodes) {
    try (ClusterSetup operator = new ClusterSetup(nodes.getFirst().config())) {
      Waiting.until("all nodes answer", PATIENCE, () -> operator.hellos().size() == nodes.size());
      List<Hello> hellos = operator.hellos();
      assertThat(hellos).extracting(Hello::cluster).containsOnly(hellos.getFirst().cluster());
      String[] ids = hellos.stream().map(Hello::node).toArray(String[]::new);
      assertThat(ids).doesNotHaveDuplicates();
      for (Hello hello : hellos) {
        assertThat(hello.groups()).hasSize(3);
        for (Hello.Log log : hello.groups()) {
          assertThat(log.peers()).as(log.group()).allMatch(Hello.Peer::voter);
          assertThat(log.peers()).extracting(Hello.Peer::id).containsExactlyInAnyOrder(ids);
        }
      }
    }
  }

  private List<String> createEvents(List<ClusterNode> nodes, String key) throws Exception {
    List<String> events = new ArrayList<>();
    for (int number = 1; number <= EVENTS; number++) {
      String event = "night-" + number;
      events.add(event);
      ClusterNode asked = nodes.get(random.nextInt(nodes.size()));
      ClusterNode other = nodes.get((nodes.indexOf(asked) + 1) % nodes.size());
      CompletableFuture<Void> asking =
          aside(
              () -> {
                try (ApiClient client = new ApiClient(asked.url(), key)) {
                  create(client, event);
                }
              });
      awaitMoment(asking, REQUEST_MILLIS);
      asked.kill();
      asking.handle((_, _) -> null).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      try (ApiClient client = new ApiClient(other.url(), key)) {
        Waiting.until(event + " is created", PATIENCE, () -> create(client, event));
      }
      asked.serve();
    }
    return events;
  }

  /** Imports the chart and creates the event, each under its own key; whether both were done. */
  private static boolean create(ApiClient client, String event) {
    return client.tell("/v1/charts/" + event, HOUSE.drawing(), "chart-" + event)
        && client.tell("/v1/events", "{'key':'%1$s','chart':'%1$s'}".formatted(event), event);
  }

  /** Each event is there once, at every node, and for sale. */
  private static void assertEvents(List<ClusterNode> nodes, String key, List<String> events) {
    for (ClusterNode node : nodes) {
      try (ApiClient client = new ApiClient(node.url(), key)) {
        Waiting.until(
            node.name() + " shows the events",
            PATIENCE,
            () -> keys(client.get("/v1/events"), "items").equals(events));
        for (String event : events) {
          assertThat(new JsonObject(client.get("/v1/charts/" + event)).getInteger("version"))
              .isEqualTo(1);
          int row = nodes.indexOf(node) + 1;
          client.post("/v1/events/" + event + "/bookings", "{'objects':['R" + row + "-1']}");
        }
      }
    }
  }

  private static List<String> keys(String body, String field) {
    JsonArray items = new JsonObject(body).getJsonArray(field);
    return items.stream().map(item -> ((JsonObject) item).getString("key")).toList();
  }
}
