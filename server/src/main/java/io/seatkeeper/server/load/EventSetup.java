package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Puts a drawing on sale over HTTP, as an organiser would. */
public final class EventSetup implements AutoCloseable {
  private static final int FAULTS_TOLD = 10;

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
   * Creates an event on the newest version of a chart.
   *
   * @return false when there is one with that key already
   * @throws OnSaleException when the server refuses for another reason
   */
  public boolean createEvent(String event, String chart, String name)
      throws OnSaleException, InterruptedException {
    JsonObject body = new JsonObject().put("key", event).put("chart", chart).put("name", name);
    Reply reply = post("/v1/events", body.encode());
    if (!reply.ok() && !reply.code().equals("EVENT_EXISTS")) {
      throw new OnSaleException("The event was refused: " + explain(reply));
    }
    return reply.ok();
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
