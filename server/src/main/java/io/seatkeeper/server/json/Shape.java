package io.seatkeeper.server.json;

import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a JSON value must look like; read once from the record it becomes. */
public sealed interface Shape {

  /**
   * A string.
   *
   * @param least UTF-16 units at least
   * @param most UTF-16 units at most
   * @param words the only strings allowed; empty for any
   */
  record Text(int least, int most, List<String> words) implements Shape {}

  /** A whole number in bounds, both inclusive. */
  record Whole(long least, long most) implements Shape {}

  /** {@code true} or {@code false}. */
  record Flag() implements Shape {}

  /** An array with a bounded number of items. */
  record Items(Shape item, int least, int most) implements Shape {}

  /** An object with these fields and no others. */
  record Fields(List<Field> fields) implements Shape {
    public Fields {
      fields = List.copyOf(fields);
      if (fields.size() > Long.SIZE) {
        throw new IllegalArgumentException("more than 64 fields");
      }
    }
  }

  /** A string, or an object in its place. */
  record TextOrFields(Text text, Fields fields) implements Shape {}

  /** A field of an object. An optional one may be left out, or be null. */
  record Field(String name, Shape shape, boolean required) {}

  /**
   * The shape of a record: its components become fields, {@code @Nullable} ones optional, within
   * their {@link Bounds}.
   *
   * @throws IllegalArgumentException when a component has a type that requests do not carry
   */
  static Fields of(Class<? extends Record> type) {
    List<Field> fields = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      AnnotatedType annotated = component.getAnnotatedType();
      fields.add(
          new Field(
              component.getName(),
              shape(annotated, component.getAnnotation(Bounds.class)),
              !annotated.isAnnotationPresent(Nullable.class)));
    }
    return new Fields(fields);
  }

  private static Shape shape(AnnotatedType annotated, @Nullable Bounds bounds) {
    if (annotated instanceof AnnotatedParameterizedType list) {
      Shape item = shape(list.getAnnotatedActualTypeArguments()[0], itemBounds(bounds));
      return bounds == null
          ? new Items(item, 0, Bounds.MOST_ITEMS)
          : new Items(item, (int) bounds.least(), (int) Math.min(bounds.most(), Bounds.MOST_ITEMS));
    }
    Class<?> type = (Class<?>) annotated.getType();
    if (type == String.class) {
      return text(bounds);
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      boolean wide = type == Long.class || type == long.class;
      long least = bounds == null ? 0 : bounds.least();
      long most = bounds == null ? Long.MAX_VALUE : bounds.most();
      return new Whole(least, wide ? most : Math.min(most, Integer.MAX_VALUE));
    }
    if (type == Boolean.class || type == boolean.class) {
      return new Flag();
    }
    if (type.isRecord()) {
      Fields fields = of(type.asSubclass(Record.class));
      TextForm form = type.getAnnotation(TextForm.class);
      return form == null ? fields : new TextOrFields(new Text(1, form.most(), List.of()), fields);
    }
    throw new IllegalArgumentException("a request cannot carry a " + type);
  }

  private static Text text(@Nullable Bounds bounds) {
    return bounds == null
        ? new Text(0, Bounds.MOST_CHARACTERS, List.of())
        : new Text(
            (int) bounds.least(),
            (int) Math.min(bounds.most(), Bounds.MOST_CHARACTERS),
            List.of(bounds.words()));
  }

  private static @Nullable Bounds itemBounds(@Nullable Bounds bounds) {
    return bounds == null || bounds.words().length == 0 ? null : bounds;
  }
}
