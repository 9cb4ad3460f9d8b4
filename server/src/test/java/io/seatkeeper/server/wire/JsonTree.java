package io.seatkeeper.server.wire;

import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A body that can be taken apart and put together wrongly. */
final class JsonTree {
  private final Object root;

  JsonTree(String json) {
    root = Objects.requireNonNull(Json.type(Object.class).fromJson(json));
  }

  /** JSON, or something that is meant to be taken for it. */
  record Raw(String json) {}

  /**
   * A value somewhere in the body.
   *
   * @param container the list or map that has it
   * @param step its index or its name in there
   * @param field the name of the nearest field around it
   */
  record Spot(Object container, Object step, String field, Shape shape, boolean required) {
    @SuppressWarnings("unchecked")
    void put(Object value) {
      if (container instanceof List<?>) {
        ((List<Object>) container).set((Integer) step, value);
      } else {
        ((Map<String, Object>) container).put((String) step, value);
      }
    }

    @SuppressWarnings("unchecked")
    void remove() {
      ((Map<String, Object>) container).remove((String) step);
    }

    boolean named() {
      return container instanceof Map<?, ?>;
    }
  }

  /** Every value in the body, with what it must look like. */
  List<Spot> spots(Shape.Fields shape) {
    List<Spot> found = new ArrayList<>();
    collect(root, shape, "", found);
    return found;
  }

  /** Every object in the body, as the map it was read into. */
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> objects() {
    List<Map<String, Object>> found = new ArrayList<>();
    List<Object> open = new ArrayList<>(List.of(root));
    while (!open.isEmpty()) {
      Object here = open.removeLast();
      if (here instanceof Map<?, ?> map) {
        found.add((Map<String, Object>) map);
        open.addAll(map.values());
      } else if (here instanceof List<?> list) {
        open.addAll(list);
      }
    }
    return found;
  }

  private static void collect(Object value, Shape shape, String field, List<Spot> found) {
    switch (shape) {
      case Shape.Fields fields -> collectFields(value, fields, found);
      case Shape.TextOrFields either -> {
        if (value instanceof Map<?, ?>) {
          collectFields(value, either.fields(), found);
        }
      }
      case Shape.Items items -> {
        List<?> list = (List<?>) value;
        for (int index = 0; index < list.size(); index++) {
          found.add(new Spot(list, index, field, items.item(), true));
          collect(list.get(index), items.item(), field, found);
        }
      }
      default -> {}
    }
  }

  private static void collectFields(Object value, Shape.Fields shape, List<Spot> found) {
    Map<?, ?> map = (Map<?, ?>) value;
    for (Shape.Field field : shape.fields()) {
      Object inner = map.get(field.name());
      if (inner != null) {
        found.add(new Spot(map, field.name(), field.name(), field.shape(), field.required()));
        collect(inner, field.shape(), field.name(), found);
      }
    }
  }

  String toJson() {
    StringBuilder json = new StringBuilder();
    write(root, json);
    return json.toString();
  }

  private static void write(@Nullable Object value, StringBuilder json) {
    switch (value) {
      case Raw raw -> json.append(raw.json);
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.append(separator).append(quoted(String.valueOf(entry.getKey()))).append(':');
          write(entry.getValue(), json);
          separator = ",";
        }
        json.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object item : list) {
          json.append(separator);
          write(item, json);
          separator = ",";
        }
        json.append(list.isEmpty() ? "[]" : "]");
      }
      case String text -> json.append(quoted(text));
      case Double number when number == Math.rint(number) -> json.append(number.longValue());
      case null, default -> json.append(value);
    }
  }

  /** A JSON string; what can go unescaped does. */
  static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int index = 0; index < text.length(); index++) {
      char here = text.charAt(index);
      if (here < 0x20 || Character.isSurrogate(here)) {
        json.append("\\u%04x".formatted((int) here));
      } else {
        json.append(here == '"' || here == '\\' ? "\\" : "").append(here);
      }
    }
    return json.append('"').toString();
  }
}
