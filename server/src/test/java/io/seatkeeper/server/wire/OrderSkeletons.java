package io.seatkeeper.server.wire;

import io.seatkeeper.server.api.OrderDocuments;
import io.seatkeeper.server.api.PriceDocuments;
import io.seatkeeper.server.http.TestServer;
import io.seatkeeper.server.http.TestServer.Response;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that costs money, with an order in every state that a step goes from. */
final class OrderSkeletons {
  private static final String PRICES =
      """
      {"currency":"EUR","feePerTicket":150,"feePerOrder":100,
       "ticketTypes":[{"key":"adult","name":"Adult"},{"key":"child","name":"Child"}],
       "prices":[{"category":"1","ticketType":"adult","amount":6500},
        {"category":"1","ticketType":"child","amount":3000},
        {"category":"2","ticketType":"adult","amount":4000},
        {"category":"2","ticketType":"child","amount":2000}]}
      """;

  private final TestServer server;
  private int seats;

  OrderSkeletons(TestServer server) {
    this.server = server;
    server.createEvent("shop");
    sound(server.send("PUT", "/v1/events/shop/prices", server.secretKey(), PRICES, Map.of()));
  }

  /** Takes a request that its route accepts; no body and no type for reads. */
  @FunctionalInterface
  interface Taker {
    void take(
        String method,
        String target,
        @Nullable String body,
        @Nullable Class<? extends Record> type);
  }

  /** An order with its path and its key. */
  private record Opened(String path, String key) {
    String paying() {
      return "{\"key\":\"" + key + "\",\"card\":{\"number\":\"4242424242424242\"}}";
    }

    String shown() {
      return "{\"key\":\"" + key + "\"}";
    }
  }

  void each(Taker taker) {
    taker.take("GET", "/v1/events/shop/prices", null, null);
    taker.take("PUT", "/v1/events/shop/prices", PRICES, PriceDocuments.NewPriceList.class);
    taker.take("GET", "/v1/events/shop/orders?state=open&after=A&limit=5", null, null);
    taker.take("GET", "/v1/events/shop/orders.csv", null, null);
    taker.take("GET", "/v1/events/shop/report.csv", null, null);
    taker.take("GET", "/v1/refunds-due?after=a&limit=5", null, null);
    String body =
        """
        {"holdToken":"%s","items":[{"label":"%s","ticketType":"child"}]}
        """
            .formatted(server.token(), "%s");
    taker.take("POST", "/v1/events/shop/orders", held(body), OrderDocuments.NewOrder.class);
    Opened open = open();
    taker.take("GET", open.path + "?key=" + open.key, null, null);
    step(taker, open, "cancellation", open.shown(), OrderDocuments.Shown.class);
    String payment = "{\"payment\":\"own-1\"}";
    step(taker, open(), "confirmation", payment, OrderDocuments.OwnPayment.class);
    Opened failing = open();
    step(taker, failing, "failure", failing.shown(), OrderDocuments.Shown.class);
    Opened voided = confirmed();
    step(taker, voided, "voiding", voided.shown(), OrderDocuments.Shown.class);
    step(taker, confirmed(), "payments", payment, OrderDocuments.OwnPayment.class);
    Opened unpaid = open();
    step(taker, unpaid, "payment", unpaid.paying(), OrderDocuments.NewPayment.class);
    Opened due = paidAndCancelled();
    step(taker, due, "refund", due.shown(), OrderDocuments.Shown.class);
    step(taker, cancelled(), "refunds", "{\"refund\":\"own-2\"}", OrderDocuments.OwnRefund.class);
  }

  private static void step(
      Taker taker, Opened order, String step, String body, Class<? extends Record> type) {
    taker.take("POST", order.path + "/" + step, body, type);
  }

  /** A body whose token holds the seat it names. */
  private String held(String body) {
    String seat = "Stalls-%s-%d".formatted(seats < 8 ? "A" : "B", seats % 8 + 1);
    seats++;
    String token = body.split("\"", 5)[3];
    String hold = "{\"holdToken\":\"%s\",\"objects\":[\"%s\"]}".formatted(token, seat);
    sound(server.post("/v1/events/shop/holds", hold));
    return body.replace("%s", seat);
  }

  private Opened open() {
    String body = held("{\"holdToken\":\"%s\"}".formatted(server.token()));
    Response opened = sound(server.post("/v1/events/shop/orders", body));
    return new Opened(
        "/v1/events/shop/orders/" + opened.json("order"), String.valueOf(opened.json("key")));
  }

  private Opened confirmed() {
    Opened order = open();
    sound(server.post(order.path + "/confirmation", "{\"payment\":\"own-1\"}"));
    return order;
  }

  private Opened cancelled() {
    Opened order = confirmed();
    sound(server.post(order.path + "/payments", "{\"payment\":\"own-1\"}"));
    sound(server.post(order.path + "/cancellation", "{}"));
    return order;
  }

  private Opened paidAndCancelled() {
    Opened order = open();
    sound(server.post(order.path + "/payment", order.paying()));
    sound(server.post(order.path + "/cancellation", "{}"));
    return order;
  }

  private static Response sound(Response response) {
    if (response.status() >= 300) {
      throw new AssertionError("it was refused: " + response);
    }
    return response;
  }
}
