package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.systemtests.RunningCluster.Log;
import io.seatkeeper.systemtests.RunningCluster.Place;
import io.seatkeeper.systemtests.lab.NetworkLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes, each on a machine of its own as far as the network goes, sell while cables are cut
 * between them and from them to their buyers.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
@Timeout(120)
class NetworkCutTest {
  /** A request whose fate is not known is given up sooner than usual: the test waits for it. */
  private static final String SETTINGS = "log:\n  answer-millis: 2000\n";

  private static final TestHouse HOUSE = new TestHouse(60, 50, 0, 0, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Twice the longest that a follower waits for its leader. */
  private static final Duration CUT = Duration.ofSeconds(2);

  private static final Duration BUYERS_WAIT = Duration.ofSeconds(1);
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final int ENOUGH = 10;
  private static final Pattern SHARD_LINE =
      Pattern.compile("^main +n\\d +\\w+ +\\d+ +(\\d+) +([0-9a-f]{16})$", Pattern.MULTILINE);
  private static final int STUBBORN = 4;

  private final ExecutorService asides = Executors.newVirtualThreadPerTaskExecutor();
  private NetworkLab lab;
  private RunningCluster cluster;
  private ClusterClient client;
  private ClusterClient patientClient;
  private SteadyBuyers buyers;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    lab = NetworkLab.open(3);
    List<Place> places =
        lab.nodes().stream()
            .map(name -> new Place(name, lab.address(name), lab.surroundings(name)))
            .toList();
    cluster = RunningCluster.start(folder, SETTINGS, places);
    client = new ClusterClient(cluster.urls(), cluster.secretKey(), BUYERS_WAIT);
    patientClient = new ClusterClient(cluster.urls(), cluster.secretKey(), WAIT);
    cluster.putOnSale("night", HOUSE);
    cluster.putOnSale("minority", new TestHouse(1, 10, 0, 0, 0));
    buyers = SteadyBuyers.start(client, "night", seats());
    buyers.awaitMore(ENOUGH, PATIENCE);
  }

  private static List<String> seats() {
    return IntStream.rangeClosed(1, HOUSE.rows())
        .boxed()
        .flatMap(
            row -> IntStream.rangeClosed(1, HOUSE.seats()).mapToObj(seat -> "R" + row + "-" + seat))
        .toList();
  }

  @AfterAll
  void end() {
    asides.shutdownNow();
    Stream.of(buyers, client, patientClient, cluster, lab)
        .filter(each -> each != null)
        .forEach(NetworkCutTest::close);
  }

  private static void close(AutoCloseable each) {
    try {
      each.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Whatever was cut: once it is healed all nodes are the same and have all that was promised. */
  @AfterEach
  void healAndCompare() {
    lab.heal();
    cluster.awaitReady();
    buyers.awaitMore(ENOUGH, PATIENCE);
    cluster.assertAllRun();
    buyers.whileTheyWait(
        () -> {
          List<Log> logs = cluster.settled();
          assertThat(logs.stream().map(Log::stateHash).distinct())
              .as("state hashes at one index: %s", logs)
              .hasSize(1);
          cluster.urls().forEach(url -> buyers.assertShownBy(patientClient, url));
        });
  }

  @Test
  void shouldSellOnWhileLeaderAndFollowerDoNotHearEachOther() {
    String leader = cluster.leader();
    String follower = cluster.others(leader).getFirst();

    lab.cutBothWays(leader, follower);

    assertSellsOnFor(CUT);
  }

  @Test
  void shouldSellOnWhileFollowersDoNotHearEachOther() {
    List<String> followers = cluster.others(cluster.leader());

    lab.cutBothWays(followers.getFirst(), followers.getLast());

    assertSellsOnFor(CUT);
  }

  @Test
  void shouldSellOnWhileAFollowerDoesNotHearTheLeader() {
    String leader = cluster.leader();

    lab.cutOneWay(leader, cluster.others(leader).getFirst());

    assertSellsOnFor(CUT);
  }

  @Test
  void shouldSellOnWhileTheLeaderDoesNotHearAFollower() {
    String leader = cluster.leader();

    lab.cutOneWay(cluster.others(leader).getFirst(), leader);

    assertSellsOnFor(CUT);
  }

  @Test
  void shouldSellOnWhileTheLeaderHearsNobodyThoughAllHearIt() {
    String leader = cluster.leader();

    cluster.others(leader).forEach(follower -> lab.cutOneWay(follower, leader));

    assertSellsOnFor(CUT);
  }

  @Test
  void shouldSellOnWhileBuyersCannotReachTheLeader() {
    String leader = cluster.leader();
    List<String> others = cluster.others(leader);

    lab.cutClient(leader);

    assertSellsOnFor(CUT);
    for (String node : others) {
      Waiting.until(node + " is ready", PATIENCE, () -> cluster.isReady(node));
    }
  }

  @Test
  void shouldSellOnWithoutAnIsolatedLeaderThatAcknowledgesNothing() {
    String old = cluster.leader();
    List<String> majority = cluster.others(old);

    lab.isolate(old);
    List<Stubborn> asked = IntStream.rangeClosed(1, STUBBORN).mapToObj(Stubborn::new).toList();
    List<CompletableFuture<ClusterClient.Answer>> answers =
        asked.stream()
            .map(each -> CompletableFuture.supplyAsync(() -> each.askAt(old), asides))
            .toList();
    String leader = cluster.leaderAmong(majority);
    assertThat(leader).isNotEqualTo(old);
    buyers.awaitMore(ENOUGH, PATIENCE);

    List<Integer> statuses = answers.stream().map(answer -> answer.join().status()).toList();
    assertThat(statuses).as("what %s answers, isolated", old).isSubsetOf(503, 504);
    assertThat(linearizableRead(old)).isEqualTo(503);
    for (Stubborn each : asked) {
      assertThat(each.statusAt(leader)).isEqualTo("free");
    }
    buyers.awaitMore(ENOUGH, PATIENCE);

    lab.heal();
    for (Stubborn each : asked) {
      assertThat(each.askAgain().status()).as("%s again, with its key", each).isEqualTo(201);
      assertThat(each.askAgain().status()).as("and again").isEqualTo(201);
    }
  }

  @Test
  void shouldShowOperatorsThatTheNodesAreTheSame() {
    buyers.whileTheyWait(
        () -> {
          String node = cluster.names().getFirst();
          Waiting.until(
              "admin shards shows three nodes at one index, with one hash",
              PATIENCE,
              () -> {
                Matcher shown = SHARD_LINE.matcher(cluster.admin("shards", node));
                List<MatchResult> lines = shown.results().toList();
                return lines.size() == 3
                    && lines.stream().map(line -> line.group(1)).distinct().count() == 1
                    && lines.stream().map(line -> line.group(2)).distinct().count() == 1;
              });
        });
  }

  /** For so long, and until enough was sold in spite of it. */
  private void assertSellsOnFor(Duration time) {
    long startNanos = System.nanoTime();
    buyers.awaitMore(ENOUGH, PATIENCE);
    while (System.nanoTime() - startNanos < time.toNanos()) {
      buyers.awaitMore(1, PATIENCE);
    }
  }

  private int linearizableRead(String node) {
    return patientClient
        .get(cluster.url(node), "/v1/events/minority/objects/R1-1?consistency=linearizable", "")
        .status();
  }

  /** Somebody who books a seat at an isolated node, and later elsewhere under the same key. */
  private final class Stubborn {
    private final String seat;
    private final String key = ClusterClient.freshKey();

    Stubborn(int number) {
      seat = "R1-" + number;
    }

    ClusterClient.Answer askAt(String node) {
      return patientClient.post(cluster.url(node), "/v1/events/minority/bookings", key, booking());
    }

    ClusterClient.Answer askAgain() {
      return patientClient.postUntilSettled(0, "/v1/events/minority/bookings", key, booking());
    }

    private String booking() {
      return "{'objects':['" + seat + "'],'order':'of-" + seat + "'}";
    }

    String statusAt(String node) {
      return patientClient
          .get(cluster.url(node), "/v1/events/minority/objects/" + seat, "")
          .json()
          .getString("status");
    }

    @Override
    public String toString() {
      return "the booking of " + seat;
    }
  }
}
