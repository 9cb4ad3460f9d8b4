package io.seatkeeper.server.wire;

import io.seatkeeper.server.http.TestServer;
import io.seatkeeper.server.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The API's description as a node serves it, to be looked things up in. */
final class ApiDescription {
  private final Map<String, Object> document;

  /** What is described of one method on one path. */
  record Operation(String method, String path, Map<String, Object> described) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private ApiDescription(Map<String, Object> document) {
    this.document = document;
  }

  static ApiDescription of(TestServer server) {
    return new ApiDescription(server.get("/openapi.json").json());
  }

  Map<String, Object> document() {
    return document;
  }

  List<Operation> operations() {
    List<Operation> found = new ArrayList<>();
    map(document, "paths")
        .forEach(
            (path, methods) ->
                object(methods)
                    .forEach(
                        (method, described) ->
                            found.add(
                                new Operation(
                                    method.toUpperCase(Locale.ROOT), path, object(described)))));
    return found;
  }

  Operation operation(String method, String path) {
    return operations().stream()
        .filter(one -> one.method.equals(method) && one.path.equals(path))
        .findFirst()
        .orElseThrow(() -> new AssertionError(method + " " + path + " is not described"));
  }

  /** The thing itself, or the one that it refers to. */
  Map<String, Object> resolved(Map<String, Object> node) {
    Object reference = node.get("$ref");
    return reference == null ? node : referred(String.valueOf(reference));
  }

  Map<String, Object> referred(String reference) {
    if (!reference.startsWith("#/")) {
      throw new AssertionError("a reference elsewhere: " + reference);
    }
    Map<String, Object> here = document;
    for (String step : reference.substring(2).split("/", -1)) {
      if (!here.containsKey(step)) {
        throw new AssertionError("nothing is at " + reference);
      }
      here = map(here, step);
    }
    return here;
  }

  /** An operation's parameters of one kind. */
  List<Map<String, Object>> parameters(Operation operation, String in) {
    List<?> all = (List<?>) operation.described.getOrDefault("parameters", List.of());
    return all.stream()
        .map(one -> resolved(object(one)))
        .filter(one -> in.equals(one.get("in")))
        .toList();
  }

  /** The schema of an operation's body; null when it takes none. */
  @Nullable Map<String, Object> bodySchema(Operation operation) {
    return operation.described.containsKey("requestBody")
        ? schema(map(operation.described, "requestBody"), "application/json")
        : null;
  }

  /** The schema of a content type in something that has content. */
  static Map<String, Object> schema(Map<String, Object> holder, String type) {
    return map(map(map(holder, "content"), type), "schema");
  }

  static Map<String, Object> map(Map<String, Object> holder, String name) {
    return object(
        Objects.requireNonNull(holder.get(name), () -> "no " + name + " in " + holder.keySet()));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  static Object parsed(String json) {
    return Objects.requireNonNull(Json.type(Object.class).fromJson(json));
  }
}
