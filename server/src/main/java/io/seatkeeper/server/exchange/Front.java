package io.seatkeeper.server.exchange;

import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.CausalTokenException;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.replication.ShardUnavailableException;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.KeyRing;
import io.seatkeeper.server.metrics.Meters;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where requests come in: each goes through admission, routing, keys, headers, body and causal
 * token, in that order, and then to its endpoint. The first that refuses answers.
 */
public final class Front {
  private static final String LINEARIZABLE = "linearizable";

  /** The header that carries causal tokens, in answers and in reads. */
  public static final CharSequence SEATKEEPER_TOKEN =
      HttpHeaders.createOptimized("seatkeeper-token");

  private final RouteTable table;
  private final KeyRing keys;
  private final ShardRouter shards;
  private final Meters meters;
  private final HttpBounds bounds;
  private final @Nullable Handler<HttpServerRequest> otherPaths;
  private final Budget inProgress;
  private final Budget bodyBytes;
  private final Budget blocking;
  private final Writer writer;
  private final Turnstiles turnstiles;
  private volatile boolean draining;

  /**
   * A front before its endpoints.
   *
   * @param limits how often callers may ask
   * @param origins whose pages may read answers
   * @param otherPaths takes the paths outside the table, such as the page's files; null for none
   */
  public Front(
      RouteTable table,
      KeyRing keys,
      ShardRouter shards,
      Meters meters,
      HttpBounds bounds,
      RateLimits limits,
      AllowedOrigins origins,
      @Nullable Handler<HttpServerRequest> otherPaths) {
    this.table = table;
    this.keys = keys;
    this.shards = shards;
    this.meters = meters;
    this.bounds = bounds;
    this.writer = new Writer(origins);
    this.turnstiles = new Turnstiles(limits, keys);
    this.otherPaths = otherPaths;
    this.inProgress = new Budget(bounds.requestsInProgress());
    this.bodyBytes = new Budget(bounds.bodyBytes());
    this.blocking = new Budget(bounds.blockingRequests());
    meters.gauge("http.in.progress", "Requests begun and not answered", inProgress::used);
    meters.gauge("http.limited", "Requests refused because of a rate limit", turnstiles::refused);
    meters.gauge("http.blocking", "Requests on virtual threads", blocking::used);
  }

  /** The handler of one event loop's requests. */
  public Handler<HttpServerRequest> on(Loop loop) {
    return request -> begin(new Exchange(this, loop, request));
  }

  /** Gives up bodies that take too long; called now and then on the loop. */
  public void sweep(Loop loop) {
    loop.giveUpBodies(System.nanoTime() - Duration.ofMillis(bounds.bodyMillis()).toNanos());
  }

  /** Refuses requests from now on; those in progress are answered. */
  public void drain() {
    draining = true;
  }

  /** Every route, in the order they were given. */
  public List<Route> routes() {
    return table.routes();
  }

  /** Answers what is no proper HTTP request. */
  public void malformed(HttpServerRequest request) {
    writer.malformed(request);
  }

  private void begin(Exchange exchange) {
    if (!inProgress.take(1)) {
      writer.problem(exchange, Problems.overloaded(1));
      return;
    }
    attempt(exchange, () -> route(exchange));
  }

  private void route(Exchange exchange) {
    HttpServerRequest request = exchange.request();
    RouteTable.Match match = table.match(request.path());
    if (match.routes().isEmpty() && otherPaths != null && !isApi(request.path())) {
      inProgress.giveBack(1);
      otherPaths.handle(request);
      return;
    }
    if (draining) {
      throw Problem.of(
              ProblemCode.UNAVAILABLE,
              "The node is shutting down. Nothing was executed: ask another node, or ask again"
                  + " shortly.")
          .thrown();
    }
    if (request.method().equals(HttpMethod.OPTIONS) && !match.routes().isEmpty()) {
      exchange.answer(Writer.preflight(match));
      return;
    }
    Route route = Gate.route(match, request.method());
    exchange.routed(route, match.values(), Gate.query(route, request.query()));
    if (route.access() == Access.OPEN) {
      if (isApi(request.path())) {
        turnstiles.pass(request, null);
      }
      readBody(exchange, route);
    } else {
      authenticate(exchange, route);
    }
  }

  private void authenticate(Exchange exchange, Route route) {
    Shown shown = Shown.by(exchange.request(), route);
    if (shown == null) {
      turnstiles.pass(exchange.request(), null);
      if (route.access() != Access.OPTIONAL) {
        throw Gate.keyMissing();
      }
      readBody(exchange, route);
      return;
    }
    Credential known = shown.known(keys);
    if (known != null || !keys.mayHaveMore()) {
      authenticated(exchange, route, shown, known);
      return;
    }
    exchange.request().pause();
    offload(
        exchange,
        () -> {
          keys.refresh();
          return shown;
        },
        again -> {
          exchange.request().resume();
          attempt(exchange, () -> authenticated(exchange, route, again, again.known(keys)));
        });
  }

  private void authenticated(
      Exchange exchange, Route route, Shown shown, @Nullable Credential credential) {
    turnstiles.pass(exchange.request(), credential);
    if (credential != null) {
      Gate.permit(route, credential);
      Gate.permitSimulation(exchange.request(), credential);
      exchange.authenticated(credential);
    } else if (route.access() != Access.OPTIONAL || shown instanceof Shown.Key) {
      throw shown.unknown(keys);
    }
    readBody(exchange, route);
  }

  private void readBody(Exchange exchange, Route route) {
    exchange.keyed(Gate.idempotencyKey(route, exchange.request()));
    Gate.body(route, exchange.request());
    Writer.expectation(exchange.request(), route.bodyBytes() > 0);
    if (route.bodyBytes() == 0) {
      awaitCause(exchange, route);
      return;
    }
    new BodyReader(
            exchange,
            route.bodyBytes(),
            bodyBytes,
            bytes -> {
              exchange.received(bytes);
              attempt(exchange, () -> route.endpoint().handle(exchange));
            })
        .start();
  }

  private void awaitCause(Exchange exchange, Route route) {
    String text = route.causal() ? causalToken(exchange, route) : null;
    if (route.causal() && isLinearizable(exchange)) {
      awaitLatest(exchange, route);
      return;
    }
    if (text == null) {
      route.endpoint().handle(exchange);
      return;
    }
    CausalToken token = parse(text);
    Duration bound = Duration.ofMillis(bounds.causalMillis());
    Shard shard = shards.named(token.group());
    if (shard == null) {
      throw Problem.of(
              ProblemCode.CAUSAL_TOKEN_INVALID,
              "The token belongs to another cluster. Drop the token and read again.")
          .about("Seatkeeper-Token")
          .thrown();
    }
    var _ =
        shard
            .await(token, bound)
            .whenComplete(
                (_, failure) -> exchange.loop().post(() -> caughtUp(exchange, route, failure)));
  }

  /**
   * Whether a read must show everything that was acknowledged anywhere before it came.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it asks for something else
   */
  public static boolean isLinearizable(Exchange exchange) {
    String consistency = exchange.query(Route.CONSISTENCY);
    if (consistency == null) {
      return false;
    }
    if (!consistency.equals(LINEARIZABLE)) {
      throw Problem.of(
              ProblemCode.QUERY_INVALID,
              "consistency takes nothing but linearizable. Leave it out to read what this node"
                  + " has.")
          .about(Route.CONSISTENCY)
          .thrown();
    }
    return true;
  }

  /** Waits for every shard: which of them has what is asked for is not known yet. */
  private void awaitLatest(Exchange exchange, Route route) {
    Duration bound = Duration.ofMillis(bounds.causalMillis());
    List<CompletableFuture<Void>> latest = new ArrayList<>();
    shards.shards().forEach(shard -> latest.add(shard.awaitLatest(bound)));
    var _ =
        CompletableFuture.allOf(latest.toArray(CompletableFuture[]::new))
            .whenComplete(
                (_, failure) -> exchange.loop().post(() -> caughtUp(exchange, route, failure)));
  }

  private static void caughtUp(Exchange exchange, Route route, @Nullable Throwable failure) {
    if (failure == null) {
      attempt(exchange, () -> route.endpoint().handle(exchange));
    } else {
      exchange.refuse(notCaughtUp(failure));
    }
  }

  private static @Nullable String causalToken(Exchange exchange, Route route) {
    String parameter = route.causalParameter();
    String inQuery = parameter == null ? null : exchange.query(parameter);
    return inQuery != null ? inQuery : exchange.header(SEATKEEPER_TOKEN);
  }

  private static CausalToken parse(String text) {
    try {
      return CausalToken.parse(text);
    } catch (CausalTokenException e) {
      throw Problem.of(ProblemCode.CAUSAL_TOKEN_INVALID, String.valueOf(e.getMessage()))
          .about("Seatkeeper-Token")
          .thrown();
    }
  }

  private static Problem notCaughtUp(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof ShardUnavailableException
        ? Problem.of(
            ProblemCode.NOT_CAUGHT_UP,
            "The node has not caught up with what you have seen. Ask again shortly.")
        : Problems.of(failure);
  }

  <T> void offload(Exchange exchange, Callable<T> work, Consumer<T> then) {
    if (!blocking.take(1)) {
      exchange.refuse(Problems.overloaded(1));
      return;
    }
    Thread.ofVirtual()
        .start(
            () -> {
              Runnable next;
              try {
                T result = work.call();
                next = () -> attempt(exchange, () -> then.accept(result));
              } catch (Exception e) {
                next = () -> exchange.refuse(e);
              } catch (Error e) {
                next = () -> exchange.refuse(e);
              } finally {
                blocking.giveBack(1);
              }
              exchange.loop().post(next);
            });
  }

  void write(Exchange exchange, Answer answer) {
    leave(exchange, answer.status());
    writer.answer(exchange, answer);
  }

  void write(Exchange exchange, Problem problem) {
    leave(exchange, problem.status());
    writer.problem(exchange, problem);
  }

  void opened(Exchange exchange) {
    leave(exchange, 200);
    writer.usualHeaders(exchange);
  }

  private void leave(Exchange exchange, int status) {
    inProgress.giveBack(1);
    Route route = exchange.routeOrNull();
    meters.answered(
        route == null ? "none" : route.template(),
        route == null ? "none" : exchange.request().method().name(),
        status,
        System.nanoTime() - exchange.beganNanos());
  }

  private static void attempt(Exchange exchange, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      exchange.refuse(e);
    }
  }

  private static boolean isApi(@Nullable String path) {
    return path == null || path.startsWith("/v1");
  }
}
