package io.seatkeeper.core.codec;

import io.seatkeeper.core.codec.wire.SelectionMessage;
import io.seatkeeper.core.command.Selection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Selections to and from their messages. */
final class SelectionWire {
  private SelectionWire() {}

  static SelectionMessage write(Selection selection) {
    SelectionMessage.Builder message = SelectionMessage.newBuilder().setEvent(selection.event());
    boolean single = true;
    for (int position = 0; position < selection.size(); position++) {
      message.addObjects(selection.object(position));
      single &= selection.quantity(position) == 1;
    }
    if (!single) {
      for (int position = 0; position < selection.size(); position++) {
        message.addQuantities(selection.quantity(position));
      }
    }
    return message.build();
  }

  static List<Selection> read(List<SelectionMessage> messages) {
    if (messages.size() == 1) {
      return List.of(read(messages.getFirst()));
    }
    List<Selection> selections = new ArrayList<>(messages.size());
    for (SelectionMessage message : messages) {
      selections.add(read(message));
    }
    return selections;
  }

  private static Selection read(SelectionMessage message) {
    Wire.known(message);
    int[] objects = new int[message.getObjectsCount()];
    for (int position = 0; position < objects.length; position++) {
      objects[position] = message.getObjects(position);
    }
    int[] quantities = new int[objects.length];
    if (message.getQuantitiesCount() == 0) {
      Arrays.fill(quantities, 1);
    } else if (message.getQuantitiesCount() == objects.length) {
      for (int position = 0; position < objects.length; position++) {
        quantities[position] = message.getQuantities(position);
      }
    } else {
      throw new UnreadableException(
          objects.length + " objects, but " + message.getQuantitiesCount() + " quantities");
    }
    return Selection.withQuantities(message.getEvent(), objects, quantities);
  }
}
