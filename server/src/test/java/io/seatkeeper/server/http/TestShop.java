package io.seatkeeper.server.http;

import io.seatkeeper.server.http.TestServer.Response;
import io.seatkeeper.server.payment.TestProvider.TestCard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An event that costs money, with its buyers (public key) and its shop (secret key). */
record TestShop(TestServer server, String event, long holdMillis) {
  /**
   * Adults pay 65.00 and children 30.00 in category 1, adults 40.00 in category 2; 1.50 a ticket.
   */
  static final String PRICES =
      """
      {"currency":"EUR","feePerTicket":150,"feePerOrder":100,
       "ticketTypes":[{"key":"adult","name":"Adult"},{"key":"child","name":"Child"}],
       "prices":[{"category":"1","ticketType":"adult","amount":6500},
        {"category":"1","ticketType":"child","amount":3000},
        {"category":"2","ticketType":"adult","amount":4000}]}
      """;

  /** A new event with these prices. */
  static TestShop open(TestServer server, String event) {
    server.createEvent(event);
    String path = "/v1/events/" + event + "/prices";
    sound(server.send("PUT", path, server.secretKey(), PRICES, Map.of()));
    return new TestShop(server, event, 600_000);
  }

  /** A new event whose orders end as soon as that. */
  static TestShop open(TestServer server, String event, long payMillis) {
    open(server, event);
    String settings = "{\"settings\":{\"maxHoldMillis\":" + payMillis + "}}";
    sound(server.patch("/v1/events/" + event, settings));
    return new TestShop(server, event, payMillis);
  }

  /** An order as its buyer has it. */
  record Opened(String token, String order, String key) {}

  /** A token that holds seats. */
  String holding(String... seats) {
    String lease = "{\"holdMillis\":" + holdMillis + "}";
    Response made = sound(server.post("/v1/hold-tokens", lease, server.publicKey()));
    String token = String.valueOf(made.json("holdToken"));
    sound(hold(token, seats));
    return token;
  }

  Response hold(String token, String... seats) {
    String objects = Arrays.stream(seats).collect(Collectors.joining("\",\"", "\"", "\""));
    String body = "{\"holdToken\":\"%s\",\"objects\":[%s]}".formatted(token, objects);
    return server.post(path("/holds"), body, server.publicKey());
  }

  /** Asks, with the public key, for an order of all that a token holds. */
  Response ask(String token) {
    return server.post(path("/orders"), "{\"holdToken\":\"" + token + "\"}", server.publicKey());
  }

  /** An open order of seats, as adults. */
  Opened order(String... seats) {
    String token = holding(seats);
    return opened(token, sound(ask(token)));
  }

  static Opened opened(String token, Response response) {
    return new Opened(
        token, String.valueOf(response.json("order")), String.valueOf(response.json("key")));
  }

  /** The order as its buyer sees it. */
  Response seen(Opened order) {
    String path = path("/orders/" + order.order + "?key=" + order.key);
    return sound(server.send("GET", path, null, null, Map.of()));
  }

  /** The order as the shop sees it. */
  Response known(Opened order) {
    return sound(server.get(path("/orders/" + order.order)));
  }

  String state(Opened order) {
    return String.valueOf(seen(order).json("state"));
  }

  /** A step by the shop. */
  Response step(Opened order, String step, String body) {
    return server.post(path("/orders/" + order.order + "/" + step), body);
  }

  /** A step by the buyer. */
  Response buyerStep(Opened order, String step) {
    String body = "{\"key\":\"" + order.key + "\"}";
    return server.post(path("/orders/" + order.order + "/" + step), body, server.publicKey());
  }

  /** Pays with a card. */
  Response pay(Opened order, TestCard card) {
    String body =
        """
        {"key":"%s","card":{"number":"%s"}}
        """
            .formatted(order.key, card.number());
    return server.post(path("/orders/" + order.order + "/payment"), body, server.publicKey());
  }

  /** The same event on another node. */
  TestShop on(TestServer other) {
    return new TestShop(other, event, holdMillis);
  }

  /** How often an order came into a state, by the event's trail. */
  long times(String state) {
    return server.get(path("/audit?limit=1000")).list("items").stream()
        .filter(item -> item.toString().contains("what=order-" + state))
        .count();
  }

  /** The status of a seat. */
  String status(String seat) {
    return String.valueOf(server.get(path("/objects/" + seat)).json("status"));
  }

  /** The order that has a seat; empty for none. */
  String orderOf(String seat) {
    Object order = server.get(path("/objects/" + seat)).json().get("order");
    return order == null ? "" : order.toString();
  }

  String path(String rest) {
    return "/v1/events/" + event + rest;
  }

  /** The response, which must not be a refusal. */
  static Response sound(Response response) {
    if (response.status() >= 300) {
      throw new AssertionError("it was refused: " + response);
    }
    return response;
  }

  /** The first of an order's lines. */
  @SuppressWarnings("unchecked")
  static Map<String, Object> line(Response order) {
    return (Map<String, Object>) order.list("lines").getFirst();
  }

  /** The labels of an order's lines. */
  @SuppressWarnings("unchecked")
  static List<Object> labels(Response order) {
    return order.list("lines").stream()
        .map(line -> ((Map<String, Object>) line).get("label"))
        .toList();
  }
}
