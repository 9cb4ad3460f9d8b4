package io.seatkeeper.server.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events, one at a time, when the test asks for the next. */
final class SseClient implements AutoCloseable {
  private final HttpClient client;
  private final HttpResponse<InputStream> response;
  private final BufferedReader reader;
  private @Nullable String lastId;

  /** One message. */
  record Message(@Nullable String id, String name, JsonObject data) {}

  private SseClient(HttpClient client, HttpResponse<InputStream> response) {
    this.client = client;
    this.response = response;
    this.reader = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  static SseClient open(int port, String event, @Nullable String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + '/' + event));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new SseClient(client, client.send(request.build(), BodyHandlers.ofInputStream()));
  }

  int status() {
    return response.statusCode();
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  /** The id of the last message that had one. */
  @Nullable String lastId() {
    return lastId;
  }

  /** The next message; null at the end of the answer. */
  @Nullable Message next() throws IOException {
    String id = null;
    String name = "message";
    StringBuilder data = new StringBuilder();
    while (true) {
      String line = reader.readLine();
      if (line == null) {
        return null;
      }
      if (line.isEmpty()) {
        if (data.isEmpty()) {
          continue;
        }
        return new Message(id, name, new JsonObject(data.toString()));
      }
      int colon = line.indexOf(": ");
      String value = line.substring(colon + 2);
      switch (line.substring(0, colon)) {
        case "id" -> {
          id = value;
          lastId = value;
        }
        case "event" -> name = value;
        case "data" -> data.append(value);
        case "retry" -> {}
        default -> throw new AssertionError("not a line of server-sent events: " + line);
      }
    }
  }

  /** The next message that is no heartbeat. */
  Message nextNews() throws IOException {
    Message message = next();
    while (message != null && message.name().equals("heartbeat")) {
      message = next();
    }
    if (message == null) {
      throw new AssertionError("the answer ended");
    }
    return message;
  }

  /** Reads into a model until it shows a version; returns how many messages that took. */
  int follow(MapModel model, long version) throws IOException {
    int messages = 0;
    while (model.version < version) {
      Message message = nextNews();
      messages++;
      switch (message.name()) {
        case "snapshot" -> model.show(message.data());
        case "changes" -> model.change(message.data());
        case "resync" -> {}
        default -> throw new AssertionError("unknown message " + message);
      }
    }
    return messages;
  }

  @Override
  public void close() throws IOException {
    reader.close();
    client.shutdownNow();
  }
}
