package io.seatkeeper.server.exchange;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.http.HttpMethod;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every route of the API, found segment by segment; a literal goes before a parameter. */
public final class RouteTable {
  private static final int MOST_SEGMENTS = 8;

  private final List<Route> routes;
  private final Place root = new Place();

  private static final class Place {
    private final Map<String, Place> literals = new HashMap<>();
    private @Nullable Place parameter;
    private final Map<HttpMethod, Route> routes =
        new TreeMap<>((one, other) -> one.name().compareTo(other.name()));
  }

  /**
   * What a path leads to.
   *
   * @param routes by method; empty when the path leads nowhere
   * @param values of the path's parameters, decoded, in order
   */
  record Match(Map<HttpMethod, Route> routes, List<String> values) {
    static final Match NONE = new Match(Map.of(), List.of());

    /** The methods that the path takes, as the Allow header lists them. */
    String allowed() {
      List<String> names = new ArrayList<>();
      for (HttpMethod method : routes.keySet()) {
        names.add(method.name());
        if (method.equals(HttpMethod.GET)) {
          names.add(HttpMethod.HEAD.name());
        }
      }
      return String.join(", ", names);
    }
  }

  /**
   * A table of routes.
   *
   * @throws IllegalArgumentException when two have the same method and path
   */
  public RouteTable(List<Route> routes) {
    this.routes = List.copyOf(routes);
    for (Route route : routes) {
      Place place = root;
      for (String segment : route.template().substring(1).split("/", -1)) {
        if (segment.startsWith("{")) {
          Place next = place.parameter;
          if (next == null) {
            next = new Place();
            place.parameter = next;
          }
          place = next;
        } else {
          place = place.literals.computeIfAbsent(segment, _ -> new Place());
        }
      }
      if (place.routes.put(route.method(), route) != null) {
        throw new IllegalArgumentException(
            "two routes for " + route.method() + " " + route.template());
      }
    }
  }

  /** Every route, in the order they were given. */
  public List<Route> routes() {
    return routes;
  }

  /** What an undecoded path leads to. */
  Match match(@Nullable String path) {
    if (path == null || path.isEmpty() || path.charAt(0) != '/') {
      return Match.NONE;
    }
    Place place = root;
    List<String> values = new ArrayList<>(2);
    int start = 1;
    for (int segments = 0; segments < MOST_SEGMENTS; segments++) {
      int end = path.indexOf('/', start);
      String segment = path.substring(start, end < 0 ? path.length() : end);
      Place next = place.literals.get(segment);
      if (next == null) {
        next = place.parameter;
        if (next == null || segment.isEmpty()) {
          return Match.NONE;
        }
        values.add(decode(segment));
      }
      place = next;
      if (end < 0) {
        return place.routes.isEmpty() ? Match.NONE : new Match(place.routes, values);
      }
      start = end + 1;
    }
    return Match.NONE;
  }

  /**
   * A percent-encoded text, decoded as UTF-8.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when it cannot be
   */
  static String decode(String encoded) {
    if (encoded.indexOf('%') < 0) {
      return encoded;
    }
    byte[] raw = encoded.getBytes(ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(raw.length);
    for (int index = 0; index < raw.length; index++) {
      if (raw[index] != '%') {
        bytes.put(raw[index]);
        continue;
      }
      int high = index + 2 < raw.length ? Character.digit(raw[index + 1], 16) : -1;
      int low = index + 2 < raw.length ? Character.digit(raw[index + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw malformed();
      }
      bytes.put((byte) (high << 4 | low));
      index += 2;
    }
    try {
      return UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw malformed();
    }
  }

  private static RuntimeException malformed() {
    return Problem.of(
            ProblemCode.PATH_MALFORMED,
            "The path or query cannot be decoded. Percent-encode it as UTF-8.")
        .thrown();
  }
}
