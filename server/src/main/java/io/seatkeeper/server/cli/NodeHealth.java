package io.seatkeeper.server.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a node says at {@code /health/ready}.
 *
 * @param ready whether it takes requests
 * @param shards its replicas; none when it did not answer
 */
record NodeHealth(boolean ready, List<ShardHealth> shards) {
  /** A node that does not answer. */
  static final NodeHealth AWAY = new NodeHealth(false, List.of());

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /**
   * One replica.
   *
   * @param index how far it has come in the shard's log
   */
  record ShardHealth(String shard, boolean ready, boolean leader, long index) {}

  NodeHealth {
    shards = List.copyOf(shards);
  }

  /** A client for {@link #ask}. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .build();
  }

  /** Asks a node; one that does not answer in a second is away. */
  static NodeHealth ask(HttpClient client, URI node) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve("/health/ready")).timeout(PATIENCE).build();
    try {
      return parse(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException _) {
      return AWAY;
    }
  }

  /** Reads an answer; one that is none says that the node is away. */
  static NodeHealth parse(String json) {
    try {
      JsonObject answer = new JsonObject(json);
      List<ShardHealth> shards = new ArrayList<>();
      for (Object each : answer.getJsonArray("shards", new JsonArray())) {
        JsonObject shard = (JsonObject) each;
        shards.add(
            new ShardHealth(
                shard.getString("shard"),
                shard.getBoolean("ready"),
                shard.getBoolean("leader"),
                shard.getLong("index")));
      }
      return new NodeHealth(answer.getBoolean("ready"), shards);
    } catch (DecodeException | ClassCastException | NullPointerException _) {
      return AWAY;
    }
  }
}
