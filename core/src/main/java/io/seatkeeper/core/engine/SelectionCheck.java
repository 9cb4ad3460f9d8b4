package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every command about selected objects is checked for first; each check is null when passed.
 */
final class SelectionCheck {
  private final ShardState state;

  SelectionCheck(ShardState state) {
    this.state = state;
  }

  /** The shard's behaviour knows the command. */
  @Nullable Refused behaviour(int needed) {
    return state.behaviourVersion() < needed
        ? new Refused(Rejection.BEHAVIOUR_TOO_OLD, Integer.toString(needed))
        : null;
  }

  /** There is something selected, not too much, in positive quantities. */
  @Nullable Refused shape(List<Selection> selections) {
    int objects = 0;
    for (int at = 0; at < selections.size(); at++) {
      objects += selections.get(at).size();
    }
    if (objects == 0) {
      return new Refused(Rejection.NOTHING_SELECTED, "");
    }
    if (objects > Limits.OBJECTS_PER_COMMAND) {
      return new Refused(Rejection.TOO_MANY_OBJECTS, Integer.toString(Limits.OBJECTS_PER_COMMAND));
    }
    for (int at = 0; at < selections.size(); at++) {
      Selection selection = selections.get(at);
      for (int position = 0; position < selection.size(); position++) {
        if (selection.quantity(position) < 1) {
          return new Refused(
              Rejection.QUANTITY_INVALID, label(selection.event(), selection.object(position)));
        }
      }
    }
    return null;
  }

  /**
   * The events are on sale, belong to a workspace and to one placement group, and no object is
   * named twice.
   *
   * @param workspace the token's, or null when no token is concerned
   */
  @Nullable Refused events(List<Selection> selections, @Nullable String workspace) {
    String group = "";
    for (int at = 0; at < selections.size(); at++) {
      Selection selection = selections.get(at);
      Refused refused = event(selection.event(), workspace);
      if (refused != null) {
        return refused;
      }
      EventState event = event(selection);
      if (at == 0) {
        group = event.group();
      } else if (!event.group().equals(group)) {
        return new Refused(Rejection.EVENTS_IN_DIFFERENT_GROUPS, event.key());
      }
      for (int position = 0; position < selection.size(); position++) {
        if (isNamedBefore(selections, at, position)) {
          return new Refused(
              Rejection.OBJECT_REPEATED, label(selection.event(), selection.object(position)));
        }
      }
    }
    return null;
  }

  /** The event exists, is neither frozen nor fenced, and belongs to a workspace (if given). */
  @Nullable Refused event(int number, @Nullable String workspace) {
    Refused refused = isHere(number);
    if (refused != null) {
      return refused;
    }
    EventState event = event(number);
    if (event.isFenced()) {
      return new Refused(Rejection.EVENT_FENCED, event.key());
    }
    if (workspace != null && !event.origin().workspace().equals(workspace)) {
      return new Refused(Rejection.TOKEN_OF_ANOTHER_WORKSPACE, event.key());
    }
    return null;
  }

  /** The event exists, and its placement group does not move. */
  @Nullable Refused isHere(int number) {
    EventState event = state.event(number);
    if (event == null) {
      String movedWith = state.groups().movedWith(number);
      return movedWith == null
          ? new Refused(Rejection.EVENT_UNKNOWN, Integer.toString(number))
          : new Refused(Rejection.GROUP_MOVED, movedWith);
    }
    return event.isFrozen() ? new Refused(Rejection.GROUP_FROZEN, event.group()) : null;
  }

  /** A placement group neither moves nor has moved. */
  @Nullable Refused isHere(String group) {
    return switch (state.groups().group(group).state()) {
      case ACTIVE -> null;
      case FROZEN -> new Refused(Rejection.GROUP_FROZEN, group);
      case MOVED -> new Refused(Rejection.GROUP_MOVED, group);
    };
  }

  /** The event of a selection that passed {@link #events}. */
  EventState event(Selection selection) {
    return event(selection.event());
  }

  /** The event with a number that passed {@link #event(int, String)}. */
  EventState event(int number) {
    EventState event = state.event(number);
    if (event == null) {
      throw new IllegalStateException("the event was not checked");
    }
    return event;
  }

  /** The object exists and its quantity is possible. */
  @Nullable Refused object(EventState event, int object, int quantity) {
    if (!isKnown(event, object)) {
      return new Refused(Rejection.OBJECT_UNKNOWN, Integer.toString(object));
    }
    if (quantity != 1 && !event.objects().isArea(object)) {
      return new Refused(Rejection.QUANTITY_INVALID, label(event, object));
    }
    return null;
  }

  /** The object is for sale and not blocked. */
  @Nullable Refused onSale(EventState event, int object) {
    if (!event.objects().isForSale(object)) {
      return new Refused(Rejection.OBJECT_NOT_FOR_SALE, label(event, object));
    }
    if (event.objects().isBlocked(object)) {
      return new Refused(Rejection.OBJECT_BLOCKED, label(event, object));
    }
    return null;
  }

  /** Nobody has the object, and the caller may take it; an area has room for the quantity. */
  @Nullable Refused takeable(EventState event, int object, int quantity, Reach reach) {
    Refused refused = onSale(event, object);
    if (refused != null) {
      return refused;
    }
    if (event.objects().isArea(object)) {
      return Access.room(reach, event, event.area(object)) < quantity
          ? new Refused(Rejection.AREA_FULL, label(event, object))
          : null;
    }
    if (!Access.admits(reach, event, object)) {
      return new Refused(Rejection.CHANNEL_NOT_ALLOWED, label(event, object));
    }
    return event.objects().status(object) == EventView.FREE
        ? null
        : new Refused(Rejection.OBJECT_NOT_FREE, label(event, object));
  }

  /** No order keeps a seat, table or booth for its buyer. */
  @Nullable Refused inNoOrder(EventState event, int object) {
    boolean kept =
        switch (event.objects().status(object)) {
          case EventView.HELD ->
              state.orders().keptOf(event.tokenOf(object), event.number(), object) > 0;
          case EventView.BOOKED -> isOfOrder(event, event.orderOf(object));
          default -> false;
        };
    return kept ? new Refused(Rejection.OBJECT_IN_ORDER, label(event, object)) : null;
  }

  /** Whether a reference is that of an order that was opened. */
  boolean isOfOrder(EventState event, String order) {
    return state.orders().find(event.group(), order) != null;
  }

  /** So much of what a token holds is in none of its open orders. */
  @Nullable Refused notKept(EventState event, int object, int quantity, long token) {
    int kept = state.orders().keptOf(token, event.number(), object);
    if (kept == 0) {
      return null;
    }
    int held = event.objects().isArea(object) ? event.area(object).heldBy(token) : 1;
    return held - kept < quantity
        ? new Refused(Rejection.OBJECT_IN_ORDER, label(event, object))
        : null;
  }

  static boolean isKnown(EventState event, int object) {
    return object >= 0 && object < event.objects().size();
  }

  static String label(EventState event, int object) {
    return event.venue().object(object).label();
  }

  /** How many people the selections take in one event, all together. */
  long peopleIn(List<Selection> selections, EventState event) {
    long people = 0;
    for (int at = 0; at < selections.size(); at++) {
      Selection selection = selections.get(at);
      if (selection.event() == event.number()) {
        for (int position = 0; position < selection.size(); position++) {
          int object = selection.object(position);
          people +=
              event.objects().isArea(object) ? selection.quantity(position) : event.people(object);
        }
      }
    }
    return people;
  }

  /** How many objects are selected. */
  static int objects(List<Selection> selections) {
    int objects = 0;
    for (int at = 0; at < selections.size(); at++) {
      objects += selections.get(at).size();
    }
    return objects;
  }

  private static boolean isNamedBefore(List<Selection> selections, int last, int position) {
    int event = selections.get(last).event();
    int object = selections.get(last).object(position);
    for (int at = 0; at <= last; at++) {
      Selection selection = selections.get(at);
      if (selection.event() == event) {
        int end = at == last ? position : selection.size();
        for (int earlier = 0; earlier < end; earlier++) {
          if (selection.object(earlier) == object) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private String label(int number, int object) {
    EventState event = state.event(number);
    return event != null && isKnown(event, object)
        ? label(event, object)
        : Integer.toString(object);
  }
}
