package io.seatkeeper.server.payment;

import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardException;
import io.seatkeeper.server.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after payments that were left half way, in the shards that this node leads: whoever drove
 * one may have died, the log may have been away, the provider may have been silent.
 */
public final class Settler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Settler.class);

  /** Orders asked about in one round. */
  private static final int MOST_AT_ONCE = 64;

  private static final long MOST_EVERY_MILLIS = 1_000;

  private final Payments payments;
  private final List<SettlerWatch> watches;
  private final long everyMillis;
  private final AtomicLong asked = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * A settler over the shards that keep events.
   *
   * @param settleAfter how long a payment may stand still before it is looked after
   */
  public Settler(List<Shard> shards, Payments payments, Duration settleAfter) {
    this.payments = payments;
    this.watches = shards.stream().map(shard -> new SettlerWatch(shard, settleAfter)).toList();
    this.everyMillis = Math.clamp(settleAfter.toMillis() / 2, 1, MOST_EVERY_MILLIS);
    this.thread = Thread.ofPlatform().name("payment-settler").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Orders whose payment may still need somebody, as far as this node leads. */
  public int waiting() {
    return watches.stream().mapToInt(SettlerWatch::waiting).sum();
  }

  /** How often this node has asked a provider about an order by itself. */
  public long asked() {
    return asked.get();
  }

  private void run() {
    try {
      while (!closed) {
        TimeUnit.MILLISECONDS.sleep(everyMillis);
        for (SettlerWatch watch : watches) {
          attend(watch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attend(SettlerWatch watch) throws InterruptedException {
    try {
      List<SettlerWatch.Due> due = watch.due(MOST_AT_ONCE);
      Semaphore done = new Semaphore(0);
      for (SettlerWatch.Due each : due) {
        Thread.ofVirtual().name("payment-settling").start(() -> settle(watch, each, done));
      }
      done.acquire(due.size());
    } catch (ShardException e) {
      LOG.debug("Payments wait: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("Payments are looked after in a moment", e);
    }
  }

  private void settle(SettlerWatch watch, SettlerWatch.Due due, Semaphore done) {
    try {
      OrderName name = watch.nameOf(due);
      if (name == null) {
        watch.leave(due);
        return;
      }
      asked.incrementAndGet();
      if (payments.settle(name)) {
        watch.askAgain(due);
      } else {
        watch.leave(due);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ProblemException | ShardException e) {
      LOG.info("A payment waits: {}", e.getMessage());
      watch.askAgain(due);
    } catch (RuntimeException e) {
      LOG.warn("A payment is looked after in a moment", e);
      watch.askAgain(due);
    } finally {
      done.release();
    }
  }

  @Override
  public void close() {
    closed = true;
    watches.forEach(SettlerWatch::close);
    thread.interrupt();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
