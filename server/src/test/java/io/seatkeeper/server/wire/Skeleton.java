package io.seatkeeper.server.wire;

import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Shape;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that its route accepts: what mutations start from.
 *
 * @param segments the path's segments, undecoded; those of parameters at {@code parameters}
 * @param parameters which segments stand for the template's parameters
 * @param query what follows the question mark; empty for nothing
 * @param key the workspace key shown; null for none
 * @param body the body; null for none
 * @param shape what the body must look like; null for none and for drawings
 * @param methods the methods that the path takes
 */
record Skeleton(
    Route route,
    List<String> segments,
    List<Integer> parameters,
    String query,
    @Nullable String key,
    @Nullable String body,
    Shape.@Nullable Fields shape,
    Set<String> methods) {
  String method() {
    return route.method().name();
  }

  boolean whatever() {
    return true;
  }

  boolean hasBody() {
    return body != null;
  }

  boolean hasNoBody() {
    return body == null;
  }

  boolean shaped() {
    return shape != null;
  }

  boolean isDrawing() {
    return body != null && shape == null;
  }

  boolean keyed() {
    return route.keyed();
  }

  boolean causal() {
    return route.causal();
  }

  boolean needsKey() {
    return route.access() == Access.SECRET || route.access() == Access.PUBLIC;
  }

  boolean looksAtKey() {
    return route.access() != Access.OPEN;
  }

  boolean namesSomething() {
    return !parameters.isEmpty();
  }

  boolean hasQuery() {
    return !query.isEmpty();
  }

  boolean hasPages() {
    return route.query().contains("limit");
  }

  @Override
  public String toString() {
    return method() + " " + route.template();
  }
}
