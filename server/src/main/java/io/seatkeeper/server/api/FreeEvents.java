package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.replication.ChangeListener;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps public keys from booking what costs money. Which events are free is kept at the edge until
 * something happens to them, so that bookings need no read.
 */
final class FreeEvents implements ChangeListener, AutoCloseable {
  private final Set<Integer> free = ConcurrentHashMap.newKeySet();
  private final AtomicLong changes = new AtomicLong();
  private final List<Shard.Subscription> subscriptions;

  FreeEvents(ShardRouter shards) {
    this.subscriptions = shards.ofEvents().stream().map(shard -> shard.subscribe(this)).toList();
  }

  @Override
  public void onEntry(long index, long logMillis, long wallMillis, List<Change> entry) {
    for (Change change : entry) {
      if (change instanceof EventChanged event) {
        changes.incrementAndGet();
        free.remove(event.event());
      }
    }
  }

  @Override
  public void onReplaced(long index) {
    changes.incrementAndGet();
    free.clear();
  }

  /** Goes on if the events cost nothing, and otherwise refuses. Call on the loop. */
  void permit(Exchange exchange, List<KnownEvent> events, Runnable then) {
    if (events.stream().allMatch(event -> free.contains(event.number()))) {
      then.run();
      return;
    }
    exchange.offload(
        () -> {
          events.forEach(this::check);
          return events;
        },
        _ -> then.run());
  }

  private void check(KnownEvent event) {
    long before = changes.get();
    Prices prices =
        event
            .shard()
            .read(
                view -> {
                  EventView seen = view.event(event.number());
                  return seen == null ? null : seen.prices();
                });
    if (prices == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    if (!prices.isFree()) {
      throw Problem.of(
              ProblemCode.ORDER_NEEDED,
              "Tickets of event "
                  + event.key()
                  + " cost money: order what the hold token holds with POST"
                  + " /v1/events/{event}/orders, and pay the order. Only the secret key books"
                  + " directly.")
          .naming(List.of(event.key()))
          .thrown();
    }
    free.add(event.number());
    if (changes.get() != before) {
      free.remove(event.number());
    }
  }

  @Override
  public void close() {
    subscriptions.forEach(Shard.Subscription::close);
  }
}
