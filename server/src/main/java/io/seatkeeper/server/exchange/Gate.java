package io.seatkeeper.server.exchange;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.auth.KeyRing;
import io.seatkeeper.server.auth.WorkspaceKeys;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of a request's line and headers, before any of its body is read. */
final class Gate {
  /** The header with a request's idempotency key. */
  static final CharSequence IDEMPOTENCY_KEY = HttpHeaders.createOptimized("idempotency-key");

  /** The header by which simulated fans say what they are. */
  static final CharSequence SIMULATION = HttpHeaders.createOptimized("seatkeeper-simulation");

  private static final String BEARER = "bearer ";
  private static final int MOST_KEY_CHARACTERS = 64;
  private static final Pattern JSON_TYPE =
      Pattern.compile("application/json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?");

  private Gate() {}

  /** The route that takes the request's method. */
  static Route route(RouteTable.Match match, HttpMethod method) {
    if (match.routes().isEmpty()) {
      throw Problem.of(
              ProblemCode.PATH_UNKNOWN,
              "There is nothing at this path. The paths there are, are listed at /docs.")
          .thrown();
    }
    Route route = match.routes().get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method);
    if (route == null) {
      throw Problem.of(
              ProblemCode.METHOD_NOT_ALLOWED,
              "This path does not take "
                  + shorten(method.name())
                  + ". Use one of: "
                  + match.allowed()
                  + ".")
          .allowing(match.allowed())
          .thrown();
    }
    return route;
  }

  /** The query's parameters, decoded. */
  static Map<String, String> query(Route route, @Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Map.of();
    }
    Map<String, String> values = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = RouteTable.decode(plain(equals < 0 ? pair : pair.substring(0, equals)));
      String value = equals < 0 ? "" : RouteTable.decode(plain(pair.substring(equals + 1)));
      if (!route.takes(name)) {
        throw Problem.of(
                ProblemCode.QUERY_UNKNOWN,
                "This path takes no parameter " + shorten(name) + ". Leave it out.")
            .about(shorten(name))
            .thrown();
      }
      if (values.put(name, value) != null) {
        throw Problem.of(
                ProblemCode.QUERY_REPEATED,
                "The parameter " + name + " is given twice. Give it once.")
            .about(name)
            .thrown();
      }
    }
    return values;
  }

  private static String plain(String text) {
    return text.replace('+', ' ');
  }

  /** The text of the key that is shown; null when none is. */
  static @Nullable String key(HttpServerRequest request) {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (headers.isEmpty()) {
      return null;
    }
    String header = headers.getFirst();
    if (headers.size() > 1
        || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        || !WorkspaceKeys.isKey(header.substring(BEARER.length()).strip())) {
      throw Problem.of(
              ProblemCode.KEY_MALFORMED,
              "Send one header Authorization: Bearer followed by a key as it was printed, such as"
                  + " sk_test_… or pk_test_….")
          .about("Authorization")
          .thrown();
    }
    return header.substring(BEARER.length()).strip();
  }

  /** The text of the key that is shown, if it is one; null otherwise. */
  static @Nullable String keyOrNull(HttpServerRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String key = header.substring(BEARER.length()).strip();
    return WorkspaceKeys.isKey(key) ? key : null;
  }

  static RuntimeException keyMissing() {
    return Problem.of(
            ProblemCode.KEY_MISSING,
            "Send a key in the header Authorization: Bearer …. The first start of the node printed"
                + " two.")
        .about("Authorization")
        .thrown();
  }

  static RuntimeException keyUnknown(KeyRing keys, String key) {
    Mode mode = WorkspaceKeys.isLive(key) ? Mode.LIVE : Mode.TEST;
    if (!keys.hasMode(mode)) {
      String word = mode.name().toLowerCase(Locale.ROOT);
      return Problem.of(
              ProblemCode.KEY_MODE_MIXED,
              "This is a "
                  + word
                  + " key, but the node has no "
                  + word
                  + " workspace. Use the"
                  + " other mode's key.")
          .about("Authorization")
          .thrown();
    }
    return Problem.of(
            ProblemCode.KEY_UNKNOWN, "Nobody here has this key. Check it, or ask the operator.")
        .about("Authorization")
        .thrown();
  }

  /** Keeps simulated fans, who say that they are some, out of live workspaces. */
  static void permitSimulation(HttpServerRequest request, Credential credential) {
    if (credential.mode() == Mode.LIVE && request.headers().contains(SIMULATION)) {
      throw Problem.of(
              ProblemCode.TEST_MODE_ONLY,
              "Simulated fans buy in test workspaces only: real buyers would stand before what they"
                  + " took. Use a node with a test workspace.")
          .about("Authorization")
          .thrown();
    }
  }

  /** Refuses a key that the route does not take. */
  static void permit(Route route, Credential credential) {
    if (route.access() == Access.SECRET && !credential.secret()) {
      throw Problem.of(
              ProblemCode.SECRET_KEY_NEEDED,
              "A public key cannot do this. Use the secret key, from a server and never from a"
                  + " browser.")
          .about("Authorization")
          .thrown();
    }
  }

  /** The idempotency key of a route that needs one; empty for the others. */
  static String idempotencyKey(Route route, HttpServerRequest request) {
    if (!route.keyed()) {
      return "";
    }
    List<String> headers = request.headers().getAll(IDEMPOTENCY_KEY);
    if (headers.isEmpty()) {
      throw Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_MISSING,
              "Send a header Idempotency-Key with a text of your own, new for each thing you want"
                  + " and the same when you ask again.")
          .about("Idempotency-Key")
          .thrown();
    }
    String key = headers.getFirst();
    if (headers.size() > 1
        || key.isEmpty()
        || key.length() > MOST_KEY_CHARACTERS
        || !key.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
      throw Problem.of(
              ProblemCode.IDEMPOTENCY_KEY_INVALID,
              "Send one header Idempotency-Key of 1 to 64 visible ASCII characters.")
          .about("Idempotency-Key")
          .thrown();
    }
    return key;
  }

  /** Refuses what a body's headers say against it. */
  static void body(Route route, HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    long bytes = length == null ? 0 : contentLength(length);
    if (route.bodyBytes() == 0) {
      if (bytes > 0 || chunked) {
        throw Problem.of(ProblemCode.BODY_UNEXPECTED, "This request takes no body. Leave it out.")
            .thrown();
      }
      return;
    }
    if (bytes > route.bodyBytes()) {
      throw BodyReader.tooLarge(route.bodyBytes()).thrown();
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw Problem.of(
              ProblemCode.CONTENT_ENCODING_UNSUPPORTED,
              "Send the body as it is, without Content-Encoding.")
          .about("Content-Encoding")
          .thrown();
    }
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    if (!"application/json".equals(type)
        && (type == null || !JSON_TYPE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches())) {
      throw Problem.of(
              ProblemCode.CONTENT_TYPE_UNSUPPORTED,
              "Send JSON in UTF-8 with the header Content-Type: application/json.")
          .about("Content-Type")
          .thrown();
    }
  }

  private static long contentLength(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw Problem.of(
              ProblemCode.REQUEST_MALFORMED,
              "The header Content-Length must be the number of the body's bytes.")
          .about("Content-Length")
          .thrown();
    }
  }

  private static String shorten(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
