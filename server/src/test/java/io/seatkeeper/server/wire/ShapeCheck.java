package io.seatkeeper.server.wire;

import static io.seatkeeper.server.wire.ApiDescription.map;

import io.seatkeeper.server.json.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds a described schema to what the server really takes. */
final class ShapeCheck {
  private final ApiDescription description;
  private final List<String> faults = new ArrayList<>();

  private ShapeCheck(ApiDescription description) {
    this.description = description;
  }

  /** Where a schema says something else than a shape; empty for nowhere. */
  static List<String> faults(
      ApiDescription description, Map<String, Object> schema, Shape.Fields shape) {
    ShapeCheck check = new ShapeCheck(description);
    check.compare("", schema, shape, false);
    return check.faults;
  }

  private void compare(String place, Map<String, Object> node, Shape shape, boolean nullable) {
    Map<String, Object> schema = description.resolved(node);
    switch (shape) {
      case Shape.Text text -> {
        type(place, schema, "string", nullable);
        if (text.words().isEmpty()) {
          bound(place, schema, "minLength", text.least(), 0);
          bound(place, schema, "maxLength", text.most(), Long.MAX_VALUE);
        } else {
          same(place, "enum", schema.get("enum"), text.words());
        }
      }
      case Shape.Whole whole -> {
        type(place, schema, "integer", nullable);
        bound(place, schema, "minimum", whole.least(), Long.MIN_VALUE);
        bound(place, schema, "maximum", whole.most(), Long.MAX_VALUE);
      }
      case Shape.Flag _ -> type(place, schema, "boolean", nullable);
      case Shape.Items items -> {
        type(place, schema, "array", nullable);
        bound(place, schema, "minItems", items.least(), 0);
        bound(place, schema, "maxItems", items.most(), Long.MAX_VALUE);
        compare(place + "[]", map(schema, "items"), items.item(), false);
      }
      case Shape.Fields fields -> {
        if (nullable) {
          List<Map<String, Object>> choices = choices(place, schema, 2);
          same(place, "type", choices.getLast().get("type"), "null");
          fields(place, description.resolved(choices.getFirst()), fields);
        } else {
          fields(place, schema, fields);
        }
      }
      case Shape.TextOrFields either -> {
        List<Map<String, Object>> choices = choices(place, schema, 2);
        compare(place, choices.getFirst(), either.text(), false);
        compare(place, choices.getLast(), either.fields(), false);
      }
    }
  }

  private void fields(String place, Map<String, Object> schema, Shape.Fields shape) {
    type(place, schema, "object", false);
    same(place, "additionalProperties", schema.get("additionalProperties"), false);
    List<String> required =
        shape.fields().stream().filter(Shape.Field::required).map(Shape.Field::name).toList();
    same(place, "required", schema.get("required"), required);
    Map<String, Object> properties = map(schema, "properties");
    List<String> names = shape.fields().stream().map(Shape.Field::name).toList();
    same(place, "properties", List.copyOf(properties.keySet()), names);
    for (Shape.Field field : shape.fields()) {
      if (properties.containsKey(field.name())) {
        compare(
            place + "/" + field.name(),
            map(properties, field.name()),
            field.shape(),
            !field.required());
      }
    }
  }

  private List<Map<String, Object>> choices(String place, Map<String, Object> schema, int count) {
    List<?> choices = (List<?>) Objects.requireNonNullElse(schema.get("oneOf"), List.of());
    if (choices.size() != count) {
      throw new AssertionError(place + " has " + choices.size() + " choices, not " + count);
    }
    return choices.stream().map(ApiDescription::object).toList();
  }

  private void type(String place, Map<String, Object> schema, String type, boolean nullable) {
    same(place, "type", schema.get("type"), nullable ? List.of(type, "null") : type);
  }

  private void bound(
      String place, Map<String, Object> schema, String name, long real, long unbounded) {
    Object described = schema.get(name);
    Long number = described == null ? null : ((Number) described).longValue();
    same(place, name, number, real == unbounded ? null : real);
  }

  private void same(String place, String what, @Nullable Object described, @Nullable Object real) {
    if (!Objects.equals(described, real)) {
      faults.add(place + " " + what + " is described as " + described + ", but is " + real);
    }
  }
}
