package io.seatkeeper.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.replication.ShardStatus;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.metrics.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What a node says of itself: its health, its meters, its API's description. */
final class NodeEndpoints {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

  private final ShardRouter shards;
  private final Meters meters;
  private final BooleanSupplier draining;

  NodeEndpoints(ShardRouter shards, Meters meters, BooleanSupplier draining) {
    this.shards = shards;
    this.draining = draining;
    this.meters = meters;
  }

  List<Route> routes() {
    Answer description = Answer.json(200, resource("openapi.json"));
    Answer docs =
        Answer.of(200, HTML, resource("docs.html")).with("content-security-policy", POLICY);
    Answer script = Answer.of(200, "text/javascript; charset=utf-8", resource("docs.js"));
    return List.of(
        Route.get("/health/live", Access.OPEN, exchange -> exchange.answer(live())),
        Route.get("/health/ready", Access.OPEN, exchange -> exchange.answer(ready())),
        Route.get("/metrics", Access.OPEN, Endpoint.blocking(this::scrape)),
        Route.get("/openapi.json", Access.OPEN, exchange -> exchange.answer(description)),
        Route.get("/docs", Access.OPEN, exchange -> exchange.answer(docs)),
        Route.get("/docs.js", Access.OPEN, exchange -> exchange.answer(script)));
  }

  private static Answer live() {
    return Answer.json(
        200,
        Json.write(
            32,
            writer -> {
              writer.beginObject();
              writer.name("live");
              writer.value(true);
              writer.endObject();
            }));
  }

  private Answer ready() {
    List<ShardStatus> statuses = shards.shards().stream().map(Shard::status).toList();
    boolean ready =
        !draining.getAsBoolean() && statuses.stream().allMatch(status -> status.ready());
    byte[] body =
        Json.write(
            256,
            writer -> {
              writer.beginObject();
              writer.name("ready");
              writer.value(ready);
              writer.name("shards");
              writer.beginArray();
              for (ShardStatus status : statuses) {
                writer.beginObject();
                writer.name("shard");
                writer.value(status.group());
                writer.name("ready");
                writer.value(status.ready());
                writer.name("leader");
                writer.value(status.leader());
                writer.name("index");
                writer.value(status.index());
                writer.endObject();
              }
              writer.endArray();
              writer.endObject();
            });
    Answer answer = Answer.json(ready ? 200 : 503, body);
    return ready ? answer : answer.with("retry-after", "1");
  }

  private Answer scrape(Exchange exchange) {
    return Answer.of(200, PROMETHEUS, meters.scrape().getBytes(UTF_8));
  }

  private static byte[] resource(String name) {
    try (InputStream file = NodeEndpoints.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the program's file " + name + " is missing");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
