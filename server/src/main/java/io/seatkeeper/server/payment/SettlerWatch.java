package io.seatkeeper.server.payment;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Change.OrderChanged;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import io.seatkeeper.replication.ChangeListener;
import io.seatkeeper.replication.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The orders of one shard whose payment somebody may have to look after, each with the moment when
 * that is; empty while another node leads the shard.
 *
 * <p>A confirmed order is looked after until its money was taken, an open one until it ends. One
 * that has ended is asked about ever more seldom, for a day: money may still arrive for it.
 */
final class SettlerWatch implements ChangeListener {
  /** Fourteen times the first wait, doubled each time, are a day. */
  private static final int MOST_ASKS = 14;

  private static final long LOOKED_BACK_MILLIS = Duration.ofDays(1).toMillis();

  private final Shard shard;
  private final long waitNanos;
  private final Map<Ref, Due> current = new ConcurrentHashMap<>();
  private final PriorityBlockingQueue<Due> queue = new PriorityBlockingQueue<>();
  private final Shard.Subscription subscription;
  private volatile boolean leading;
  private volatile boolean unread;

  SettlerWatch(Shard shard, Duration wait) {
    this.shard = shard;
    this.waitNanos = wait.toNanos();
    this.subscription = shard.subscribe(this);
  }

  private record Ref(int event, String reference) {}

  /** An order to be looked after from a moment of this process' monotonic clock on. */
  record Due(int event, String reference, OrderState state, int asks, long nanos)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.signum(nanos - other.nanos);
    }

    private Ref ref() {
      return new Ref(event, reference);
    }
  }

  @Override
  public void onEntry(long index, long logMillis, long wallMillis, List<Change> changes) {
    if (!leading) {
      return;
    }
    for (Change change : changes) {
      if (change instanceof OrderChanged order && order.total() > 0) {
        watch(new Ref(order.event(), order.order()), order.state(), 0);
      } else if (change instanceof EventChanged event && event.fact() == EventFact.MOVED_HERE) {
        unread = true;
      }
    }
  }

  @Override
  public void onReplaced(long index) {
    unread = true;
  }

  int waiting() {
    return current.size();
  }

  /** What is due now, at most so much; nothing where another node leads. */
  List<Due> due(int most) {
    if (!shard.status().leader()) {
      leading = false;
      current.clear();
      queue.clear();
      return List.of();
    }
    if (!leading) {
      leading = true;
      unread = true;
    }
    if (unread) {
      unread = false;
      readAll();
    }
    List<Due> due = new ArrayList<>();
    long now = System.nanoTime();
    Due first = queue.poll();
    while (first != null && first.nanos - now <= 0 && due.size() < most) {
      if (first.equals(current.get(first.ref()))) {
        due.add(first);
      }
      first = queue.poll();
    }
    if (first != null) {
      queue.add(first);
    }
    return due;
  }

  /** The name of an order that is due; null when it is not here any more. */
  @Nullable OrderName nameOf(Due due) {
    return shard.read(
        view -> {
          EventView event = view.event(due.event);
          return event == null || view.order(due.event, due.reference) == null
              ? null
              : new OrderName(event.key(), due.reference);
        });
  }

  /** Nobody has to look after it any more, unless something has happened to it meanwhile. */
  void leave(Due due) {
    current.remove(due.ref(), due);
  }

  /** It is looked after once more, unless something has happened to it meanwhile. */
  void askAgain(Due due) {
    if (due.equals(current.get(due.ref()))) {
      watch(due.ref(), due.state, due.asks + 1);
    }
  }

  private void watch(Ref ref, OrderState state, int asks) {
    long wait = waitNanos(state, asks);
    if (wait < 0) {
      current.remove(ref);
      return;
    }
    Due due = new Due(ref.event, ref.reference, state, asks, System.nanoTime() + wait);
    current.put(ref, due);
    queue.add(due);
  }

  private long waitNanos(OrderState state, int asks) {
    return switch (state) {
      case CONFIRMED -> waitNanos << Math.min(asks, 4);
      case OPEN -> (3 * waitNanos) << Math.min(asks, 2);
      case EXPIRED, CANCELLED, VOIDED, FAILED, REFUND_DUE ->
          asks < MOST_ASKS ? waitNanos << asks : -1;
      case CAPTURED, REFUNDED -> -1;
    };
  }

  private void readAll() {
    List<Integer> events =
        shard.read(
            view -> {
              List<Integer> all = new ArrayList<>();
              for (WorkspaceView workspace : view.workspaces()) {
                view.events(workspace.workspace()).forEach(event -> all.add(event.event()));
              }
              return all;
            });
    for (int event : events) {
      for (OrderView order : shard.read(view -> unsettled(view, event))) {
        watch(new Ref(order.event(), order.reference()), order.state(), 0);
      }
    }
  }

  private static List<OrderView> unsettled(ShardView view, int event) {
    long since = view.wallMillis() - LOOKED_BACK_MILLIS;
    return view.orders(event).stream()
        .filter(order -> !order.isFree())
        .filter(order -> order.isUnsettled() || order.changedWallMillis() > since)
        .toList();
  }

  void close() {
    subscription.close();
  }
}
