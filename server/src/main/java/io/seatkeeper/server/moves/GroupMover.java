package io.seatkeeper.server.moves;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.ForgetGroup;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Outcome.MoveBegun;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.state.GroupView;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.ClusterLink;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardException;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.replication.ShardUnavailableException;
import io.seatkeeper.replication.peer.PeerRefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the moves that the catalogue has under way, where this node leads it, and tidies up after
 * finished ones. Looks every second, so that a move outlives the node that began it.
 */
public final class GroupMover implements ClusterLink.Mover, AutoCloseable {
  /** How often it looks. */
  public static final long EVERY_MILLIS = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(GroupMover.class);
  private static final Duration CATCH_UP = Duration.ofSeconds(5);
  private static final long ORDER_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long LOOK_MILLIS = 20;

  private final ShardRouter shards;
  private final MoveStep.Listener steps;
  private final long everyMillis;
  private final Semaphore wake = new Semaphore(0);
  private final Map<String, String> refusals = new ConcurrentHashMap<>();
  private final AtomicLong lastFrozenMillis = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * A mover over a node's shards.
   *
   * @param steps hears of every step
   */
  public GroupMover(ShardRouter shards, MoveStep.Listener steps, long everyMillis) {
    this.shards = shards;
    this.steps = steps;
    this.everyMillis = everyMillis;
    this.thread = Thread.ofPlatform().name("group-mover").daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** How long the group that this node moved last could not be bought, milliseconds. */
  public long lastFrozenMillis() {
    return lastFrozenMillis.get();
  }

  /** Moves that this node has finished. */
  public long finished() {
    return finished.get();
  }

  /** Moves that this node has given up. */
  public long givenUp() {
    return givenUp.get();
  }

  @Override
  public void move(String group, String toShard) throws InterruptedException {
    long epoch = begin(group, toShard);
    wake.release();
    long deadline = System.nanoTime() + ORDER_NANOS;
    while (System.nanoTime() - deadline < 0 && !closed) {
      PlacementView placed = placement(group);
      if (placed != null && (placed.movingTo() == null || placed.movingEpoch() > epoch)) {
        if (placed.epoch() >= epoch) {
          return;
        }
        String reason = refusals.remove(group);
        throw new PeerRefusedException(
            "Group "
                + group
                + " stays where it is: "
                + (reason == null ? "the move was given up." : reason));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    throw new PeerRefusedException(
        "The move of group " + group + " takes long; it goes on. See admin groups.");
  }

  private long begin(String group, String toShard) throws InterruptedException {
    Shard to = shards.named(toShard);
    if (to == null || !shards.ofEvents().contains(to)) {
      throw new PeerRefusedException("There is no shard " + toShard + ". See admin shards.");
    }
    PlacementView placed = placement(group);
    Shard from = placed == null ? null : shards.named(placed.shard());
    for (Shard shard : from == null ? List.of(to) : List.of(from, to)) {
      if (shard.read(ShardView::behaviourVersion) < SeatEngine.MOVING_BEHAVIOUR) {
        throw new PeerRefusedException(
            "Shard " + shard.name() + " is of an older behaviour, which cannot move groups.");
      }
    }
    refusals.remove(group);
    try {
      Reply reply = ask(shards.catalogue(), new BeginMove(group, toShard));
      return ((MoveBegun) reply.outcome()).epoch();
    } catch (MoveRefusedException | ShardException e) {
      throw new PeerRefusedException(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable PlacementView placement(String group) {
    return shards.catalogue().read(view -> view.placement(group));
  }

  private void run() {
    try {
      while (!closed) {
        boolean _ = wake.tryAcquire(everyMillis, TimeUnit.MILLISECONDS);
        if (!closed && shards.catalogue().status().leader()) {
          attend();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attend() throws InterruptedException {
    try {
      shards.catalogue().awaitLatest(CATCH_UP).get();
      tidyUp();
      List<PlacementView> moving =
          shards
              .catalogue()
              .read(
                  view ->
                      view.placements().stream().filter(each -> each.movingTo() != null).toList());
      for (PlacementView each : moving) {
        drive(each);
      }
    } catch (ShardException e) {
      LOG.info("Moves wait: {}", e.getMessage());
    } catch (ExecutionException e) {
      LOG.info("Moves wait: {}", String.valueOf(e.getCause()));
    } catch (RuntimeException e) {
      LOG.warn("Moves are driven on in a moment", e);
    }
  }

  private void drive(PlacementView moving) throws InterruptedException {
    String group = moving.group();
    Shard from = shards.named(moving.shard());
    Shard to = shards.named(String.valueOf(moving.movingTo()));
    if (from == null || to == null) {
      LOG.error("Group {} moves from or to a shard that this node has not: {}", group, moving);
      return;
    }
    try {
      new GroupMove(
              shards.catalogue(),
              from,
              to,
              group,
              moving.movingEpoch(),
              this::ask,
              steps,
              lastFrozenMillis::set)
          .drive();
      finished.incrementAndGet();
      LOG.info(
          "Group {} moved from {} to {}; it was frozen for {} ms",
          group,
          from.name(),
          to.name(),
          lastFrozenMillis.get());
    } catch (MoveRefusedException refused) {
      givenUp.incrementAndGet();
      refusals.put(group, String.valueOf(refused.getMessage()));
      LOG.warn("Group {} stays on {}: {}", group, from.name(), refused.getMessage());
    } catch (ShardException e) {
      LOG.info("The move of group {} waits: {}", group, e.getMessage());
    }
  }

  /**
   * Has sources forget the groups that have left: a round later than they have left, so that every
   * node has heard that they are elsewhere before.
   */
  private void tidyUp() throws InterruptedException {
    for (Shard shard : shards.ofEvents()) {
      for (GroupView known : shard.read(ShardView::groups)) {
        PlacementView placed = placement(known.group());
        if (placed != null && GroupMove.isLeftover(known, shard, placed)) {
          ask(shard, new ForgetGroup(known.group(), known.epoch()));
          steps.done(MoveStep.FORGOTTEN);
        }
      }
    }
  }

  private Reply ask(Shard shard, Command command) throws InterruptedException {
    if (closed) {
      throw new ShardUnavailableException("This node is stopping.");
    }
    try {
      Reply reply = shard.submit(Request.unkeyed(command)).get();
      if (reply.outcome() instanceof Refused refused) {
        throw new MoveRefusedException(refused);
      }
      shard.await(reply.token(), CATCH_UP).get();
      return reply;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ShardException known
          ? known
          : new IllegalStateException("a step of a move failed", e.getCause());
    }
  }

  @Override
  public void close() {
    closed = true;
    wake.release();
    thread.interrupt();
    if (thread.getState() == Thread.State.NEW) {
      // A node of one shard has nothing to move.
      return;
    }
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
