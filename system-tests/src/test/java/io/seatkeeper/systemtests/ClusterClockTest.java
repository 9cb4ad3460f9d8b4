package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.seatkeeper.server.load.SteadyHolds;
import io.seatkeeper.systemtests.RunningCluster.Place;
import io.seatkeeper.systemtests.TimedHolds.Held;
import io.seatkeeper.systemtests.lab.ClockLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds end on time on three nodes, of which one has a wall clock that jumps by hours and another
 * one that drifts by a tenth, as followers and as leaders, also when leaders die.
 */
@Tag("long")
@Timeout(180)
class ClusterClockTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final long HOLD_MILLIS = 2_500;
  private static final long AWAIT_MILLIS = 60_000;
  private static final int FAST = 100;

  /** What a clock that runs a tenth too fast gains while its last measurement is believed. */
  private static final long STALE_MILLIS = 350;

  private static final String RIGHT = "n1";
  private static final String STEPPED = "n2";
  private static final String DRIFTING = "n3";

  @TempDir private Path folder;

  private final List<ClockLab> clocks = new ArrayList<>();
  private ClockLab stepped;
  private ClockLab drifting;
  private RunningCluster cluster;
  private ClusterClient client;
  private SteadyHolds traffic;
  private TimedHolds holds;

  /** A change of leaders. */
  private interface Failover {
    void happen() throws Exception;
  }

  @BeforeEach
  void start() throws Exception {
    List<Place> places = new ArrayList<>();
    for (String name : List.of(RIGHT, STEPPED, DRIFTING)) {
      ClockLab clock = ClockLab.open(folder.resolve("clock-" + name));
      clocks.add(clock);
      places.add(new Place(name, "127.0.0.1", clock.surroundings()));
    }
    stepped = clocks.get(1);
    drifting = clocks.get(2);
    cluster = RunningCluster.start(folder, "", places);
    client = new ClusterClient(cluster.urls(), cluster.secretKey(), ANSWER);
    cluster.putOnSale("night", new TestHouse(1, 50, 0, 0, 0));
    cluster.putOnSale("traffic", new TestHouse(1, 10, 0, 0, 0));
    traffic =
        SteadyHolds.start(
            new SteadyHolds.Options(cluster.urls(), "traffic", cluster.secretKey(), 3, 20));
    holds = new TimedHolds(client, cluster.urls(), "night", HOLD_MILLIS);
    outage(() -> cluster.transfer(RIGHT));
  }

  @AfterEach
  void end() {
    clocks.forEach(ClockLab::close);
    if (cluster != null) {
      cluster.close();
    }
    if (client != null) {
      client.close();
    }
    if (holds != null) {
      traffic.close();
      holds.close();
    }
  }

  @Test
  void shouldEndHoldsOnTimeThoughClocksAreWrongAndLeadersDie() throws Exception {
    wrongAsFollowers();
    steppedAsLeader();
    driftingAsLeader();

    holds.assertAllEndOnTime();
  }

  private void wrongAsFollowers() {
    stepped.step(HOUR);
    drifting.drift(FAST);
    List<Held> first = holds.holdEverywhere("the followers' clocks an hour ahead and fast");
    awaitOffset(HOUR);
    assertThat(cluster.meter(RIGHT, "seatkeeper_clock_trusted")).isOne();
    Waiting.until(
        STEPPED + " trusts its clock no more",
        PATIENCE,
        () -> cluster.meter(STEPPED, "seatkeeper_clock_trusted") == 0);
    assertMembersShow(STEPPED, stepped);
    assertMembersShow(DRIFTING, drifting);

    stepped.step(HOUR.multipliedBy(-2));
    drifting.drift(-FAST);
    List<Held> second = holds.holdEverywhere("the followers' clocks an hour behind and slow");
    awaitOffset(HOUR);
    assertMembersShow(STEPPED, stepped);
    holds.awaitEnds(first);
    holds.awaitEnds(second);
  }

  private void steppedAsLeader() throws Exception {
    surviving("before the clock an hour behind led", () -> outage(() -> cluster.transfer(STEPPED)));
    double jumps = jumps(STEPPED);
    holds.holdEverywhere("led by the clock an hour behind");
    stepped.step(HOUR.multipliedBy(2));
    List<Held> under = holds.holdEverywhere("while the leader's clock went two hours ahead");
    Waiting.until("the leader notes the jump", PATIENCE, () -> jumps(STEPPED) > jumps);
    holds.awaitEnds(under);
    stepped.step(HOUR.multipliedBy(-2));

    surviving("before the leader an hour behind died", () -> killLeader(STEPPED));
    cluster.startAgain(STEPPED);
  }

  private void driftingAsLeader() throws Exception {
    if (!cluster.leader().equals(DRIFTING)) {
      surviving("before the drifting clock led", () -> outage(() -> cluster.transfer(DRIFTING)));
    }
    drifting.drift(FAST);
    holds.holdEverywhere("led by a fast clock");
    drifting.drift(-FAST);
    List<Held> under = holds.holdEverywhere("led by a slow clock");
    holds.awaitEnds(under);
    drifting.drift(FAST);

    surviving("before the leader with the fast clock died", () -> killLeader(DRIFTING));
    assertThat(cluster.leaderAmong(cluster.others(DRIFTING))).isNotEqualTo(DRIFTING);
    holds.hold(0, "led by the next");
  }

  /** Has leaders change while holds are alive that were made under the one before. */
  private void surviving(String when, Failover failover) throws Exception {
    List<Held> alive = holds.holdEverywhere(when);
    assertThat(alive).noneMatch(hold -> hold.freedNanos().isDone());
    failover.happen();
  }

  private void killLeader(String name) throws Exception {
    assertThat(cluster.leader()).isEqualTo(name);
    outage(() -> cluster.kill(name));
  }

  /** Changes leaders, and measures from outside how long nobody got a hold. */
  private void outage(Failover failover) throws Exception {
    long fromNanos = System.nanoTime();
    traffic.mark();
    failover.happen();
    traffic.awaitEveryClient(AWAIT_MILLIS);
    holds.outage(fromNanos, traffic.longestGapMillis());
  }

  private double jumps(String node) {
    return cluster.meter(node, "seatkeeper_wall_clock_jumps_total");
  }

  /** Waits until the node with the right clock shows how far another's is from it. */
  private void awaitOffset(Duration offset) {
    Waiting.until(
        RIGHT + " shows " + offset,
        PATIENCE,
        () -> {
          double shown = cluster.meter(RIGHT, "seatkeeper_clock_offset_millis");
          return Math.abs(shown - offset.toMillis()) < 2_000;
        });
  }

  /** {@code admin members} shows a node's clock as the one with the right clock measured it. */
  private void assertMembersShow(String node, ClockLab clock) {
    long before = clock.offset().toMillis();
    String members = cluster.admin("members", RIGHT);
    long after = clock.offset().toMillis();
    Matcher shown =
        Pattern.compile("^" + node + " .* ([+-]\\d+) \\+-(\\d+) ms ", Pattern.MULTILINE)
            .matcher(members);
    assertThat(shown.find()).as(members).isTrue();
    long error = Long.parseLong(shown.group(2)) + STALE_MILLIS + Math.abs(after - before);
    assertThat(Long.parseLong(shown.group(1))).as(members).isCloseTo(after, within(error));
  }
}
