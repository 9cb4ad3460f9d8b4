package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;

/** An organiser's program: asks a node with a secret key and accepts no refusal. */
final class ApiClient implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI node;
  private final String secretKey;

  /**
   * For one node.
   *
   * @param node {@code http://host:port}
   */
  ApiClient(URI node, String secretKey) {
    this.node = node;
    this.secretKey = secretKey;
  }

  /** Imports a drawing as a chart, and puts an event of the same key on sale. */
  void putOnSale(String event, String name, byte[] drawing, String settings) {
    importDrawing(event, drawing);
    createEvent(event, event, name, settings);
  }

  void importDrawing(String chart, byte[] drawing) {
    ask("POST", "/v1/charts/" + chart, drawing);
  }

  /** Creates an event; its settings in JSON, with single quotes for double ones. */
  void createEvent(String event, String chart, String name, String settings) {
    post(
        "/v1/events",
        "{'key':'%s','chart':'%s','name':'%s','settings':{%s}}"
            .formatted(event, chart, name, settings));
  }

  /** A new hold token. */
  String token(long holdMillis) {
    String answer = post("/v1/hold-tokens", "{'holdMillis':" + holdMillis + "}");
    return new JsonObject(answer).getString("holdToken");
  }

  /** Posts JSON, with single quotes for double ones; the answer's body. */
  String post(String path, String json) {
    return ask("POST", path, json.replace('\'', '"').getBytes(UTF_8));
  }

  /** Puts JSON, with single quotes for double ones; the answer's body. */
  String put(String path, String json) {
    return ask("PUT", path, json.replace('\'', '"').getBytes(UTF_8));
  }

  /** Posts JSON, with single quotes for double ones, under a key; whether that was carried out. */
  boolean tell(String path, String json, String idempotencyKey) {
    return tell(path, json.replace('\'', '"').getBytes(UTF_8), idempotencyKey);
  }

  /** Posts under a key; false where the answer is unknown or it is to be tried again. */
  boolean tell(String path, byte[] body, String idempotencyKey) {
    HttpRequest request =
        HttpRequest.newBuilder(node.resolve(path))
            .header("authorization", "Bearer " + secretKey)
            .header("content-type", "application/json")
            .header("idempotency-key", idempotencyKey)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 == 4) {
        throw new AssertionError(path + " is refused: " + response.body());
      }
      return response.statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Reads; the answer's body. */
  String get(String path) {
    return ask("GET", path, new byte[0]);
  }

  private String ask(String method, String path, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.resolve(path)).header("authorization", "Bearer " + secretKey);
    if (method.equals("GET")) {
      request.GET();
    } else {
      request
          .header("content-type", "application/json")
          .header("idempotency-key", UUID.randomUUID().toString())
          .method(method, BodyPublishers.ofByteArray(body));
    }
    try {
      HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new AssertionError(
            method + " " + path + " answered " + response.statusCode() + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
