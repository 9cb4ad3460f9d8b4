package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts a drawing on sale over HTTP, as an organiser would. */
public final class EventSetup implements AutoCloseable {
  private static final int FAULTS_TOLD = 10;

  /** Cents: what an adult's ticket of the first category costs, and about that of the last. */
  private static final int HIGHEST_PRICE = 12_000;

  private static final int LOWEST_PRICE = 3_500;
  private static final int PRICE_STEP = 500;

  private static final long SHOWN_MILLIS = 30_000;
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final List<URI> urls;
  private final String secretKey;
  private final ConnectionPool pool;
  private final Caller caller;

  /**
   * For one node.
   *
   * @throws IllegalArgumentException when the URL is not one of a node
   */
  public EventSetup(URI url, String secretKey) {
    this(List.of(url), secretKey);
  }

  /**
   * For the nodes of one cluster.
   *
   * @throws IllegalArgumentException when a URL is not one of a node
   */
  public EventSetup(List<URI> urls, String secretKey) {
    this.urls = List.copyOf(urls);
    this.secretKey = secretKey;
    this.pool = new ConnectionPool(urls, secretKey, 1);
    this.caller = new Caller(pool, RetryPolicy.PATIENT, new LoadFigures());
  }

  /**
   * Imports a drawing.
   *
   * @param chart the chart's key
   * @throws OnSaleException when the drawing has faults, which the message names, or the server
   *     refuses
   */
  public void importDrawing(String chart, byte[] drawing)
      throws OnSaleException, InterruptedException {
    Reply reply = post("/v1/charts/" + chart, new String(drawing, UTF_8));
    if (!reply.ok()) {
      throw new OnSaleException("The drawing was refused: " + explain(reply));
    }
  }

  /**
   * Creates an event on the newest version of a chart, on sale at once.
   *
   * @return false when there is one with that key already
   * @throws OnSaleException when the server refuses for another reason
   */
  public boolean createEvent(String event, String chart, String name)
      throws OnSaleException, InterruptedException {
    return createEvent(event, chart, name, false);
  }

  /**
   * Creates an event on the newest version of a chart.
   *
   * @param draft whether it is not on sale yet
   * @return false when there is one with that key already
   * @throws OnSaleException when the server refuses for another reason
   */
  public boolean createEvent(String event, String chart, String name, boolean draft)
      throws OnSaleException, InterruptedException {
    JsonObject body =
        new JsonObject()
            .put("key", event)
            .put("chart", chart)
            .put("name", name)
            .put("draft", draft);
    Reply reply = post("/v1/events", body.encode());
    if (!reply.ok() && !reply.code().equals("EVENT_EXISTS")) {
      throw new OnSaleException("The event was refused: " + explain(reply));
    }
    return reply.ok();
  }

  /**
   * Gives every category of an event its prices: the first costs most.
   *
   * @throws OnSaleException when the server refuses
   */
  public void setPrices(String event) throws OnSaleException, InterruptedException {
    String path = "/v1/events/" + event;
    Reply chart = caller.call(HttpAsk.get(path + "/chart"), () -> 0.5);
    if (!chart.ok()) {
      throw new OnSaleException("The drawing cannot be read: " + explain(chart));
    }
    JsonArray categories = new JsonObject(chart.body()).getJsonArray("categories");
    JsonArray prices = new JsonArray();
    for (int at = 0; at < categories.size(); at++) {
      String category = categories.getJsonObject(at).getString("key");
      int most = HIGHEST_PRICE - (HIGHEST_PRICE - LOWEST_PRICE) * at / categories.size();
      int adult = most - most % PRICE_STEP;
      prices.add(price(category, "adult", adult)).add(price(category, "young", adult / 2));
    }
    JsonArray types =
        new JsonArray().add(ticketType("adult", "Adult")).add(ticketType("young", "Under 26"));
    put(
        path + "/prices",
        new JsonObject()
            .put("currency", "EUR")
            .put("feePerTicket", 150)
            .put("feePerOrder", 0)
            .put("ticketTypes", types)
            .put("prices", prices));
  }

  private static JsonObject price(String category, String ticketType, int amount) {
    return new JsonObject()
        .put("category", category)
        .put("ticketType", ticketType)
        .put("amount", amount);
  }

  private static JsonObject ticketType(String key, String name) {
    return new JsonObject().put("key", key).put("name", name);
  }

  /**
   * Announces when an event goes on sale.
   *
   * @throws OnSaleException when the server refuses
   */
  public void announce(String event, Instant onSaleAt)
      throws OnSaleException, InterruptedException {
    put(
        "/v1/events/" + event + "/sale/schedule",
        new JsonObject().put("onSaleAt", onSaleAt.toString()));
  }

  /**
   * Whether an event is on sale to everybody.
   *
   * @throws OnSaleException when the server does not say
   */
  public boolean onSale(String event) throws OnSaleException, InterruptedException {
    Reply reply = caller.call(HttpAsk.get("/v1/events/" + event + "/sale"), () -> 0.5);
    if (!reply.ok()) {
      throw new OnSaleException("The sale's state cannot be read: " + explain(reply));
    }
    return "on-sale".equals(new JsonObject(reply.body()).getString("state"));
  }

  /**
   * Waits until every node shows an event: whoever has not been told of a creation by its causal
   * token may meet a node that has not heard of it.
   *
   * @throws OnSaleException when a node does not show it in time
   */
  public void awaitEverywhere(String event) throws OnSaleException, InterruptedException {
    long deadlineNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SHOWN_MILLIS);
    for (URI url : urls) {
      try (ConnectionPool node = new ConnectionPool(url, secretKey, 1)) {
        while (!shows(node, event)) {
          if (System.nanoTime() - deadlineNanos > 0) {
            throw new OnSaleException(
                url
                    + " does not show the event "
                    + event
                    + " after "
                    + SHOWN_MILLIS / 1000
                    + " s.");
          }
          Thread.sleep(LOOK_AGAIN_MILLIS);
        }
      }
    }
  }

  private static boolean shows(ConnectionPool node, String event) throws InterruptedException {
    try {
      String path = "/v1/events/" + event + "/owners?limit=1";
      return node.exchange(HttpAsk.get(path)).answer().status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private void put(String path, JsonObject body) throws OnSaleException, InterruptedException {
    Reply reply = caller.call(HttpAsk.put(path, body.encode()), () -> 0.5);
    if (!reply.ok()) {
      throw new OnSaleException(path + " was refused: " + explain(reply));
    }
  }

  private Reply post(String path, String body) throws InterruptedException {
    byte[] random = new byte[12];
    new SecureRandom().nextBytes(random);
    return caller.call(HttpAsk.post(path, HexFormat.of().formatHex(random), body), () -> 0.5);
  }

  /** What a problem says, with the first faults of a drawing. */
  private static String explain(Reply reply) {
    JsonObject problem;
    try {
      problem = new JsonObject(reply.body());
    } catch (DecodeException _) {
      return "status " + reply.status();
    }
    StringBuilder text = new StringBuilder(problem.getString("detail", reply.code()));
    JsonArray faults = problem.getJsonArray("faults", new JsonArray());
    for (int fault = 0; fault < Math.min(faults.size(), FAULTS_TOLD); fault++) {
      JsonObject each = faults.getJsonObject(fault);
      text.append(System.lineSeparator())
          .append("  - ")
          .append(each.getString("place", ""))
          .append(": ")
          .append(each.getString("message", ""));
    }
    return text.toString();
  }

  @Override
  public void close() {
    pool.close();
  }
}
