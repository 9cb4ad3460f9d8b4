package io.seatkeeper.simulation.check;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderCommand.CancelOrder;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was acknowledged to callers, written down by somebody who saw only requests and answers: I3,
 * nothing acknowledged is lost and nothing is done twice.
 */
final class Promises {
  private final Map<Place, Integer> booked = new LinkedHashMap<>();
  private final Map<List<Long>, Answer> answers = new LinkedHashMap<>();

  /** The window that the next request finds: a new one counts from the request after. */
  private long windowMillis = Long.MAX_VALUE / 2;

  /** Places an order was told it has. */
  private record Place(int event, int object, String order) {}

  /** An answer that changed something, and when it was given. */
  private record Answer(RequestKey key, Outcome outcome, long logMillis) {}

  /** Takes note of an answer, and checks it against earlier ones. */
  void note(Request request, Applied applied, ShardView view, List<String> faults) {
    answers.values().removeIf(old -> old.logMillis() + windowMillis <= view.logMillis());
    windowMillis = view.requestWindowMillis();
    RequestKey key = request.key();
    if (key != null) {
      noteAnswer(key, applied, view, faults);
    }
    if (applied.repeated()) {
      return;
    }
    if (request.command() instanceof BookObjects book
        && applied.outcome() instanceof ObjectsBooked done) {
      noteBooking(book, done, view, faults);
    } else if (applied.outcome() instanceof Outcome.Done) {
      switch (request.command()) {
        case ReleaseObjects release -> noteRelease(release);
        case ChangeObjectStatus status -> noteStatus(status);
        case ConfirmOrder confirm -> {
          if (orderChanged(applied)) {
            noteOrder(confirm, 1, view);
          }
        }
        case CancelOrder cancel -> noteEnd(cancel, applied, view);
        case VoidOrder giveUp -> noteEnd(giveUp, applied, view);
        case DeleteEvent delete -> booked.keySet().removeIf(at -> at.event() == delete.event());
        default -> {
          // Takes no booking from anybody.
        }
      }
    }
  }

  private void noteAnswer(RequestKey key, Applied applied, ShardView view, List<String> faults) {
    List<Long> identity = List.of(key.identityHigh(), key.identityLow());
    Answer earlier = answers.get(identity);
    if (earlier == null) {
      if (applied.repeated()) {
        faults.add("I3: answered from memory, though nothing was acknowledged under this key");
      } else if (changedSomething(key, applied, view)) {
        answers.put(identity, new Answer(key, applied.outcome(), view.logMillis()));
      }
    } else if (earlier.key().equals(key)) {
      if (!applied.repeated() || !applied.outcome().equals(earlier.outcome())) {
        faults.add("I3: another outcome than acknowledged: " + earlier.outcome());
      }
    } else if (applied.outcome() instanceof Outcome.Done) {
      faults.add("I3: a key was accepted with another body");
    }
  }

  /** Whether an answer must be remembered: only those that changed something are. */
  private static boolean changedSomething(RequestKey key, Applied applied, ShardView view) {
    return switch (applied.outcome()) {
      case Outcome.Refused refused -> false;
      case ObjectsBooked done -> done.objects() > 0;
      case Outcome.StatusChanged done -> done.objects() > 0;
      case Outcome.ObjectsUpdated done -> done.objects() > 0;
      case Outcome.EventUpdated done ->
          applied.changes().stream().anyMatch(Change.EventChanged.class::isInstance);
      case Outcome.TokenEnded done -> done.objects() > 0 || view.outcomeOf(key) != null;
      case Outcome.SaleDone done -> view.outcomeOf(key) != null;
      case Outcome.TokenExtended done -> view.outcomeOf(key) != null;
      case Outcome.OrderDone done -> orderChanged(applied);
      case Outcome.Ticked done -> false;
      case Outcome.CheckpointPassed done -> false;
      case Outcome.BehaviourSwitched done -> view.outcomeOf(key) != null;
      case Outcome.ShardConfigured done -> view.outcomeOf(key) != null;
      case Outcome.EventsNumbered done -> view.outcomeOf(key) != null;
      case Outcome.GroupPlaced done -> view.outcomeOf(key) != null;
      case Outcome.MoveBegun done -> view.outcomeOf(key) != null;
      case Outcome.MoveFinished done -> view.outcomeOf(key) != null;
      case Outcome.MoveAbandoned done -> view.outcomeOf(key) != null;
      default -> true;
    };
  }

  private static boolean orderChanged(Applied applied) {
    return applied.changes().stream()
        .anyMatch(
            change ->
                change instanceof Change.OrderChanged order && order.state() != OrderState.EXPIRED);
  }

  /** An order that was not booked had nothing to lose. */
  private void noteEnd(OrderCommand command, Applied applied, ShardView view) {
    boolean wasBooked =
        applied.changes().stream()
            .anyMatch(
                change ->
                    change instanceof Change.ObjectChanged object
                        && object.order().equals(command.order()));
    if (wasBooked) {
      noteOrder(command, -1, view);
    }
  }

  /** What an order that is booked has, and one that is not any more had. */
  private void noteOrder(OrderCommand command, int sign, ShardView view) {
    OrderView order = view.order(command.event(), command.order());
    for (OrderLine line : order == null ? List.<OrderLine>of() : order.lines()) {
      Place place = new Place(line.event(), line.object(), command.order());
      if (view.event(line.event()) != null) {
        booked.merge(place, sign * line.quantity(), Integer::sum);
      }
    }
    booked.values().removeIf(left -> left <= 0);
  }

  private void noteBooking(
      BookObjects book, ObjectsBooked done, ShardView view, List<String> faults) {
    boolean allHad = true;
    int selected = 0;
    for (Selection selection : book.selections()) {
      for (int position = 0; position < selection.size(); position++) {
        selected++;
        Place place = new Place(selection.event(), selection.object(position), book.order());
        int quantity = isArea(place, view) ? selection.quantity(position) : 1;
        allHad &= booked.getOrDefault(place, 0) >= quantity;
        if (done.objects() > 0) {
          booked.merge(place, quantity, Integer::sum);
        }
      }
    }
    if (allHad != (done.objects() == 0)) {
      faults.add("I3: order " + book.order() + " was booked twice, or not at all: " + done);
    }
    if (done.objects() != 0 && done.objects() != selected) {
      faults.add("I5: only some of the objects were booked: " + done);
    }
  }

  private static boolean isArea(Place place, ShardView view) {
    EventView event = view.event(place.event());
    return event != null && event.venue().object(place.object()).kind() == ObjectKind.AREA;
  }

  private void noteRelease(ReleaseObjects release) {
    if (release.token() != 0) {
      return;
    }
    for (Selection selection : release.selections()) {
      for (int position = 0; position < selection.size(); position++) {
        if (release.order().isEmpty()) {
          lose(selection.event(), selection.object(position));
        } else {
          Place place = new Place(selection.event(), selection.object(position), release.order());
          booked.merge(place, -selection.quantity(position), Integer::sum);
        }
      }
    }
    booked.values().removeIf(left -> left <= 0);
  }

  private void noteStatus(ChangeObjectStatus command) {
    for (Selection selection : command.selections()) {
      for (int position = 0; position < selection.size(); position++) {
        lose(selection.event(), selection.object(position));
      }
    }
  }

  private void lose(int event, int object) {
    booked.keySet().removeIf(place -> place.event() == event && place.object() == object);
  }

  /** Adds to {@code faults} every acknowledged booking that is not there, or there twice. */
  void compare(ShardView view, List<String> faults) {
    Map<Place, Integer> found = new LinkedHashMap<>();
    List<Integer> events = new ArrayList<>();
    view.workspaces()
        .forEach(space -> view.events(space.workspace()).forEach(at -> events.add(at.event())));
    for (int number : events) {
      addBookings(view.event(number), found);
    }
    if (!found.equals(booked)) {
      booked.forEach(
          (place, quantity) -> {
            if (found.getOrDefault(place, 0).intValue() != quantity) {
              faults.add(
                  "I3: acknowledged " + place + " x" + quantity + ", is " + found.get(place));
            }
          });
      found.keySet().stream()
          .filter(place -> !booked.containsKey(place))
          .forEach(place -> faults.add("I3: nobody was told of " + place));
    }
    for (Answer answer : answers.values()) {
      if (!answer.outcome().equals(view.outcomeOf(answer.key()))) {
        faults.add("I3: the answer under an acknowledged key was forgotten: " + answer.outcome());
      }
    }
  }

  private static void addBookings(@Nullable EventView event, Map<Place, Integer> found) {
    if (event == null) {
      return;
    }
    for (int object = 0; object < event.venue().objectCount(); object++) {
      if (!event.order(object).isEmpty()) {
        found.put(new Place(event.event(), object, event.order(object)), 1);
      }
      if (event.venue().areaOf(object) >= 0) {
        for (AreaShareView share : event.areaShares(object)) {
          if (!share.order().isEmpty()) {
            Place place = new Place(event.event(), object, share.order());
            found.merge(place, share.quantity(), Integer::sum);
          }
        }
      }
    }
  }
}
