package io.seatkeeper.server.wire;

import static io.seatkeeper.server.wire.ApiDescription.map;
import static io.seatkeeper.server.wire.ApiDescription.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Holds JSON to the part of JSON Schema that the description speaks. */
final class SchemaCheck {
  private final ApiDescription description;
  private final List<String> faults = new ArrayList<>();

  private SchemaCheck(ApiDescription description) {
    this.description = description;
  }

  /** Where a value is not what its schema says; empty for nowhere. */
  static List<String> faults(
      ApiDescription description, Map<String, Object> schema, @Nullable Object value) {
    SchemaCheck check = new SchemaCheck(description);
    check.value("", schema, value);
    return check.faults;
  }

  private void value(String place, Map<String, Object> node, @Nullable Object value) {
    Map<String, Object> schema = description.resolved(node);
    if (schema.containsKey("oneOf")) {
      oneOf(place, (List<?>) schema.get("oneOf"), value);
      return;
    }
    Object type = schema.get("type");
    List<?> types = type instanceof List<?> several ? several : List.of(String.valueOf(type));
    String found = typeOf(value);
    if (!types.contains(found) && !(found.equals("integer") && types.contains("number"))) {
      faults.add(place + " is " + found + ", not " + type);
    } else if (schema.get("enum") instanceof List<?> words && !words.contains(value)) {
      faults.add(place + " is " + value + ", none of " + words);
    } else if (value instanceof Map<?, ?> map) {
      fields(place, schema, object(map));
    } else if (value instanceof List<?> list && schema.containsKey("items")) {
      for (int index = 0; index < list.size(); index++) {
        value(place + "/" + index, map(schema, "items"), list.get(index));
      }
    }
  }

  private void oneOf(String place, @Nullable List<?> choices, @Nullable Object value) {
    long fitting =
        choices == null
            ? 0
            : choices.stream()
                .filter(one -> faults(description, object(one), value).isEmpty())
                .count();
    if (fitting != 1) {
      faults.add(place + " fits " + fitting + " of " + choices);
    }
  }

  private void fields(String place, Map<String, Object> schema, Map<String, Object> value) {
    Map<String, Object> properties =
        schema.containsKey("properties") ? map(schema, "properties") : Map.of();
    Object others = schema.get("additionalProperties");
    value.forEach(
        (name, inner) -> {
          if (properties.containsKey(name)) {
            value(place + "/" + name, map(properties, name), inner);
          } else if (others instanceof Map<?, ?> rest) {
            value(place + "/" + name, object(rest), inner);
          } else if (Boolean.FALSE.equals(others)) {
            faults.add(place + "/" + name + " is not described");
          }
        });
    if (schema.get("required") instanceof List<?> required) {
      required.stream()
          .filter(name -> !value.containsKey(String.valueOf(name)))
          .forEach(name -> faults.add(place + "/" + name + " is missing"));
    }
  }

  private static String typeOf(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String _ -> "string";
      case Boolean _ -> "boolean";
      case Map<?, ?> _ -> "object";
      case List<?> _ -> "array";
      case Number number when number.doubleValue() == Math.rint(number.doubleValue()) -> "integer";
      default -> "number";
    };
  }
}
