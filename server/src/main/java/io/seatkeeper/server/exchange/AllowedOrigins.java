package io.seatkeeper.server.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which other sites' pages browsers let read answers: every site's, or those of some origins.
 *
 * <p>A node's own page needs no permission, and neither does a program that is no browser.
 *
 * @param listed the origins, as browsers write them; empty when every one is allowed
 */
public record AllowedOrigins(Set<String> listed) {
  /** Every origin. */
  public static final AllowedOrigins ALL = new AllowedOrigins(Set.of());

  /** What stands for every origin. */
  public static final String ANY = "*";

  /** How many can be listed. */
  public static final int MOST = 100;

  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9._-]{1,253}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");
  private static final CharSequence ALLOW = HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN;

  public AllowedOrigins {
    listed = Set.copyOf(listed);
  }

  /**
   * The origins of a list; of one that is empty or has only {@value #ANY}: every one.
   *
   * @throws IllegalArgumentException with a sentence that says what is wrong and how it is right
   */
  public static AllowedOrigins of(List<String> origins) {
    if (origins.isEmpty() || origins.equals(List.of(ANY))) {
      return ALL;
    }
    if (origins.size() > MOST) {
      throw new IllegalArgumentException("can list " + MOST + " origins at most");
    }
    for (String origin : origins) {
      if (!isOrigin(origin)) {
        throw new IllegalArgumentException(
            "has '"
                + origin
                + "', which is no origin. Write the scheme, the host in small letters and the port"
                + " unless it is the usual one, such as https://shop.example, or \"*\" alone for"
                + " every one");
      }
    }
    return new AllowedOrigins(Set.copyOf(origins));
  }

  private static boolean isOrigin(String text) {
    boolean usualPort =
        text.matches("http://.*:80") || text.matches("https://.*:443") || text.endsWith(":0");
    return ORIGIN.matcher(text).matches() && !usualPort;
  }

  /** Whether every origin is allowed. */
  public boolean all() {
    return listed.isEmpty();
  }

  /** Tells the browser of a request whether the page that it asks for may read the answer. */
  public void permit(HttpServerRequest request, MultiMap headers) {
    if (all()) {
      headers.set(ALLOW, ANY);
      return;
    }
    // Caches must not hand what one origin was told to another.
    headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && listed.contains(origin)) {
      headers.set(ALLOW, origin);
    }
  }
}
