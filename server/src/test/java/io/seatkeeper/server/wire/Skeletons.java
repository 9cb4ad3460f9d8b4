package io.seatkeeper.server.wire;

import io.seatkeeper.server.api.Requests;
import io.seatkeeper.server.api.SaleRequests;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.http.TestServer;
import io.seatkeeper.server.http.TestVenue;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A house half sold, and for every route at least one request that it accepts in this order. */
final class Skeletons {
  private final TestServer server;
  private final String token;
  private final List<Skeleton> all = new ArrayList<>();

  private Skeletons(TestServer server) {
    this.server = server;
    for (String event : List.of("show", "show.second", "gone")) {
      server.createEvent(event);
    }
    server.post("/v1/events", "{\"key\":\"later\",\"chart\":\"house\",\"draft\":true}");
    this.token = server.token();
    server.post(
        "/v1/holds",
        """
        {"holdToken":"%s","selections":[
          {"event":"show","objects":["Stalls-A-1","Stalls-A-2",{"label":"Floor","quantity":3}]},
          {"event":"show.second","objects":["Stalls-A-1"]}]}
        """
            .formatted(token));
    server.post(
        "/v1/bookings",
        """
        {"order":"sold","selections":[{"event":"show","objects":["Stalls-B-1","Stalls-B-2"]},
          {"event":"show.second","objects":["Stalls-B-2"]}]}
        """);
  }

  static List<Skeleton> in(TestServer server) {
    Skeletons skeletons = new Skeletons(server);
    skeletons.reads();
    skeletons.catalogue();
    skeletons.saleStates();
    skeletons.holds();
    skeletons.sales();
    new OrderSkeletons(server).each(skeletons::change);
    skeletons.ends();
    return List.copyOf(skeletons.all);
  }

  private void reads() {
    get("/v1/charts");
    get("/v1/charts/house");
    get("/v1/events?limit=5&after=a");
    get("/v1/events/show");
    get("/v1/events/show/sale");
    get("/v1/events/show/chart");
    get("/v1/events/show/report");
    get("/v1/events/show/figures");
    get("/v1/events/show/plan");
    get("/admin/session");
    get("/v1/events/show/audit?after=0&limit=5&object=Stalls-A-1&order=newest");
    get("/v1/events/show/objects");
    get("/v1/events/show/objects/Stalls-A-1");
    get("/v1/events/show/owners?after=0&limit=5");
    get("/v1/events/show/changes");
    get("/v1/hold-tokens/" + token);
    for (String path :
        List.of("/health/live", "/health/ready", "/metrics", "/openapi.json", "/docs.js")) {
      get(path);
    }
    get("/docs");
  }

  private void catalogue() {
    add("POST", "/v1/charts/house", TestVenue.DRAWING, null);
    change(
        "POST",
        "/v1/events",
        """
        {"key":"fresh","chart":"house","chartVersion":1,"name":"Fresh",
         "settings":{"purchaseLimit":4,"objectsPerToken":10,"maxHoldMillis":3600000,
          "maxExtensions":3,"maxExtendedMillis":60000},"draft":false}
        """,
        Requests.NewEvent.class);
    change(
        "PATCH",
        "/v1/events/show",
        """
        {"name":"Renamed","settings":{"purchaseLimit":40,"objectsPerToken":50,
         "maxHoldMillis":7200000}}
        """,
        Requests.EventPatch.class);
    change(
        "PATCH",
        "/v1/events/show/objects",
        """
        {"updates":[{"label":"Stalls-B-8","forSale":true,"blockReason":"","channel":"press",
          "extraData":"row of honour"},
          {"label":"Floor","channelCapacities":[{"channel":"press","capacity":2}]}]}
        """,
        Requests.ObjectsPatch.class);
    change(
        "POST",
        "/admin/session",
        "{\"secretKey\":\"" + server.secretKey() + "\"}",
        Requests.LogIn.class);
    change(
        "POST",
        "/v1/hold-tokens",
        "{\"holdMillis\":60000,\"buyer\":\"b-1\"}",
        Requests.NewHoldToken.class);
  }

  private void saleStates() {
    change(
        "PUT",
        "/v1/events/later/sale/schedule",
        """
        {"onSaleAt":"2099-12-01T10:00:00Z","timeZone":"Europe/Zurich","presales":[
          {"channel":"press","code":"SESAME","from":"2099-11-01T10:00:00Z",
           "until":"2099-12-01T10:00:00+01:00"}]}
        """,
        SaleRequests.Schedule.class);
    change(
        "PUT", "/v1/events/later/sale/state", "{\"state\":\"paused\"}", SaleRequests.State.class);
  }

  private void holds() {
    change(
        "POST",
        "/v1/events/show/holds",
        """
        {"holdToken":"%s","objects":["Stalls-A-3",{"label":"Floor","quantity":2}],
         "channels":["press"],"ignoreChannels":false}
        """,
        Requests.Hold.class);
    change(
        "POST",
        "/v1/events/show/holds",
        """
        {"holdToken":"%s","bestAvailable":{"count":2,"categories":["2","1"],"section":"Stalls",
         "accessible":false,"fallbacks":["scattered"]}}
        """,
        Requests.Hold.class);
    change(
        "POST",
        "/v1/holds",
        """
        {"holdToken":"%s","selections":[{"event":"show","objects":["T1"]},
          {"event":"show.second","objects":["T1",{"label":"Floor","quantity":1}]}]}
        """,
        Requests.HoldAcross.class);
  }

  private void sales() {
    change(
        "POST",
        "/v1/events/show/bookings",
        """
        {"holdToken":"%s","order":"o-1","objects":["Stalls-A-1",{"label":"Floor","quantity":2}]}
        """,
        Requests.Book.class);
    change(
        "POST",
        "/v1/bookings",
        """
        {"order":"o-2","buyer":"b-2","channels":["press"],
         "selections":[{"event":"show","objects":["Stalls-B-3"]},
          {"event":"show.second","objects":["Stalls-B-3",{"label":"Floor","quantity":1}]}]}
        """,
        Requests.BookAcross.class);
    change(
        "POST",
        "/v1/events/show/releases",
        "{\"order\":\"sold\",\"objects\":[\"Stalls-B-1\"]}",
        Requests.Release.class);
    change(
        "POST",
        "/v1/releases",
        """
        {"holdToken":"%s","selections":[{"event":"show","objects":["Stalls-A-2"]},
          {"event":"show.second","objects":["Stalls-A-1"]}]}
        """,
        Requests.ReleaseAcross.class);
    change(
        "POST",
        "/v1/events/show/status-changes",
        """
        {"objects":["Stalls-B-4"],"status":"guests","allowedPrevious":["free"],
         "rejectedPrevious":["booked"]}
        """,
        Requests.ChangeStatus.class);
    change(
        "POST",
        "/v1/status-changes",
        """
        {"status":"guests","selections":[{"event":"show","objects":["Stalls-B-5"]},
          {"event":"show.second","objects":["Stalls-B-5"]}]}
        """,
        Requests.ChangeStatusAcross.class);
  }

  private void ends() {
    change(
        "POST",
        "/v1/hold-tokens/" + token + "/extensions",
        "{\"extendMillis\":60000}",
        Requests.Extension.class);
    add("DELETE", "/v1/hold-tokens/" + token, null, null);
    add("DELETE", "/v1/events/gone", null, null);
    add("DELETE", "/admin/session", null, null);
  }

  private void get(String target) {
    add("GET", target, null, null);
  }

  private void change(
      String method, String target, @Nullable String body, @Nullable Class<? extends Record> type) {
    add(
        method,
        target,
        body == null ? null : body.replace("%s", token),
        type == null ? null : JsonBody.of(type).shape());
  }

  private void add(
      String method, String target, @Nullable String body, Shape.@Nullable Fields shape) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    List<String> segments = List.of(path.substring(1).split("/", -1));
    Route route = route(method, segments);
    List<Integer> parameters = new ArrayList<>();
    String[] template = route.template().substring(1).split("/", -1);
    for (int index = 0; index < template.length; index++) {
      if (template[index].startsWith("{")) {
        parameters.add(index);
      }
    }
    String key = route.access() == Access.OPEN ? null : server.secretKey();
    String query = question < 0 ? "" : target.substring(question + 1);
    Set<String> methods =
        server.routes().stream()
            .filter(other -> other.template().equals(route.template()))
            .map(other -> other.method().name())
            .collect(Collectors.toUnmodifiableSet());
    all.add(new Skeleton(route, segments, parameters, query, key, body, shape, methods));
  }

  private Route route(String method, List<String> segments) {
    return server.routes().stream()
        .filter(route -> route.method().name().equals(method))
        .filter(route -> fits(route.template().substring(1).split("/", -1), segments))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no route " + method + " " + segments));
  }

  private static boolean fits(String[] template, List<String> segments) {
    if (template.length != segments.size()) {
      return false;
    }
    for (int index = 0; index < template.length; index++) {
      if (!template[index].startsWith("{") && !template[index].equals(segments.get(index))) {
        return false;
      }
    }
    return true;
  }
}
