package io.seatkeeper.systemtests;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;

/** Many people with one key who ask whichever node they like, and hear its causal tokens. */
final class Buyers implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .executor(Executors.newVirtualThreadPerTaskExecutor())
          .build();
  private final String secretKey;

  Buyers(String secretKey) {
    this.secretKey = secretKey;
  }

  /**
   * What a node answered.
   *
   * @param status 0 for no answer
   * @param causalToken the state it shows; empty for none
   * @param nanos from the question to the answer
   */
  record Heard(int status, String causalToken, String body, long nanos) {
    boolean ok() {
      return status / 100 == 2;
    }

    /** Whether asking again may help. */
    boolean temporary() {
      return status == 0 || status >= 500;
    }

    JsonObject json() {
      return new JsonObject(body);
    }
  }

  /** Posts JSON, with single quotes for double ones. */
  Heard post(URI node, String path, String idempotencyKey, String json) {
    return post(node, path, idempotencyKey, json, PATIENCE);
  }

  /** The same with other patience. */
  Heard post(URI node, String path, String idempotencyKey, String json, Duration patience) {
    return ask(
        request(node, path, patience)
            .header("content-type", "application/json")
            .header("idempotency-key", idempotencyKey)
            .POST(BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  /** Reads whatever the node shows. */
  Heard get(URI node, String path) {
    return ask(request(node, path, PATIENCE).GET());
  }

  /** Reads what shows at least what a token stands for. */
  Heard getAfter(URI node, String path, String causalToken) {
    return ask(request(node, path, PATIENCE).header("seatkeeper-token", causalToken).GET());
  }

  /** Opens an answer that does not end. */
  InputStream open(URI node, String path) throws IOException, InterruptedException {
    HttpRequest request = request(node, path, PATIENCE).GET().build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " answered " + response.statusCode());
    }
    return response.body();
  }

  /** A new hold token. */
  String holdToken(URI node, String idempotencyKey) {
    Heard made = post(node, "/v1/hold-tokens", idempotencyKey, "{'holdMillis':600000}");
    if (!made.ok()) {
      throw new AssertionError("no hold token: " + made);
    }
    return made.json().getString("holdToken");
  }

  private HttpRequest.Builder request(URI node, String path, Duration patience) {
    return HttpRequest.newBuilder(node.resolve(path))
        .timeout(patience)
        .header("authorization", "Bearer " + secretKey);
  }

  private Heard ask(HttpRequest.Builder request) {
    long asked = System.nanoTime();
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      return new Heard(
          response.statusCode(),
          response.headers().firstValue("seatkeeper-token").orElse(""),
          response.body(),
          System.nanoTime() - asked);
    } catch (IOException e) {
      return new Heard(0, "", String.valueOf(e), System.nanoTime() - asked);
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
