package io.seatkeeper.simulation.world;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.simulation.model.NaiveEvent;
import io.seatkeeper.simulation.model.NaiveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Selects objects: mostly such that a command has a chance, often such that it just fails. */
final class Selections {
  private final Dice dice;

  Selections(Dice dice) {
    this.dice = dice;
  }

  /** Up to five objects of one event, most of which are {@code wanted}. */
  Selection of(NaiveEvent event, Predicate<NaiveObject> wanted) {
    List<NaiveObject> all = event.objects();
    List<NaiveObject> matching = all.stream().filter(wanted).toList();
    int count = dice.chance(50) ? 1 : dice.between(2, 5);
    List<Integer> objects = new ArrayList<>();
    for (int pick = 0; pick < count; pick++) {
      boolean any = matching.isEmpty() || dice.chance(6);
      NaiveObject object = dice.oneOf(any ? all : matching);
      if (!objects.contains(object.index())) {
        objects.add(object.index());
      }
    }
    return dice.chance(4) ? malformed(event, objects) : withQuantities(event, objects);
  }

  private Selection withQuantities(NaiveEvent event, List<Integer> objects) {
    int[] quantities = new int[objects.size()];
    for (int position = 0; position < quantities.length; position++) {
      quantities[position] = quantity(event.objects().get(objects.get(position)));
    }
    return Selection.withQuantities(event.event(), indexes(objects), quantities);
  }

  private int quantity(NaiveObject object) {
    if (object.drawn().kind() != ObjectKind.AREA) {
      return 1;
    }
    int capacity = object.drawn().capacity();
    return dice.chance(80) ? dice.between(1, Math.min(4, capacity)) : dice.between(1, capacity + 1);
  }

  private Selection malformed(NaiveEvent event, List<Integer> objects) {
    int size = event.objects().size();
    return switch (dice.between(1, 6)) {
      case 1 -> {
        objects.add(dice.oneOf(-1, size, size + 7, Integer.MAX_VALUE, Integer.MIN_VALUE));
        yield Selection.of(event.event(), indexes(objects));
      }
      case 2 -> {
        objects.add(objects.getFirst());
        yield Selection.of(event.event(), indexes(objects));
      }
      case 3 -> {
        int[] quantities = new int[objects.size()];
        for (int position = 0; position < quantities.length; position++) {
          quantities[position] = dice.oneOf(0, -1, 1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE);
        }
        yield Selection.withQuantities(event.event(), indexes(objects), quantities);
      }
      case 4 -> {
        while (objects.size() <= 100) {
          objects.add(dice.between(0, size - 1));
        }
        yield Selection.of(event.event(), indexes(objects));
      }
      case 5 -> Selection.of(event.event());
      default -> Selection.of(dice.oneOf(0, -1, event.event() + 50, 1), indexes(objects));
    };
  }

  private static int[] indexes(List<Integer> objects) {
    return objects.stream().mapToInt(Integer::intValue).toArray();
  }
}
