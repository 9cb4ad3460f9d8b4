package io.seatkeeper.simulation.check;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who has how many places, counted from requests and changes alone: I7, no buyer exceeds a limit.
 *
 * <p>An order may have people of several buyers in one area, and a change does not say whose leave
 * first: such an event's counts are no longer compared, its limits are.
 */
final class Purchases {
  private final Map<Long, String> buyerOfToken = new LinkedHashMap<>();
  private final Map<Place, String> buyerOfPlace = new LinkedHashMap<>();
  private final Map<Integer, Map<String, Integer>> people = new TreeMap<>();
  private final Map<Integer, Boolean> uncertain = new TreeMap<>();
  private Set<Long> tokensPassed = Set.of();
  private String buyerInRequest = "";

  /** What an order has of an object; for a seat the order does not matter. */
  private record Place(int event, int object, String order) {}

  /**
   * Looks at whose request it is before its changes are followed.
   *
   * @param passed the tokens whose deadlines this request meets
   */
  void before(Request request, Set<Long> passed) {
    tokensPassed = passed;
    buyerInRequest =
        switch (request.command()) {
          case HoldObjects hold -> hold.lease().buyer();
          case HoldBestAvailable hold -> hold.lease().buyer();
          case BookObjects book -> book.buyer();
          default -> "";
        };
  }

  /** A token keeps the buyer of its first hold for as long as the shard knows it. */
  private void learn(long token) {
    if (tokensPassed.remove(token)) {
      buyerOfToken.remove(token);
    }
    buyerOfToken.putIfAbsent(token, buyerInRequest);
  }

  void follow(ObjectChanged change, Venue venue) {
    boolean area = venue.object(change.object()).kind() == ObjectKind.AREA;
    int size = area ? change.quantity() : venue.object(change.object()).capacity();
    Place place = new Place(change.event(), change.object(), area ? change.order() : "");
    if (change.reason() == Reason.HELD) {
      learn(change.token());
    }
    String holder = buyerOfToken.getOrDefault(change.token(), "");
    switch (change.reason()) {
      case HELD -> add(change.event(), holder, size);
      case EXPIRED -> add(change.event(), holder, -size);
      case BOOKED -> {
        String buyer = change.token() == 0 ? buyerInRequest : holder;
        String other = buyerOfPlace.put(place, buyer);
        if (area && other != null && !other.equals(buyer)) {
          uncertain.put(change.event(), true);
        }
        add(change.event(), buyer, change.token() == 0 ? size : 0);
      }
      case RELEASED, STATUS_CHANGED -> {
        if (change.token() != 0) {
          add(change.event(), holder, -size);
        } else if (!change.order().isEmpty()) {
          add(change.event(), buyerOfPlace.getOrDefault(place, ""), -size);
        }
      }
      case UPDATED -> {
        // Nobody comes or goes.
      }
    }
  }

  private void add(int event, String buyer, int size) {
    if (!buyer.isEmpty()) {
      people.computeIfAbsent(event, unknown -> new TreeMap<>()).merge(buyer, size, Integer::sum);
    }
  }

  void forget(int event) {
    people.remove(event);
    uncertain.remove(event);
    buyerOfPlace.keySet().removeIf(place -> place.event() == event);
  }

  /** Checks the counts of all buyers, and the limit of the one who took something just now. */
  void check(Request request, Applied applied, ShardView view, List<String> faults) {
    buyerOfToken.keySet().removeIf(token -> view.token(token) == null);
    people.forEach(
        (number, counts) -> {
          EventView event = view.event(number);
          if (event != null && !uncertain.containsKey(number)) {
            counts.forEach((buyer, count) -> compare(event, buyer, count, faults));
          }
        });
    boolean took =
        applied.outcome() instanceof ObjectsHeld
            || (applied.outcome() instanceof ObjectsBooked booked && booked.objects() > 0);
    if (took && !applied.repeated()) {
      checkLimits(request.command(), view, faults);
    }
  }

  private static void compare(EventView event, String buyer, int count, List<String> faults) {
    if (event.peopleOf(buyer) != count) {
      faults.add(
          "I7: %s has %d places of event %d, the engine counts %d"
              .formatted(buyer, count, event.event(), event.peopleOf(buyer)));
    }
  }

  private void checkLimits(Command command, ShardView view, List<String> faults) {
    switch (command) {
      case HoldObjects hold -> {
        String buyer = buyerOfToken.getOrDefault(hold.lease().token(), "");
        for (Selection selection : hold.selections()) {
          checkLimit(selection.event(), buyer, view, faults);
        }
      }
      case HoldBestAvailable hold -> {
        String buyer = buyerOfToken.getOrDefault(hold.lease().token(), "");
        checkLimit(hold.event(), buyer, view, faults);
      }
      case BookObjects book when book.token() == 0 -> {
        for (Selection selection : book.selections()) {
          checkLimit(selection.event(), book.buyer(), view, faults);
        }
      }
      default -> {
        // Takes nothing that was not counted before.
      }
    }
  }

  private static void checkLimit(int number, String buyer, ShardView view, List<String> faults) {
    EventView event = view.event(number);
    if (event == null || buyer.isEmpty()) {
      return;
    }
    int limit = event.settings().purchaseLimit();
    if (limit > 0 && event.peopleOf(buyer) > limit) {
      faults.add(
          "I7: %s has %d places of event %d, the limit is %d"
              .formatted(buyer, event.peopleOf(buyer), number, limit));
    }
  }
}
