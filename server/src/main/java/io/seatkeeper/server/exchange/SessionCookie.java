package io.seatkeeper.server.exchange;

import io.seatkeeper.server.auth.Session;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cookie that keeps a session in a browser. Scripts cannot read it, and browsers send it with
 * requests of the node's own pages only; where a browser says that a request is another page's, it
 * is refused in any case.
 */
public final class SessionCookie {
  /** The cookie's name. */
  public static final String NAME = "seatkeeper-session";

  /** The header that every change by a session's cookie must bring. */
  public static final CharSequence CSRF = HttpHeaders.createOptimized("seatkeeper-csrf");

  private static final CharSequence FETCH_SITE = HttpHeaders.createOptimized("sec-fetch-site");
  private static final CharSequence FORWARDED_PROTOCOL =
      HttpHeaders.createOptimized("x-forwarded-proto");
  private static final List<String> OWN_SITES = List.of("same-origin", "none");

  private SessionCookie() {}

  /** The header that has a browser keep a session. */
  public static String keep(HttpServerRequest request, Session session, long seconds) {
    return header(request, session.text(), seconds);
  }

  /** The header that has a browser forget its session. */
  public static String forget(HttpServerRequest request) {
    return header(request, "", 0);
  }

  private static String header(HttpServerRequest request, String value, long seconds) {
    boolean encrypted =
        request.isSSL() || "https".equalsIgnoreCase(request.getHeader(FORWARDED_PROTOCOL));
    return NAME
        + "="
        + value
        + "; Path=/; Max-Age="
        + seconds
        + "; HttpOnly; SameSite=Strict"
        + (encrypted ? "; Secure" : "");
  }

  /** What the cookie of a request holds; null when it has none. */
  public static @Nullable String of(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.COOKIE);
    if (header == null) {
      return null;
    }
    for (String pair : header.split(";", -1)) {
      String trimmed = pair.strip();
      if (trimmed.startsWith(NAME + "=")) {
        return trimmed.substring(NAME.length() + 1);
      }
    }
    return null;
  }

  /**
   * Refuses what a browser says another site's page asks.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it does
   */
  public static void refuseForeign(HttpServerRequest request) {
    if (isForeign(request)) {
      throw Problem.of(
              ProblemCode.ORIGIN_FOREIGN,
              "A session works on the node's own pages only, and this request comes from another"
                  + " one. Open /admin on the node, or send a key.")
          .about("Origin")
          .thrown();
    }
  }

  /** Whether a browser says that a request comes from another origin's page. */
  static boolean isForeign(HttpServerRequest request) {
    String site = request.getHeader(FETCH_SITE);
    if (site != null && !OWN_SITES.contains(site)) {
      return true;
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String host = request.getHeader(HttpHeaders.HOST);
    return origin != null
        && (host == null
            || !(origin.equalsIgnoreCase("http://" + host)
                || origin.equalsIgnoreCase("https://" + host)));
  }

  static boolean isRead(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }
}
