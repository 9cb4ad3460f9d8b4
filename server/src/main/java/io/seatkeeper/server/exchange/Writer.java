package io.seatkeeper.server.exchange;

import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Puts answers and problems on the wire, with the headers that all of them carry. */
final class Writer {
  private static final String PROBLEM = "application/problem+json";
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence EXPOSE =
      HttpHeaders.createOptimized("access-control-expose-headers");
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized("seatkeeper-token, retry-after, etag");
  private static final String VARY = "vary";
  private static final String ACCEPTED =
      "authorization, content-type, idempotency-key, if-none-match, last-event-id,"
          + " seatkeeper-token";
  private static final long LINGER_MILLIS = TimeUnit.SECONDS.toMillis(2);
  private static final long DISCARD_BYTES = 32L * 1024 * 1024;

  private final AllowedOrigins origins;

  Writer(AllowedOrigins origins) {
    this.origins = origins;
  }

  /** What a browser may know before it asks across origins. */
  static Answer preflight(RouteTable.Match match) {
    boolean forBrowsers =
        match.routes().values().stream().anyMatch(route -> route.access() != Access.SECRET);
    Answer answer = Answer.empty(204).with("allow", match.allowed() + ", OPTIONS");
    return forBrowsers
        ? answer
            .with("access-control-allow-methods", match.allowed())
            .with("access-control-allow-headers", ACCEPTED)
            .with("access-control-max-age", "86400")
        : answer;
  }

  /** Says that the body may come, to a caller who asks first. */
  static void expectation(HttpServerRequest request, boolean takesBody) {
    String expectation = request.getHeader(HttpHeaders.EXPECT);
    if (expectation == null) {
      return;
    }
    if (!expectation.equalsIgnoreCase("100-continue")) {
      throw Problem.of(
              ProblemCode.EXPECTATION_UNKNOWN,
              "Expect takes nothing but 100-continue. Leave it out.")
          .about("Expect")
          .thrown();
    }
    if (takesBody) {
      request.response().writeContinue();
    }
  }

  void answer(Exchange exchange, Answer answer) {
    HttpServerResponse response = exchange.request().response();
    if (response.closed() || response.ended()) {
      return;
    }
    response.setStatusCode(answer.status());
    usualHeaders(exchange);
    MultiMap headers = response.headers();
    for (int index = 0; index < answer.headers().size(); index += 2) {
      String name = answer.headers().get(index);
      String value = answer.headers().get(index + 1);
      if (name.equals(VARY)) {
        headers.add(name, value);
      } else {
        headers.set(name, value);
      }
    }
    end(exchange.request(), answer.contentType(), answer.body());
  }

  void problem(Exchange exchange, Problem problem) {
    HttpServerResponse response = exchange.request().response();
    if (response.closed() || response.ended()) {
      return;
    }
    usualHeaders(exchange);
    problem(exchange.request(), problem);
  }

  /** The headers of every answer; an answer's own replace them. */
  void usualHeaders(Exchange exchange) {
    MultiMap headers = exchange.request().response().headers();
    headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
    Route route = exchange.routeOrNull();
    if (route == null || route.access() != Access.SECRET) {
      origins.permit(exchange.request(), headers);
      headers.set(EXPOSE, EXPOSED);
    }
  }

  /**
   * Refuses what is no proper HTTP request. The answer is whole at once, but ended only when its
   * caller has gone or had time to: the end closes the connection, and one that closes with bytes
   * unread is reset, so that the caller meets a broken pipe where the answer should be. Until then
   * the rest of the request runs into the ground.
   */
  void malformed(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.closed()) {
      return;
    }
    Buffer body = head(request, malformation(request));
    response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    response.headers().set(HttpHeaders.CONTENT_TYPE, PROBLEM);
    response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    var _ = request.method().equals(HttpMethod.HEAD) ? response.writeHead() : response.write(body);
    after(LINGER_MILLIS, () -> request.connection().close());
  }

  private static Problem malformation(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    return switch (cause == null ? "" : cause.getClass().getSimpleName()) {
      case "TooLongHttpLineException" ->
          Problem.of(
              ProblemCode.REQUEST_LINE_TOO_LONG,
              "The request's first line is too long. Shorten the path and the query.");
      case "TooLongHttpHeaderException" ->
          Problem.of(
              ProblemCode.HEADERS_TOO_LARGE, "The headers are too large. Send fewer of them.");
      default -> Problem.of(ProblemCode.REQUEST_MALFORMED, "This is no proper HTTP request.");
    };
  }

  private static void problem(HttpServerRequest request, Problem problem) {
    end(request, PROBLEM, head(request, problem));
  }

  /** Sets a problem's status and headers; its body. */
  private static Buffer head(HttpServerRequest request, Problem problem) {
    HttpServerResponse response = request.response();
    response.setStatusCode(problem.status());
    MultiMap headers = response.headers();
    if (problem.retryAfterSeconds() != null) {
      headers.set(HttpHeaders.RETRY_AFTER, Integer.toString(problem.retryAfterSeconds()));
    }
    if (problem.allow() != null) {
      headers.set(HttpHeaders.ALLOW, problem.allow());
    }
    if (problem.status() == 401) {
      headers.set("www-authenticate", "Bearer");
    }
    return Buffer.buffer(problem.toJson());
  }

  private static void end(HttpServerRequest request, String contentType, Buffer body) {
    HttpServerResponse response = request.response();
    if (!contentType.isEmpty()) {
      response.headers().set(HttpHeaders.CONTENT_TYPE, contentType);
    }
    boolean unread = !request.isEnded();
    if (unread && announcesMuch(request)) {
      response.headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      discard(request);
    }
    if (request.method().equals(HttpMethod.HEAD)) {
      response.headers().set(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
      response.end();
    } else if (body.length() == 0) {
      response.end();
    } else {
      response.end(body);
    }
  }

  private static boolean announcesMuch(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null
        ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        : length.length() > 5;
  }

  /**
   * Lets the rest of a refused body run into the ground for a while, so that the caller reads the
   * answer before the connection ends.
   */
  private static void discard(HttpServerRequest request) {
    long[] discarded = {0};
    request.exceptionHandler(_ -> {});
    request.handler(
        chunk -> {
          discarded[0] += chunk.length();
          if (discarded[0] > DISCARD_BYTES) {
            request.connection().close();
          }
        });
    request.endHandler(_ -> request.connection().close());
    request.resume();
    after(LINGER_MILLIS, () -> request.connection().close());
  }

  private static void after(long millis, Runnable what) {
    Context context = Vertx.currentContext();
    if (context == null) {
      throw new IllegalStateException("answers are written on an event loop");
    }
    context.owner().setTimer(millis, _ -> what.run());
  }
}
