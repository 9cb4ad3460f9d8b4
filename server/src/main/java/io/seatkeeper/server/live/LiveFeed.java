package io.seatkeeper.server.live;

import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows events as they change, as server-sent events: first {@code snapshot}, then {@code changes};
 * {@code resync} and another {@code snapshot} to whom messages had to be dropped; {@code heartbeat}
 * when nothing happens; announcements, such as where the sale stands, after each snapshot and
 * whenever they change.
 *
 * <p>Each message's id is a causal token. Who comes back with the last one gets what it missed, out
 * of the audit trail. A slow reader is never waited for. Safe for concurrent use.
 */
public final class LiveFeed implements AutoCloseable {
  private final ShardRouter router;
  private final EventMaps maps;
  private final Executor executor;
  private final LiveBounds bounds;
  private final LiveCounters counters = new LiveCounters();
  private final List<ShardFeed> feeds;

  /**
   * A feed of every shard's events.
   *
   * @param executor where state and audit trails are read; its threads may wait
   * @param announcements what is told of events besides their maps
   */
  public LiveFeed(
      ShardRouter router,
      EventMaps maps,
      Executor executor,
      LiveBounds bounds,
      List<Announcement> announcements) {
    this.router = router;
    this.maps = maps;
    this.executor = executor;
    this.bounds = bounds;
    this.feeds =
        router.ofEvents().stream()
            .map(
                shard ->
                    new ShardFeed(
                        shard, bounds, counters, announcements, event -> arrived(shard, event)))
            .toList();
  }

  /** Who watched the event where it was comes back, and is shown it where it is. */
  private void arrived(Shard there, EventChanged event) {
    maps.forget(event.detail());
    for (ShardFeed feed : feeds) {
      if (!feed.shard().equals(there)) {
        feed.moved(event.event());
      }
    }
  }

  /** How many watch an event on this node. */
  public int watchers(int event) {
    return feeds.stream().mapToInt(feed -> feed.watchers(event)).sum();
  }

  /** What the feed has done. */
  public LiveCounters counters() {
    return counters;
  }

  /**
   * Answers a request with an event's changes until one side ends it. Called on the request's event
   * loop.
   *
   * @param event the event's key
   * @param lastEventId the id of the last message the caller has seen; null for none
   * @param open gives the request's response; called once, when it is sure that it will be used
   * @return completes on the event loop once the answer has begun; fails, with nothing written,
   *     with {@link TooManyWatchersException}, {@link EventUnknownException} or what {@link
   *     Shard#read} throws
   */
  public Future<Void> watch(
      String event,
      @Nullable String lastEventId,
      HttpServerRequest request,
      Supplier<HttpServerResponse> open) {
    Context context = Vertx.currentContext();
    if (counters.watching.incrementAndGet() > bounds.watchers()) {
      counters.watching.decrementAndGet();
      counters.refused.increment();
      return Future.failedFuture(new TooManyWatchersException(bounds.watchers()));
    }
    Promise<Void> begun = Promise.promise();
    executor.execute(
        () -> {
          try {
            ShardFeed feed = feedOf(event);
            Channel channel = feed.enter(event);
            context.runOnContext(
                _ -> {
                  if (channel == null) {
                    counters.watching.decrementAndGet();
                    begun.fail(new EventUnknownException(event));
                  } else {
                    begin(new Opening(feed, channel, event, lastEventId, context), request, open);
                    begun.complete();
                  }
                });
          } catch (RuntimeException e) {
            counters.watching.decrementAndGet();
            context.runOnContext(_ -> begun.fail(e));
          }
        });
    return begun.future();
  }

  private ShardFeed feedOf(String event) {
    Shard shard = EventMaps.shardOf(router, event);
    for (ShardFeed feed : feeds) {
      if (feed.shard().equals(shard)) {
        return feed;
      }
    }
    throw new IllegalStateException("a shard that is not one of the router's");
  }

  /** What is known of a watcher before its answer begins. */
  private record Opening(
      ShardFeed feed,
      Channel channel,
      String event,
      @Nullable String lastEventId,
      Context context) {}

  private void begin(
      Opening opening, HttpServerRequest request, Supplier<HttpServerResponse> open) {
    HttpServerResponse response = open.get();
    Channel channel = opening.channel();
    if (response.closed()) {
      forget(opening);
      return;
    }
    Watcher watcher =
        new Watcher(
            opening.context(),
            response,
            channel.event(),
            () -> maps.readFresh(opening.event()),
            channel.notices()::greeting,
            () -> cutOff(request),
            bounds,
            counters);
    Channel.Group group = channel.join(opening.context(), watcher);
    Runnable leave =
        once(
            () -> {
              watcher.gone();
              channel.leave(group, watcher);
              forget(opening);
            });
    response.exceptionHandler(_ -> leave.run());
    response.closeHandler(_ -> leave.run());
    response.endHandler(_ -> leave.run());
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("x-accel-buffering", "no");
    response.write(Messages.OPENING);
    String lastEventId = opening.lastEventId();
    if (lastEventId == null) {
      watcher.begin();
    } else {
      executor.execute(
          () -> {
            Batch missed = missed(opening.feed().shard(), channel, lastEventId);
            opening.context().runOnContext(_ -> watcher.resume(missed));
          });
    }
  }

  private void forget(Opening opening) {
    opening.feed().exit(opening.channel());
    counters.watching.decrementAndGet();
  }

  /**
   * Closes a connection whose peer does not read. An orderly close would wait for what was written
   * before to be read, which is for ever.
   */
  private static void cutOff(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase connection) {
      var _ = connection.channelHandlerContext().close();
    } else {
      request.response().reset();
    }
  }

  private @Nullable Batch missed(Shard shard, Channel channel, String lastEventId) {
    try {
      return Resumption.missed(shard, channel, lastEventId, bounds.resumeChanges());
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** All of these handlers may be called, by the one event loop. */
  private static Runnable once(Runnable action) {
    return new Runnable() {
      private boolean done;

      @Override
      public void run() {
        if (!done) {
          done = true;
          action.run();
        }
      }
    };
  }

  /** Ends every answer and stops. */
  @Override
  public void close() {
    feeds.forEach(ShardFeed::close);
  }
}
