package io.seatkeeper.server.load;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the server says at the end: who owns what, and the map that should agree.
 *
 * @param quiet whether the map and every page of owners show one version of the event, so that they
 *     may be compared
 */
record FinalState(House house, MapView map, List<Owned> owned, boolean quiet) {
  private static final int PAGE = 1_000;
  private static final int READS = 10;

  /** Longer than a node hands out one map to everyone who asks. */
  private static final long PAUSE_MILLIS = 50;

  /**
   * One owner's part of one object.
   *
   * @param booked true for an order's, false for a token's
   * @param order empty for a hold
   */
  record Owned(String label, boolean booked, String order, int quantity) {}

  FinalState {
    owned = List.copyOf(owned);
  }

  /** All owners, page by page, and the event's version on each page. */
  private record Owners(List<Owned> owned, Set<Long> versions) {}

  /**
   * Reads map and owners, again while others still change them.
   *
   * @param newest what every read must show at least
   * @throws IOException when the server does not give them
   */
  static FinalState read(Caller caller, House house, String event, NewestState newest)
      throws IOException, InterruptedException {
    String path = "/v1/events/" + event;
    String token = newest.token();
    for (int read = 1; ; read++) {
      MapView map = readMap(caller, house, path, token);
      Owners owners = readOwners(caller, path, token);
      boolean quiet = owners.versions().equals(Set.of(map.version()));
      if (quiet || read == READS) {
        return new FinalState(house, map, owners.owned(), quiet);
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private static MapView readMap(Caller caller, House house, String path, String token)
      throws IOException, InterruptedException {
    return MapView.parse(house, get(caller, path + "/objects", token));
  }

  private static Owners readOwners(Caller caller, String path, String token)
      throws IOException, InterruptedException {
    List<Owned> owned = new ArrayList<>();
    Set<Long> versions = new HashSet<>();
    String after = "";
    while (true) {
      JsonObject page;
      try {
        page = new JsonObject(get(caller, path + "/owners?limit=" + PAGE + after, token));
      } catch (DecodeException e) {
        throw new IOException("a page of owners is no JSON", e);
      }
      versions.add(page.getLong("version"));
      for (Object each : page.getJsonArray("items", new JsonArray())) {
        JsonObject item = (JsonObject) each;
        owned.add(
            new Owned(
                item.getString("label"),
                "booked".equals(item.getString("status")),
                item.getString("order", ""),
                item.getInteger("quantity", 1)));
      }
      Object next = page.getValue("next");
      if (next == null) {
        return new Owners(owned, versions);
      }
      after = "&after=" + next;
    }
  }

  private static String get(Caller caller, String path, String token)
      throws IOException, InterruptedException {
    Reply reply = caller.call(HttpAsk.get(path).notBefore(token), () -> 0.5);
    if (!reply.ok()) {
      throw new IOException("GET " + path + " was answered " + reply.status() + " " + reply.code());
    }
    return reply.body();
  }
}
