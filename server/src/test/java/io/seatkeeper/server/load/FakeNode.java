package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seatkeeper.replication.CausalToken;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A node that sells one row of seats and one area from memory, through the same API, with faults on
 * demand.
 */
public final class FakeNode implements AutoCloseable {
  static final String EVENT = "show";

  /** The only key. */
  public static final String KEY = "sk_test_fake";

  private static final int ROW = 20;

  /** How this node may go wrong. */
  public enum Fault {
    NONE,
    /** Every tenth request is answered 503 before anything is done. */
    OVERLOADED,
    /** Every tenth request is carried out and then answered 504. */
    SLOW,
    /** Every tenth connection breaks after the request was carried out. */
    BROKEN_CONNECTIONS,
    /** Holds and bookings are acknowledged whoever has the seat. */
    SELLS_TWICE,
    /** Every tenth booking is acknowledged and forgotten. */
    LOSES_BOOKINGS,
    /** After a change the map is handed out twice more as it was before. */
    OLD_MAP
  }

  /** Who has a part of an object. */
  private record Share(boolean booked, String owner, int quantity) {}

  /** What is given back for a key. */
  private record Given(int status, String body, long index) {
    Given(int status, String body) {
      this(status, body, 0);
    }
  }

  private final HttpServer server;
  private final Fault fault;
  private final int seats;
  private final int areaCapacity;
  private final Map<String, List<Share>> shares = new HashMap<>();
  private final Map<String, Long> deadlines = new HashMap<>();
  private final Map<String, Given> requests = new HashMap<>();
  private long version;
  private int count;
  private Drawn drawn = new Drawn(-1, "", 0);

  /** A map as it was handed out, and how often since the event has changed. */
  private record Drawn(long version, String map, int old) {}

  /** A node on a free port. */
  public FakeNode(int seats, int areaCapacity, Fault fault) throws IOException {
    this.seats = seats;
    this.areaCapacity = areaCapacity;
    this.fault = fault;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answers a request, whichever door it came through and whatever it calls the event. */
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      Given given;
      boolean tenth;
      synchronized (this) {
        tenth = key != null && ++count % 10 == 0;
        if (tenth && fault == Fault.OVERLOADED) {
          given = refused(503, "OVERLOADED");
        } else if (key != null && requests.containsKey(key)) {
          given = requests.get(key);
        } else {
          Given fresh = answer(exchange.getRequestMethod(), path(exchange), body);
          given = new Given(fresh.status(), fresh.body(), version);
          if (key != null && given.status() < 300) {
            requests.put(key, given);
          }
        }
      }
      if (tenth && fault == Fault.BROKEN_CONNECTIONS) {
        return;
      }
      if (tenth && fault == Fault.SLOW) {
        given = refused(504, "UNKNOWN");
      }
      send(exchange, given);
    }
  }

  private static String path(HttpExchange exchange) {
    return exchange
        .getRequestURI()
        .getPath()
        .replaceFirst("^/v1/events/(?!other/)[^/]+/", "/v1/events/" + EVENT + "/");
  }

  /** What a read shows now. */
  synchronized byte[] show(String path) {
    return answer("GET", path, "").body().getBytes(UTF_8);
  }

  /** Answers nobody for so long; how long it was, in nanoseconds. */
  synchronized long stand(long millis) {
    long startNanos = System.nanoTime();
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    while (left > 0) {
      LockSupport.parkNanos(left);
      left = TimeUnit.MILLISECONDS.toNanos(millis) - (System.nanoTime() - startNanos);
    }
    return System.nanoTime() - startNanos;
  }

  /** Sells every seat to somebody. */
  synchronized void sellOut() {
    for (int seat = 1; seat <= seats; seat++) {
      shares.put("A-" + seat, new ArrayList<>(List.of(new Share(true, "somebody", 1))));
    }
    version++;
  }

  private static void send(HttpExchange exchange, Given given) throws IOException {
    byte[] bytes = given.body().getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .set("Seatkeeper-Token", new CausalToken(1, "main", 0, given.index()).toString());
    exchange.sendResponseHeaders(given.status(), bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }

  private Given answer(String method, String path, String body) {
    endHolds();
    if (method.equals("DELETE")) {
      release(path.substring(path.lastIndexOf('/') + 1), null);
      return new Given(204, "");
    }
    return switch (path) {
      case "/v1/charts/failover", "/v1/charts/demo", "/v1/charts/nodes", "/v1/events" ->
          new Given(201, "{}");
      case "/v1/events/show/chart" -> new Given(200, chart());
      case "/v1/events/show/objects" -> new Given(200, drawnMap());
      case "/v1/events/show/owners" -> new Given(200, owners());
      case "/v1/hold-tokens" -> token(new JsonObject(body));
      case "/v1/events/show/holds" -> hold(new JsonObject(body));
      case "/v1/events/show/bookings" -> book(new JsonObject(body));
      case "/v1/events/show/releases" -> {
        JsonObject request = new JsonObject(body);
        release(request.getString("holdToken"), Place.parse(objects(request)));
        yield new Given(200, "{\"released\":1}");
      }
      default -> refused(404, "NOT_FOUND");
    };
  }

  private void endHolds() {
    long now = System.nanoTime();
    List<String> ended =
        deadlines.entrySet().stream()
            .filter(e -> e.getValue() < now)
            .map(Map.Entry::getKey)
            .toList();
    for (String token : ended) {
      deadlines.remove(token);
      release(token, null);
    }
  }

  private void release(String token, @Nullable List<Place> places) {
    for (Map.Entry<String, List<Share>> entry : shares.entrySet()) {
      if (places == null || places.stream().anyMatch(p -> p.label().equals(entry.getKey()))) {
        entry.getValue().removeIf(share -> !share.booked() && share.owner().equals(token));
      }
    }
    version++;
  }

  private Given token(JsonObject body) {
    String token = "token-" + count;
    long millis = body.getLong("holdMillis");
    deadlines.put(token, System.nanoTime() + millis * 1_000_000);
    return new Given(
        201, new JsonObject().put("holdToken", token).put("remainingMillis", millis).encode());
  }

  private Given hold(JsonObject body) {
    String token = body.getString("holdToken");
    if (!deadlines.containsKey(token)) {
      return refused(410, "TOKEN_EXPIRED");
    }
    JsonObject best = body.getJsonObject("bestAvailable");
    List<Place> places =
        best == null ? Place.parse(objects(body)) : firstFree(best.getInteger("count"));
    if (places.isEmpty()) {
      return refused(409, "NO_BEST_AVAILABLE");
    }
    for (Place place : places) {
      if (fault != Fault.SELLS_TWICE && taken(place.label()) + place.quantity() > room(place)) {
        return refused(409, "OBJECT_NOT_FREE");
      }
    }
    add(places, new Share(false, token, 0));
    JsonArray held = new JsonArray();
    places.forEach(
        p -> held.add(new JsonObject().put("label", p.label()).put("quantity", p.quantity())));
    return new Given(201, new JsonObject().put("objects", held).encode());
  }

  private Given book(JsonObject body) {
    String token = body.getString("holdToken");
    List<Place> places = Place.parse(objects(body));
    for (Place place : places) {
      List<Share> all = shares.getOrDefault(place.label(), List.of());
      boolean held = all.stream().anyMatch(s -> !s.booked() && s.owner().equals(token));
      if (!held) {
        return refused(409, "NOT_HELD_BY_TOKEN");
      }
    }
    release(token, places);
    if (!(fault == Fault.LOSES_BOOKINGS && count % 10 == 0)) {
      if (fault == Fault.SELLS_TWICE) {
        places.forEach(p -> shares.getOrDefault(p.label(), new ArrayList<>()).clear());
      }
      add(places, new Share(true, body.getString("order"), 0));
    }
    return new Given(201, new JsonObject().put("booked", places.size()).encode());
  }

  private void add(List<Place> places, Share owner) {
    for (Place place : places) {
      shares
          .computeIfAbsent(place.label(), _ -> new ArrayList<>())
          .add(new Share(owner.booked(), owner.owner(), place.quantity()));
    }
    version++;
  }

  private List<Place> firstFree(int party) {
    List<Place> free = new ArrayList<>();
    for (int seat = 1; seat <= seats && free.size() < party; seat++) {
      if (taken("A-" + seat) == 0) {
        free.add(new Place("A-" + seat, 1));
      }
    }
    return free.size() < party ? List.of() : free;
  }

  private int taken(String label) {
    return shares.getOrDefault(label, List.of()).stream().mapToInt(Share::quantity).sum();
  }

  private int taken(String label, boolean booked) {
    return shares.getOrDefault(label, List.of()).stream()
        .filter(share -> share.booked() == booked)
        .mapToInt(Share::quantity)
        .sum();
  }

  private int room(Place place) {
    return place.label().equals("GA") ? areaCapacity : 1;
  }

  private static JsonArray objects(JsonObject body) {
    JsonArray objects = new JsonArray();
    for (Object each : body.getJsonArray("objects")) {
      objects.add(each instanceof String label ? new JsonObject().put("label", label) : each);
    }
    return objects;
  }

  private String chart() {
    JsonArray labels = new JsonArray();
    byte[] flags = new byte[seats + 1];
    JsonArray distances = new JsonArray();
    JsonArray runs = new JsonArray();
    for (int seat = 1; seat <= seats; seat++) {
      labels.add("A-" + seat);
      distances.add(Math.abs(seat - seats / 2));
    }
    labels.add("GA");
    flags[seats] = 3;
    distances.add(0);
    for (int row = 0; row < seats; row += ROW) {
      runs.add(row).add(Math.min(seats, row + ROW));
    }
    return new JsonObject()
        .put("labels", labels)
        .put("flags", Base64.getEncoder().encodeToString(flags))
        .put("capacities", new JsonObject().put(Integer.toString(seats), areaCapacity))
        .put("distance", distances)
        .put("runs", runs)
        .encode();
  }

  private String drawnMap() {
    boolean old = fault == Fault.OLD_MAP && drawn.version() >= 0 && drawn.version() != version;
    drawn =
        old && drawn.old() < 2
            ? new Drawn(drawn.version(), drawn.map(), drawn.old() + 1)
            : new Drawn(version, map(), 0);
    return drawn.map();
  }

  private String map() {
    byte[] states = new byte[seats + 1];
    for (int seat = 0; seat < seats; seat++) {
      String label = "A-" + (seat + 1);
      states[seat] = (byte) (taken(label, true) > 0 ? 2 : taken(label, false) > 0 ? 1 : 0);
    }
    int held = taken("GA", false);
    int booked = taken("GA", true);
    return new JsonObject()
        .put("version", version)
        .put("statuses", new JsonArray().add("free").add("held").add("booked"))
        .put("objects", Base64.getEncoder().encodeToString(states))
        .put(
            "areas",
            new JsonObject()
                .put(
                    String.valueOf(seats),
                    new JsonObject()
                        .put("capacity", areaCapacity)
                        .put("held", held)
                        .put("booked", booked)
                        .put("free", Math.max(0, areaCapacity - held - booked))))
        .encode();
  }

  private String owners() {
    JsonArray items = new JsonArray();
    shares.forEach(
        (label, all) -> {
          for (Share share : all) {
            JsonObject item =
                new JsonObject()
                    .put("label", label)
                    .put("status", share.booked() ? "booked" : "held")
                    .put("quantity", share.quantity());
            items.add(share.booked() ? item.put("order", share.owner()) : item);
          }
        });
    return new JsonObject().put("version", version).put("items", items).encode();
  }

  private static Given refused(int status, String code) {
    return new Given(status, new JsonObject().put("code", code).encode());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
