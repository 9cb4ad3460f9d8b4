package io.seatkeeper.server.exchange;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method on a path, and who answers it.
 *
 * @param template the path, with parameters in braces: {@code /v1/events/{event}}
 * @param access the key it asks for
 * @param bodyBytes the largest body it takes; 0 for none
 * @param keyed whether it needs an idempotency key
 * @param query the query parameters it takes
 * @param causal whether it is a read that waits for a causal token, which is named by the header
 *     {@code Seatkeeper-Token} or, where it takes no other {@code after}, by {@code ?after=}
 */
public record Route(
    HttpMethod method,
    String template,
    Access access,
    int bodyBytes,
    boolean keyed,
    List<String> query,
    boolean causal,
    Endpoint endpoint) {
  /** The largest body where nothing else is said. */
  public static final int BODY_BYTES = 1024 * 1024;

  /** The query parameter that asks for more than what this node has. */
  public static final String CONSISTENCY = "consistency";

  /** The query parameter that carries a causal token. */
  public static final String AFTER = "after";

  public Route {
    query = List.copyOf(query);
  }

  /** A read. */
  public static Route get(String template, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.GET, template, access, 0, false, List.of(), false, endpoint);
  }

  /** A read of the state, which waits for causal tokens. */
  public static Route read(String template, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.GET, template, access, 0, false, List.of(), true, endpoint);
  }

  /** A change that needs an idempotency key. */
  public static Route change(HttpMethod method, String template, Access access, Endpoint endpoint) {
    return new Route(method, template, access, BODY_BYTES, true, List.of(), false, endpoint);
  }

  /** A replacement: repeats harmlessly by nature, so that it needs no idempotency key. */
  public static Route put(String template, Access access, Endpoint endpoint) {
    return new Route(
        HttpMethod.PUT, template, access, BODY_BYTES, false, List.of(), false, endpoint);
  }

  /** A request with a body that changes nothing durable. */
  public static Route ask(String template, Access access, Endpoint endpoint) {
    return new Route(
        HttpMethod.POST, template, access, BODY_BYTES, false, List.of(), false, endpoint);
  }

  /** A removal: repeats harmlessly by nature. */
  public static Route delete(String template, Access access, Endpoint endpoint) {
    return new Route(HttpMethod.DELETE, template, access, 0, false, List.of(), false, endpoint);
  }

  /** The same with query parameters. */
  public Route taking(String... names) {
    return new Route(method, template, access, bodyBytes, keyed, List.of(names), causal, endpoint);
  }

  /** The same with another bound on its body. */
  public Route withBody(int bytes) {
    return new Route(method, template, access, bytes, keyed, query, causal, endpoint);
  }

  /** Whether the route takes a query parameter. */
  boolean takes(String name) {
    return query.contains(name) || (causal && (name.equals(AFTER) || name.equals(CONSISTENCY)));
  }

  /** The name of the query parameter that carries the causal token, if one does. */
  @Nullable String causalParameter() {
    return causal && !query.contains(AFTER) ? AFTER : null;
  }
}
