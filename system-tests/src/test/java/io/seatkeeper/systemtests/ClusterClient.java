package io.seatkeeper.systemtests;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * An organiser's program that knows all nodes of a cluster: asks one of them once, or one after the
 * other under the same key until one of them settles the request.
 */
final class ClusterClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final List<URI> nodes;
  private final String secretKey;
  private final Duration answer;

  /**
   * For the nodes of one cluster.
   *
   * @param answer how long it waits for each answer
   */
  ClusterClient(List<URI> nodes, String secretKey, Duration answer) {
    this.nodes = List.copyOf(nodes);
    this.secretKey = secretKey;
    this.answer = answer;
  }

  /**
   * What a node answered.
   *
   * @param status 0 for no answer
   * @param token the causal token; empty for none
   */
  record Answer(int status, String body, String token) {
    boolean done() {
      return status / 100 == 2;
    }

    /** Done or refused for good: asking again would not help. */
    boolean settled() {
      return status != 0 && status != 429 && status < 500;
    }

    JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** A key that no request had. */
  static String freshKey() {
    return UUID.randomUUID().toString();
  }

  /** Reads once, from one node, what is not older than a causal token; empty for whatever is. */
  Answer get(URI node, String path, String token) {
    HttpRequest.Builder request = request(node, path).GET();
    return send(token.isEmpty() ? request : request.header("seatkeeper-token", token));
  }

  /** Posts JSON, with single quotes for double ones, to one node, once. */
  Answer post(URI node, String path, String key, String json) {
    return send(
        request(node, path)
            .header("content-type", "application/json")
            .header("idempotency-key", key)
            .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  /**
   * Posts to a node, and to the next ones in turn, until one settles it.
   *
   * @param first the number of the node to begin with
   */
  Answer postUntilSettled(int first, String path, String key, String json) {
    long startNanos = System.nanoTime();
    for (int node = first; ; node++) {
      Answer last = post(nodes.get(Math.floorMod(node, nodes.size())), path, key, json);
      if (last.settled()) {
        return last;
      }
      if (System.nanoTime() - startNanos > PATIENCE.toNanos()) {
        throw new AssertionError(path + " " + json + " is not settled, only " + last);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private HttpRequest.Builder request(URI node, String path) {
    return HttpRequest.newBuilder(node.resolve(path))
        .timeout(answer)
        .header("authorization", "Bearer " + secretKey);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          response.statusCode(),
          response.body(),
          response.headers().firstValue("seatkeeper-token").orElse(""));
    } catch (IOException _) {
      return new Answer(0, "", "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
