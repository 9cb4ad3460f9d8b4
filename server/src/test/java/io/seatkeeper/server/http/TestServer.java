package io.seatkeeper.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.api.SetupListener;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.exchange.HttpBounds;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.moves.GroupMover;
import io.seatkeeper.server.moves.MoveStep;
import io.seatkeeper.server.payment.PaymentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A real node on a free port, with a client that speaks to it over loopback. */
public final class TestServer implements AutoCloseable {
  private static final AtomicLong KEYS = new AtomicLong();

  private final SeatkeeperServer server;
  private final WorkspaceKeys keys;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(SeatkeeperServer server, WorkspaceKeys keys) {
    this.server = server;
    this.keys = keys;
  }

  /** A fresh node with a test workspace. */
  public static TestServer start(Path dataDirectory) {
    return start(config(dataDirectory));
  }

  /** A fresh node. */
  public static TestServer start(ServerConfig config) {
    return start(config, MoveStep.Listener.NONE, GroupMover.EVERY_MILLIS, SetupListener.NONE);
  }

  /** A fresh node of whose moves and creations a test hears. */
  static TestServer start(
      ServerConfig config, MoveStep.Listener steps, long movesEveryMillis, SetupListener setups) {
    return start(config, steps, movesEveryMillis, setups, PaymentSettings.builtIn());
  }

  /** The same, and somebody else takes its buyers' money. */
  static TestServer start(
      ServerConfig config,
      MoveStep.Listener steps,
      long movesEveryMillis,
      SetupListener setups,
      PaymentSettings payments) {
    try {
      SeatkeeperServer server =
          SeatkeeperServer.start(config, steps, movesEveryMillis, setups, payments);
      return new TestServer(server, Objects.requireNonNull(server.freshKeys()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A fresh node whose buyers' money somebody else takes. */
  static TestServer start(ServerConfig config, PaymentSettings payments) {
    return start(
        config, MoveStep.Listener.NONE, GroupMover.EVERY_MILLIS, SetupListener.NONE, payments);
  }

  /** Another node of this one's cluster. */
  TestServer joinedBy(ServerConfig config) {
    return joinedBy(config, PaymentSettings.builtIn());
  }

  /** Another node of this one's cluster, or one that goes on with what this one has left. */
  TestServer joinedBy(ServerConfig config, PaymentSettings payments) {
    try {
      return new TestServer(SeatkeeperServer.start(config, payments), keys);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A node as tests want it. */
  public static ServerConfig config(Path dataDirectory) {
    return ServerConfig.in(
            dataDirectory,
            (line, cause) -> {
              throw new AssertionError("the node broke: " + line, cause);
            })
        .onPort(0)
        .withBounds(HttpBounds.DEFAULT)
        .withWorkspace("main", Mode.TEST);
  }

  /** What came back. */
  public record Response(int status, Map<String, List<String>> headers, String body) {
    /** A header's first value, or an empty text. */
    public String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? "" : values.getFirst();
    }

    /** The body as a JSON object. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> json() {
      return (Map<String, Object>) Json.type(Object.class).fromJson(body);
    }

    /** One of the body's fields. */
    public Object json(String field) {
      Object value = json().get(field);
      if (value == null) {
        throw new AssertionError("no field " + field + " in " + body);
      }
      return value;
    }

    /** One of the body's numbers. */
    public long number(String field) {
      return ((Number) json(field)).longValue();
    }

    /** One of the body's lists. */
    @SuppressWarnings("unchecked")
    public List<Object> list(String field) {
      return (List<Object>) json(field);
    }

    /** The problem's code, or an empty text. */
    public String code() {
      return body.isEmpty() ? "" : String.valueOf(json().get("code"));
    }
  }

  public String secretKey() {
    return keys.secretKey();
  }

  public String publicKey() {
    return keys.publicKey();
  }

  public int port() {
    return server.port();
  }

  public Shard shard() {
    return server.shard();
  }

  public List<Route> routes() {
    return server.routes();
  }

  public SeatkeeperServer server() {
    return server;
  }

  /** A GET with the secret key. */
  public Response get(String path) {
    return send("GET", path, secretKey(), null, Map.of());
  }

  /** A POST with the secret key and a new idempotency key. */
  public Response post(String path, String body) {
    return send("POST", path, secretKey(), body, freshKey());
  }

  /** A POST with some key and a new idempotency key. */
  public Response post(String path, String body, @Nullable String key) {
    return send("POST", path, key, body, freshKey());
  }

  /** A PATCH with the secret key and a new idempotency key. */
  public Response patch(String path, String body) {
    return send("PATCH", path, secretKey(), body, freshKey());
  }

  /** A DELETE with the secret key. */
  public Response delete(String path) {
    return send("DELETE", path, secretKey(), null, Map.of());
  }

  /** A header with an idempotency key that nobody has used. */
  public static Map<String, String> freshKey() {
    return Map.of("Idempotency-Key", "k-" + KEYS.incrementAndGet());
  }

  /** Any request. */
  public Response send(
      String method,
      String path,
      @Nullable String key,
      @Nullable String body,
      Map<String, String> headers) {
    return sendBytes(method, path, key, body == null ? null : body.getBytes(UTF_8), headers);
  }

  /** Any request with any bytes. */
  public Response sendBytes(
      String method,
      String path,
      @Nullable String key,
      byte @Nullable [] body,
      Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    if (key != null) {
      request.setHeader("Authorization", "Bearer " + key);
    }
    if (body != null) {
      request.setHeader("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
      return new Response(
          response.statusCode(), response.headers().map(), new String(response.body(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** Imports the small test venue as {@code house} and puts an event of it on sale. */
  public void createEvent(String event) {
    Response chart = get("/v1/charts/house");
    if (chart.status() == 404) {
      Response stored = post("/v1/charts/house", TestVenue.DRAWING);
      if (stored.status() != 201) {
        throw new AssertionError("no chart: " + stored);
      }
    }
    Response created =
        post("/v1/events", "{\"key\":\"" + event + "\",\"chart\":\"house\",\"name\":\"Show\"}");
    if (created.status() != 201) {
      throw new AssertionError("no event: " + created);
    }
  }

  /** A new hold token, made with the public key. */
  public String token() {
    Response made = post("/v1/hold-tokens", "{}", publicKey());
    if (made.status() != 201) {
      throw new AssertionError("no token: " + made);
    }
    return (String) made.json("holdToken");
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
