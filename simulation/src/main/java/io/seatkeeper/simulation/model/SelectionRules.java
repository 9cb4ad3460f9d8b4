package io.seatkeeper.simulation.model;

import static io.seatkeeper.simulation.model.NaiveObject.FREE;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What all commands that name objects check in the same way. */
final class SelectionRules {
  private static final int MOST_OBJECTS = 100;

  private final NaiveShard shard;

  /** One selected object: not yet known to exist. */
  record Pick(NaiveEvent event, int index, int quantity) {
    /** The object, which must exist and be selected in a possible quantity. */
    NaiveObject object() {
      boolean exists = index >= 0 && index < event.objects.size();
      Refusal.when(!exists, Rejection.OBJECT_UNKNOWN, index);
      NaiveObject object = event.objects.get(index);
      Refusal.when(
          quantity != 1 && !object.isArea(), Rejection.QUANTITY_INVALID, object.drawn.label());
      return object;
    }
  }

  /** The object's label; its index when there is no such object. */
  private static String label(@Nullable NaiveEvent event, int index) {
    return event != null && index >= 0 && index < event.objects.size()
        ? event.objects.get(index).drawn.label()
        : String.valueOf(index);
  }

  SelectionRules(NaiveShard shard) {
    this.shard = shard;
  }

  /** Step 2: the selections by themselves. */
  void checkShape(List<Selection> selections) {
    int total = selections.stream().mapToInt(Selection::size).sum();
    Refusal.when(total == 0, Rejection.NOTHING_SELECTED, "");
    Refusal.when(total > MOST_OBJECTS, Rejection.TOO_MANY_OBJECTS, MOST_OBJECTS);
    for (Selection selection : selections) {
      for (int position = 0; position < selection.size(); position++) {
        Refusal.when(
            selection.quantity(position) < 1,
            Rejection.QUANTITY_INVALID,
            label(shard.events.get(selection.event()), selection.object(position)));
      }
    }
  }

  /**
   * Step 3: the events of the selections, one after the other.
   *
   * @param lease the token that wants to hold; null when no token does
   */
  List<Pick> pick(List<Selection> selections, @Nullable TokenLease lease) {
    List<Pick> picks = new ArrayList<>();
    Set<List<Integer>> seen = new LinkedHashSet<>();
    NaiveEvent first = null;
    for (Selection selection : selections) {
      NaiveEvent event = event(selection.event());
      first = first == null ? event : first;
      if (lease != null) {
        checkWorkspace(lease, event);
      }
      Refusal.when(
          !event.group().equals(first.group()), Rejection.EVENTS_IN_DIFFERENT_GROUPS, event.key);
      for (int position = 0; position < selection.size(); position++) {
        int object = selection.object(position);
        Refusal.when(
            !seen.add(List.of(event.number, object)),
            Rejection.OBJECT_REPEATED,
            label(event, object));
        picks.add(new Pick(event, object, selection.quantity(position)));
      }
    }
    return picks;
  }

  /** A token holds only in the workspace it was made for; of a known one the shard knows better. */
  void checkWorkspace(TokenLease lease, NaiveEvent event) {
    NaiveToken known = shard.knownToken(lease.token());
    String workspace = known == null ? lease.workspace() : known.workspace;
    Refusal.when(
        !event.workspace.equals(workspace), Rejection.TOKEN_OF_ANOTHER_WORKSPACE, event.key);
  }

  NaiveEvent event(int number) {
    NaiveEvent event = shard.events.get(number);
    if (event == null) {
      throw Refusal.of(Rejection.EVENT_UNKNOWN, number);
    }
    return event;
  }

  /** Step 5 for whoever takes an object: for sale, not blocked, in a channel the caller may use. */
  static void checkOnSale(NaiveObject object, ChannelAccess access) {
    String label = object.drawn.label();
    Refusal.when(!object.forSale, Rejection.OBJECT_NOT_FOR_SALE, label);
    Refusal.when(object.blocked(), Rejection.OBJECT_BLOCKED, label);
    Refusal.when(!channelAllowed(object, access), Rejection.CHANNEL_NOT_ALLOWED, label);
  }

  static boolean channelAllowed(NaiveObject object, ChannelAccess access) {
    return object.isArea() || object.event.openTo(access).opens(object.channel);
  }

  /** Whether nobody has it, or an area has room for so many. */
  static void checkFree(NaiveObject object, int quantity, ChannelAccess access) {
    String label = object.drawn.label();
    if (object.isArea()) {
      Refusal.when(AreaRules.room(object, access) < quantity, Rejection.AREA_FULL, label);
    } else {
      Refusal.when(!object.status.equals(FREE), Rejection.OBJECT_NOT_FREE, label);
    }
  }

  /** Step 7: people the buyer would have in each event. */
  static void checkPurchaseLimit(String buyer, List<NaiveEvent> events, List<Pick> picks) {
    for (NaiveEvent event : events) {
      int most = event.settings.purchaseLimit();
      if (most > 0 && !buyer.isEmpty()) {
        long people = (long) event.peopleOf(buyer) + peopleOf(picks, event);
        Refusal.when(people > most, Rejection.PURCHASE_LIMIT_EXCEEDED, most);
      }
    }
  }

  /** The events of the selections in their order, also of those that select nothing. */
  List<NaiveEvent> eventsOf(List<Selection> selections) {
    return selections.stream().map(selection -> event(selection.event())).distinct().toList();
  }

  /** People that picks take in one event. */
  static int peopleOf(List<Pick> picks, NaiveEvent event) {
    int people = 0;
    for (Pick pick : picks) {
      if (pick.event() == event) {
        NaiveObject object = pick.object();
        people += object.isArea() ? pick.quantity() : object.drawn.capacity();
      }
    }
    return people;
  }
}
