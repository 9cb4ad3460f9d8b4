package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds of a known length, each of a seat of its own and watched until some node shows that seat
 * free, and the times without a leader that they may have lived longer for.
 */
final class TimedHolds implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LATE_MILLIS = 2_000;
  private static final Duration UNHEARD = Duration.ofSeconds(1);
  private static final long SOON_MILLIS = 500;
  private static final Duration LOOK_SELDOM = Duration.ofMillis(100);
  private static final Duration LOOK_OFTEN = Duration.ofMillis(10);

  private final ClusterClient client;
  private final List<URI> nodes;
  private final String event;
  private final long holdMillis;
  private final List<Held> holds = new ArrayList<>();
  private final List<Outage> outages = new CopyOnWriteArrayList<>();
  private final ExecutorService watchers = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * A hold.
   *
   * @param askedNanos when its token was asked for
   * @param answeredNanos when that was answered
   * @param freedNanos completes with when its seat was seen free
   */
  record Held(
      String what, long askedNanos, long answeredNanos, CompletableFuture<Long> freedNanos) {
    long livedMillis(long sinceNanos) {
      return TimeUnit.NANOSECONDS.toMillis(freedNanos.join() - sinceNanos);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  /**
   * A time in which nobody got a hold, somewhere between two moments. A node that has not heard the
   * next leader yet goes by the time of the one before: holds made there last longer too.
   */
  private record Outage(long fromNanos, long toNanos, double millis) {
    boolean touches(Held hold) {
      return hold.freedNanos().join() - fromNanos > 0
          && toNanos + UNHEARD.toNanos() - hold.askedNanos() > 0;
    }
  }

  /**
   * None yet.
   *
   * @param event has a row R1 with a seat for each hold
   */
  TimedHolds(ClusterClient client, List<URI> nodes, String event, long holdMillis) {
    this.client = client;
    this.nodes = List.copyOf(nodes);
    this.event = event;
    this.holdMillis = holdMillis;
  }

  /** Holds a seat at one of the nodes, by its number, and begins to watch it. */
  Held hold(int node, String when) {
    String seat = "R1-" + (holds.size() + 1);
    URI url = nodes.get(node);
    long askedNanos = System.nanoTime();
    ClusterClient.Answer token =
        client.post(
            url, "/v1/hold-tokens", ClusterClient.freshKey(), "{'holdMillis':" + holdMillis + "}");
    long answeredNanos = System.nanoTime();
    assertThat(token.status()).as(token.body()).isEqualTo(201);
    ClusterClient.Answer held =
        client.postUntilSettled(
            node,
            "/v1/events/" + event + "/holds",
            ClusterClient.freshKey(),
            "{'holdToken':'"
                + token.json().getString("holdToken")
                + "','objects':['"
                + seat
                + "']}");
    assertThat(held.status()).as(held.body()).isEqualTo(201);
    Held hold =
        new Held(
            "the hold of " + seat + " at " + url + ", " + when,
            askedNanos,
            answeredNanos,
            new CompletableFuture<>());
    holds.add(hold);
    watchers.execute(() -> watch(hold, seat, held.token()));
    return hold;
  }

  /** Holds a seat at each of the nodes. */
  List<Held> holdEverywhere(String when) {
    List<Held> held = new ArrayList<>();
    for (int node = 0; node < nodes.size(); node++) {
      held.add(hold(node, when));
    }
    return held;
  }

  /** A node that has not come as far as the hold does not count: it has never seen it. */
  private void watch(Held hold, String seat, String token) {
    String path = "/v1/events/" + event + "/objects/" + seat;
    for (int look = 0; !hold.freedNanos().isDone(); look++) {
      ClusterClient.Answer answer = client.get(nodes.get(look % nodes.size()), path, token);
      long nowNanos = System.nanoTime();
      if (answer.status() == 200 && answer.json().getString("status").equals("free")) {
        hold.freedNanos().complete(nowNanos);
      }
      long leftNanos =
          hold.askedNanos() + TimeUnit.MILLISECONDS.toNanos(holdMillis - SOON_MILLIS) - nowNanos;
      LockSupport.parkNanos((leftNanos > 0 ? LOOK_SELDOM : LOOK_OFTEN).toNanos());
    }
  }

  /** Nobody got a hold for so long, at some time since a moment. */
  void outage(long fromNanos, double millis) {
    outages.add(new Outage(fromNanos, System.nanoTime(), millis));
  }

  /** Waits for the ends of some holds. */
  void awaitEnds(List<Held> some) {
    some.forEach(hold -> Waiting.until(hold + " ends", PATIENCE, () -> hold.freedNanos().isDone()));
  }

  /**
   * Waits for all to end. None may have ended early, and none later than the times without a leader
   * and two seconds allow.
   */
  void assertAllEndOnTime() {
    awaitEnds(holds);
    for (Held hold : holds) {
      double withoutLeaderMillis =
          outages.stream().filter(each -> each.touches(hold)).mapToDouble(Outage::millis).sum();
      assertThat(hold.livedMillis(hold.askedNanos()))
          .as("how long %s lived at most, in ms", hold)
          .isGreaterThanOrEqualTo(holdMillis);
      assertThat((double) hold.livedMillis(hold.answeredNanos()))
          .as("how long %s lived, with %.0f ms without a leader", hold, withoutLeaderMillis)
          .isLessThanOrEqualTo(holdMillis + withoutLeaderMillis + LATE_MILLIS);
    }
  }

  @Override
  public void close() {
    holds.forEach(hold -> hold.freedNanos().cancel(false));
    watchers.shutdownNow();
  }
}
