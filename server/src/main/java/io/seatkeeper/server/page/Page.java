package io.seatkeeper.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.exchange.AllowedOrigins;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers every path outside the API: {@code /e/{event}} with the buyer's page, {@code
 * /o/{event}/{order}} with an order's, {@code /admin} with the box office, {@code /page/…} and
 * {@code /webjars/…} with their files, and what is left with 404.
 *
 * <p>All files are read and compressed when this is made; a request only looks one up. Safe for
 * concurrent use, never blocks.
 */
public final class Page implements Handler<HttpServerRequest> {
  private static final List<String> FILES =
      List.of(
          "hold-clock.js",
          "icon.svg",
          "list-model.js",
          "list-style.js",
          "main.js",
          "map-camera.js",
          "map-chart.js",
          "map-choice.js",
          "map-counts.js",
          "map-feed.js",
          "map-gestures.js",
          "map-glow.js",
          "map-grid.js",
          "map-ground.js",
          "map-ink.js",
          "map-layers.js",
          "map-link.js",
          "map-neighbours.js",
          "map-news.js",
          "map-pace.js",
          "map-sheet.js",
          "map-signs.js",
          "map-style.js",
          "map-theme.js",
          "map-tip.js",
          "map-view.js",
          "map-words.js",
          "map-worker.js",
          "order-page-style.js",
          "order-page.js",
          "page-aside.js",
          "page-basket.js",
          "page-clock.js",
          "page-doors.js",
          "page-house.js",
          "page-payment.js",
          "page-stepper.js",
          "page.css",
          "patience.js",
          "price-list.js",
          "sale-clock.js",
          "seat-page-style.js",
          "seat-page.js",
          "seatkeeper-list.js",
          "seatkeeper-map.js",
          "shop-desk.js",
          "shop.js",
          "till.js");
  private static final String EVENT_PATH = "/e/";
  private static final String ORDER_PATH = "/o/";
  private static final String BOX_OFFICE_PATH = "/admin";
  private static final int LONGEST_NAME = 400;
  private static final byte[] NOT_FOUND =
      "There is nothing here. An event's page is at /e/{event}, the box office at /admin.\n"
          .getBytes(UTF_8);
  private static final byte[] ONLY_READ = "This can only be read.\n".getBytes(UTF_8);

  private final Map<String, PageFile> files = new HashMap<>();
  private final PageDocument eventDocument = new PageDocument("page.html");
  private final PageDocument orderDocument = new PageDocument("order.html");
  private final PageDocument boxOfficeDocument = new PageDocument("admin.html");
  private final AllowedOrigins origins;
  private final PageKeys keys;

  /**
   * A page that uses these keys.
   *
   * @param origins whose pages may embed the map: modules load across origins only where they are
   *     allowed to
   */
  public Page(AllowedOrigins origins, PageKeys keys) {
    this.origins = origins;
    this.keys = keys;
    for (List<String> names : List.of(FILES, BoxOfficeFiles.ALL)) {
      for (String name : names) {
        String path = "/page/" + name;
        files.put(path, PageFile.of(PageFile.typeOf(name), WebLibrary.read(path), false));
      }
    }
    WebLibrary.ALL.forEach(library -> files.putAll(library.files()));
  }

  @Override
  public void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    response.putHeader("x-content-type-options", "nosniff");
    response.putHeader("referrer-policy", "no-referrer");
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      text(request, 405, ONLY_READ);
      return;
    }
    String path = String.valueOf(request.path());
    PageFile file = files.get(path);
    if (file != null) {
      send(request, file);
    } else {
      sendDocument(request, path);
    }
  }

  private void sendDocument(HttpServerRequest request, String path) {
    List<String> event = names(path, EVENT_PATH, 1);
    List<String> order = names(path, ORDER_PATH, 2);
    if (path.equals(BOX_OFFICE_PATH)) {
      send(request, boxOfficeDocument, Map.of());
    } else if (!event.isEmpty()) {
      String key = keys.publicTestKey(event.getFirst());
      send(request, eventDocument, Map.of("event", event.getFirst(), "key", key));
    } else if (!order.isEmpty()) {
      send(request, orderDocument, Map.of("event", order.getFirst(), "order", order.getLast()));
    } else {
      text(request, 404, NOT_FOUND);
    }
  }

  /** The decoded segments of a path below a folder; none when they are not so many. */
  private static List<String> names(String path, String folder, int count) {
    if (!path.startsWith(folder) || path.length() > folder.length() + LONGEST_NAME) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (String segment : path.substring(folder.length()).split("/", -1)) {
      String name = decoded(segment);
      if (name.isEmpty()) {
        return List.of();
      }
      names.add(name);
    }
    return names.size() == count ? names : List.of();
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static void send(
      HttpServerRequest request, PageDocument document, Map<String, String> names) {
    request
        .response()
        .putHeader("content-security-policy", document.policy())
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    end(request, "text/html; charset=utf-8", Buffer.buffer(document.html(names)));
  }

  private void send(HttpServerRequest request, PageFile file) {
    HttpServerResponse response = request.response();
    origins.permit(request, response.headers());
    // The map runs on pages of other origins, which may have shut others out.
    response.putHeader("cross-origin-resource-policy", "cross-origin");
    response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    response
        .putHeader(HttpHeaders.ETAG, file.etag())
        .putHeader(
            HttpHeaders.CACHE_CONTROL,
            file.forever() ? "public, max-age=31536000, immutable" : "no-cache");
    if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
      return;
    }
    String accepted = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    boolean compressed = accepted != null && accepted.contains("gzip");
    if (compressed) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
    }
    end(request, file.contentType(), compressed ? file.gzip() : file.plain());
  }

  private static void text(HttpServerRequest request, int status, byte[] text) {
    request.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    end(request, "text/plain; charset=utf-8", Buffer.buffer(text));
  }

  private static void end(HttpServerRequest request, String contentType, Buffer body) {
    HttpServerResponse response = request.response();
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
        .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }
}
