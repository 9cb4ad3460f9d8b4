package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.server.api.Answers.TakenObject;
import io.seatkeeper.server.api.Requests.EventObjects;
import io.seatkeeper.server.api.Requests.ObjectRef;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that a request names, event by event.
 *
 * @param across whether the request could have named several events; its answer then names them too
 */
record Chosen(List<EventObjects> selections, boolean across) {
  private static final int MOST_OBJECTS = 100;

  /** Objects of the event in the path. */
  static Chosen of(Exchange exchange, List<ObjectRef> objects) {
    return new Chosen(List.of(new EventObjects(exchange.param("event"), objects)), false);
  }

  /** Objects of the events in the body. */
  static Chosen across(List<EventObjects> selections) {
    return new Chosen(selections, true);
  }

  /** The placement group of the first event; empty when no event is named. */
  String group() {
    return selections.isEmpty() ? "" : EventDirectory.groupOf(selections.getFirst().event());
  }

  /** The events' keys, in the request's order. */
  List<String> events() {
    return selections.stream().map(EventObjects::event).toList();
  }

  /**
   * Refuses what no command can be made of.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when nothing is named, or too much
   */
  void check() {
    if (selections.isEmpty()) {
      throw Problem.of(Rejection.NOTHING_SELECTED, "").at("/selections").thrown();
    }
    int objects = 0;
    for (EventObjects one : selections) {
      objects += one.objects().size();
      if (one.objects().isEmpty()) {
        throw Problem.of(Rejection.NOTHING_SELECTED, "").thrown();
      }
    }
    if (objects > MOST_OBJECTS) {
      throw Problem.of(Rejection.TOO_MANY_OBJECTS, Integer.toString(MOST_OBJECTS)).thrown();
    }
  }

  /** What the request named, as its answer shows it. */
  List<TakenObject> named(List<KnownEvent> about) {
    List<TakenObject> objects = new ArrayList<>();
    for (int index = 0; index < about.size(); index++) {
      KnownEvent event = about.get(index);
      for (ObjectRef ref : selections.get(index).objects()) {
        objects.add(taken(event, event.venue().indexOf(ref.label()), ref.count(), across));
      }
    }
    return objects;
  }

  /** What an outcome selected, as the answer shows it. */
  static List<TakenObject> taken(
      List<KnownEvent> about, List<Selection> selections, boolean across) {
    List<TakenObject> objects = new ArrayList<>();
    for (Selection selection : selections) {
      for (KnownEvent event : about) {
        if (event.number() == selection.event()) {
          for (int position = 0; position < selection.size(); position++) {
            objects.add(
                taken(event, selection.object(position), selection.quantity(position), across));
          }
          break;
        }
      }
    }
    return objects;
  }

  private static TakenObject taken(KnownEvent event, int object, int quantity, boolean across) {
    var drawn = event.venue().object(object);
    return new TakenObject(
        across ? event.key() : null,
        drawn.label(),
        quantity,
        event.venue().categories().get(drawn.category()).key());
  }
}
