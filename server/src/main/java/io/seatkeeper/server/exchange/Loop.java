package io.seatkeeper.server.exchange;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event loop with a mailbox: what other threads post is run there, one hop for all that waits.
 *
 * <p>Whoever posts is an exchange in progress or an offloaded read, both of which are bounded.
 */
public final class Loop {
  private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
  private static final int BURST = 256;

  private final Context context;
  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean awake = new AtomicBoolean();
  private final Set<BodyReader> bodies = new LinkedHashSet<>();

  /** The loop of a context. */
  public Loop(Context context) {
    this.context = context;
  }

  /** Runs {@code task} on the loop, soon. Any thread may call. */
  public void post(Runnable task) {
    mailbox.add(task);
    if (awake.compareAndSet(false, true)) {
      context.runOnContext(_ -> drain());
    }
  }

  private void drain() {
    for (int count = 0; count < BURST; count++) {
      Runnable task = mailbox.poll();
      if (task == null) {
        break;
      }
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("A task of the event loop failed", e);
      }
    }
    awake.set(false);
    if (!mailbox.isEmpty() && awake.compareAndSet(false, true)) {
      context.runOnContext(_ -> drain());
    }
  }

  void reading(BodyReader body) {
    bodies.add(body);
  }

  void read(BodyReader body) {
    bodies.remove(body);
  }

  /** Gives up bodies that began to arrive before {@code beganBefore}. */
  void giveUpBodies(long beganBefore) {
    Queue<BodyReader> late = new ArrayDeque<>();
    for (BodyReader body : bodies) {
      if (body.beganNanos() - beganBefore >= 0) {
        break;
      }
      late.add(body);
    }
    late.forEach(BodyReader::giveUp);
  }
}
