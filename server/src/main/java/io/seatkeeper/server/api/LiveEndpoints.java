package io.seatkeeper.server.api;

import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.CausalTokenException;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Front;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.live.EventMap;
import io.seatkeeper.server.live.EventMaps;
import io.seatkeeper.server.live.EventMaps.Reading;
import io.seatkeeper.server.live.EventUnknownException;
import io.seatkeeper.server.live.LiveFeed;
import io.seatkeeper.server.live.TooManyWatchersException;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.Problems;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** An event's whole map, and its changes as they happen. */
public final class LiveEndpoints {
  private static final int WATCHERS_RETRY_SECONDS = 5;

  private final EventMaps maps;
  private final LiveFeed feed;
  private final Executor executor;

  /**
   * Endpoints over these maps and this feed.
   *
   * @param executor where maps are put together and compressed, off the event loops
   */
  public LiveEndpoints(EventMaps maps, LiveFeed feed, Executor executor) {
    this.maps = maps;
    this.feed = feed;
    this.executor = executor;
  }

  /** The two routes. */
  public List<Route> routes() {
    return List.of(
        Route.read("/v1/events/{event}/objects", Access.OPEN, this::map),
        Route.get("/v1/events/{event}/changes", Access.OPEN, this::changes));
  }

  private void map(Exchange exchange) {
    String ifNoneMatch = exchange.header(HttpHeaders.IF_NONE_MATCH);
    String accepted = exchange.header(HttpHeaders.ACCEPT_ENCODING);
    boolean gzip = accepted != null && accepted.contains("gzip");
    var _ =
        reading(exchange)
            .thenApplyAsync(reading -> answer(reading, ifNoneMatch, gzip), executor)
            .whenComplete(
                (answer, failure) ->
                    exchange
                        .loop()
                        .post(
                            () -> {
                              if (failure == null) {
                                exchange.answer(answer);
                              } else {
                                exchange.refuse(problem(exchange, failure));
                              }
                            }));
  }

  private CompletableFuture<Reading> reading(Exchange exchange) {
    String event = exchange.param("event");
    return Front.isLinearizable(exchange)
        ? maps.readFresh(event)
        : maps.read(event, seen(exchange));
  }

  /** The front has waited for the token's index; the map must show it too. */
  private static @Nullable CausalToken seen(Exchange exchange) {
    String inQuery = exchange.query(Route.AFTER);
    String text = inQuery == null ? exchange.header(Front.SEATKEEPER_TOKEN) : inQuery;
    try {
      return text == null ? null : CausalToken.parse(text);
    } catch (CausalTokenException e) {
      throw new IllegalStateException("the front let a malformed token pass", e);
    }
  }

  private static Answer answer(Reading reading, @Nullable String ifNoneMatch, boolean gzip) {
    EventMap map = reading.map();
    long ageMillis = reading.ageMillis(System.nanoTime());
    Answer answer;
    if (map.isNamedBy(ifNoneMatch)) {
      answer = Answer.empty(304);
    } else if (gzip) {
      answer = json(map.gzip(ageMillis)).with("content-encoding", "gzip");
    } else {
      answer = json(map.json(ageMillis));
    }
    return answer
        .with("etag", map.etag())
        .with("cache-control", "no-cache")
        .with("vary", "accept-encoding")
        .with(Front.SEATKEEPER_TOKEN.toString(), map.token().toString());
  }

  private static Answer json(byte[] body) {
    return new Answer(200, Answer.JSON, Buffer.buffer(body), List.of());
  }

  private void changes(Exchange exchange) {
    if (exchange.request().method().equals(HttpMethod.HEAD)) {
      exchange.answer(Answer.of(200, "text/event-stream", new byte[0]));
      return;
    }
    String event = exchange.param("event");
    String lastEventId = exchange.header("last-event-id");
    var _ =
        feed.watch(event, lastEventId, exchange.request(), exchange::stream)
            .onFailure(failure -> exchange.refuse(problem(exchange, failure)));
  }

  private static Problem problem(Exchange exchange, Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return switch (cause) {
      case EventUnknownException _ -> Problems.eventUnknown(exchange.param("event"));
      case TooManyWatchersException _ -> Problems.overloaded(WATCHERS_RETRY_SECONDS);
      default -> Problems.of(cause);
    };
  }
}
