package io.seatkeeper.replication;

import io.seatkeeper.replication.NodeConfig.Upkeep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Renews the data directory's promises of how far its logs are durable. */
final class MarkerKeeper implements AutoCloseable {
  private final List<Promise> promises;
  private final NodeHealth health;
  private final Duration interval;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);

  /** One log's promise. */
  @FunctionalInterface
  interface Promise {
    /** Promises what is both applied and on this node's disk. */
    void renew() throws IOException;
  }

  MarkerKeeper(List<Promise> promises, Upkeep upkeep, NodeHealth health) {
    this.promises = List.copyOf(promises);
    this.health = health;
    this.interval = Duration.ofMillis(upkeep.markerMillis());
    this.thread = Thread.ofPlatform().name("marker").daemon().unstarted(this::run);
  }

  /**
   * Makes the first promise and goes on from there.
   *
   * @throws NodeStartException when the marker cannot be written
   */
  void start() {
    try {
      renew();
    } catch (IOException | RuntimeException e) {
      throw new NodeStartException(complaint(e), e);
    }
    thread.start();
  }

  /** Renews every promise. */
  void renew() throws IOException {
    for (Promise promise : promises) {
      promise.renew();
    }
  }

  private void run() {
    try {
      while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        renew();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      health.breaks(complaint(e), e);
    }
  }

  private static String complaint(Exception failure) {
    return "The marker in the data directory cannot be written: "
        + NodeHealth.rootMessage(failure)
        + ". Make room on the disk or replace it, then start again: everything acknowledged is"
        + " there.";
  }

  @Override
  public void close() {
    closed.countDown();
    Threads.join(thread);
  }
}
