package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.OrderState;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Copies of an image that differ from it in one value each: every value there is, found by type.
 */
public final class ImageVariants {
  /** Status, flags and channel; the object's kind above them is the venue's matter. */
  private static final int PROPERTY_BITS = 24;

  /** Enough to name another token or buyer. */
  private static final int OWNER_BITS = 4;

  private final List<Variant> variants = new ArrayList<>();

  private ImageVariants() {}

  /**
   * An image that is wrong in one place.
   *
   * @param place the components on the way, such as {@code events[0].version}
   */
  public record Variant(String place, ShardImage image) {}

  /** All of them. */
  public static List<Variant> of(ShardImage image) {
    ImageVariants all = new ImageVariants();
    all.walk("", image, changed -> changed);
    return List.copyOf(all.variants);
  }

  private void walk(String place, Object value, UnaryOperator<Object> rebuild) {
    if (value instanceof Venue) {
      return;
    }
    if (value instanceof Selection selection) {
      walk(place, selection, rebuild);
    } else if (value instanceof Record record) {
      walk(place, record, rebuild);
    } else if (place.endsWith(".cells")) {
      walkCells(place, (long[]) value, rebuild);
    } else if (value instanceof List<?> list) {
      for (int at = 0; at < list.size(); at++) {
        int changed = at;
        walk(place + "[" + at + "]", list.get(at), to -> rebuild.apply(with(list, changed, to)));
      }
    } else if (value.getClass().isArray()) {
      for (int at = 0; at < Array.getLength(value); at++) {
        int changed = at;
        walk(
            place + "[" + at + "]",
            Array.get(value, at),
            to -> rebuild.apply(withElement(value, changed, to)));
      }
    } else {
      variants.add(new Variant(place, (ShardImage) rebuild.apply(another(value))));
    }
  }

  /** Each bit an object's properties may have, and its owner; what has nobody has no owner. */
  private void walkCells(String place, long[] cells, UnaryOperator<Object> rebuild) {
    for (int at = 0; at < cells.length; at++) {
      boolean owner = at % 2 == 1;
      int bits = owner ? OWNER_BITS : PROPERTY_BITS;
      for (int bit = 0; bit < bits && !(owner && cells[at] == 0); bit++) {
        Object changed = withElement(cells, at, cells[at] ^ (1L << bit));
        String name = place + "[" + at + "] bit " + bit;
        variants.add(new Variant(name, (ShardImage) rebuild.apply(changed)));
      }
    }
  }

  private void walk(String place, Record record, UnaryOperator<Object> rebuild) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    for (int at = 0; at < components.length; at++) {
      int changed = at;
      String name = (place.isEmpty() ? "" : place + ".") + components[at].getName();
      walk(
          name,
          read(record, components[at]),
          to -> rebuild.apply(with(record, components, changed, to)));
    }
  }

  private void walk(String place, Selection selection, UnaryOperator<Object> rebuild) {
    int[] objects = new int[selection.size()];
    int[] quantities = new int[selection.size()];
    Arrays.setAll(objects, selection::object);
    Arrays.setAll(quantities, selection::quantity);
    int event = selection.event();
    walk(
        place + ".event",
        event,
        to -> rebuild.apply(Selection.withQuantities((int) to, objects, quantities)));
    walk(
        place + ".objects",
        objects,
        to -> rebuild.apply(Selection.withQuantities(event, (int[]) to, quantities)));
    walk(
        place + ".quantities",
        quantities,
        to -> rebuild.apply(Selection.withQuantities(event, objects, (int[]) to)));
  }

  private static Object another(Object value) {
    return switch (value) {
      case Integer number -> number ^ 1;
      case Long number -> number ^ 1;
      case Boolean flag -> !flag;
      case String text -> text + "x";
      case Mode mode -> mode == Mode.TEST ? Mode.LIVE : Mode.TEST;
      case SaleState state -> state == SaleState.DRAFT ? SaleState.CLOSED : SaleState.DRAFT;
      case OrderState state -> state == OrderState.FAILED ? OrderState.EXPIRED : OrderState.FAILED;
      case GroupState state -> state == GroupState.MOVED ? GroupState.ACTIVE : GroupState.MOVED;
      case Bytes bytes -> {
        byte[] changed = bytes.toArray();
        changed[changed.length - 1]++;
        yield Bytes.copyOf(changed);
      }
      default -> throw new IllegalStateException("no variant of a " + value.getClass());
    };
  }

  private static List<Object> with(List<?> list, int at, Object to) {
    List<Object> copy = new ArrayList<>(list);
    copy.set(at, to);
    return copy;
  }

  private static Object withElement(Object array, int at, Object to) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    Array.set(copy, at, to);
    return copy;
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(component.toString(), e);
    }
  }

  private static Object with(Record record, RecordComponent[] components, int at, Object to) {
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int component = 0; component < components.length; component++) {
      types[component] = components[component].getType();
      values[component] = component == at ? to : read(record, components[component]);
    }
    try {
      return record.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass().getName(), e);
    }
  }
}
