package io.seatkeeper.simulation.check;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.OrderChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Outcome.TokenExtended;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.EventView.AllotmentView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.TokenView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks the promises I1 to I7 of one shard after every request, from outside: it sees requests,
 * answers, changes and views, and knows nothing of how they come about.
 */
public final class InvariantChecker {
  private static final long AFTER_ORDER_MILLIS = 60_000;

  private final Map<Integer, EventShadow> events = new TreeMap<>();
  private final Promises promises = new Promises();
  private final Purchases purchases = new Purchases();
  private final Money money = new Money();
  private final Map<Long, Long> deadlines = new LinkedHashMap<>();
  private final Map<Long, Long> payBys = new LinkedHashMap<>();
  private List<String> faults = new ArrayList<>();
  private long position;
  private long logMillis;

  /** What a token holds of an object. */
  private record Held(int event, int object) {}

  /**
   * Checks one step.
   *
   * @param computedHash the state hash computed from scratch after the step
   * @return what does not hold, a sentence each; empty when all does
   */
  public List<String> check(Request request, Applied applied, ShardView view, long computedHash) {
    faults = new ArrayList<>();
    position++;
    expect(view.position() == position, "the position is " + view.position());
    expect(view.logMillis() >= logMillis, "log time fell to " + view.logMillis());
    logMillis = view.logMillis();
    expect(
        view.stateHash() == computedHash,
        "I6: the incremental hash is %x, from scratch %x"
            .formatted(view.stateHash(), computedHash));

    checkAllOrNothing(applied);
    purchases.before(request, tokensPastTheirDeadline());
    for (Change change : applied.changes()) {
      follow(change, view);
    }
    checkDeadlines(request, applied);
    expect(view.eventCount() == events.size(), "there are " + view.eventCount() + " events");
    Map<Long, Map<Held, Integer>> heldByToken = new LinkedHashMap<>();
    for (EventShadow shadow : events.values()) {
      EventView event = view.event(shadow.event);
      if (event == null) {
        faults.add("event " + shadow.event + " is gone without a change");
      } else {
        shadow.compare(event, faults);
        checkOwners(event, heldByToken);
      }
    }
    checkTokens(request, heldByToken, view);
    purchases.check(request, applied, view, faults);
    promises.note(request, applied, view, faults);
    promises.compare(view, faults);
    money.check(request, applied, view, faults);
    return faults;
  }

  private void expect(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }

  /** I5: a refused or repeated request changes nothing, a done one all it was asked for. */
  private void checkAllOrNothing(Applied applied) {
    boolean own = false;
    int objects = 0;
    for (Change change : applied.changes()) {
      boolean expiry = isOfTime(change);
      expect(!own || !expiry, "an expiry came after the request's own changes: " + change);
      own |= !expiry;
      objects += !expiry && change instanceof ObjectChanged ? 1 : 0;
    }
    boolean nothing = applied.repeated() || applied.outcome() instanceof Outcome.Refused;
    expect(!nothing || !own, "I5: not carried out, yet it changed " + applied.changes());
    int promised =
        switch (applied.outcome()) {
          case ObjectsHeld done -> done.selections().stream().mapToInt(Selection::size).sum();
          case ObjectsBooked done -> done.objects();
          case Outcome.ObjectsReleased done -> done.objects();
          case Outcome.StatusChanged done -> done.objects();
          case Outcome.TokenEnded done -> done.objects();
          case Outcome.ObjectsUpdated done -> done.objects();
          case Outcome.OrderConfirmed done -> done.objects();
          case Outcome.OrderCancelled done -> done.objects();
          case Outcome.OrderVoided done -> done.objects();
          default -> 0;
        };
    expect(
        nothing || objects == promised,
        "I5: " + objects + " objects changed, the answer was " + applied.outcome());
  }

  private static boolean isOfTime(Change change) {
    return switch (change) {
      case ObjectChanged changed -> changed.reason() == Reason.EXPIRED;
      case EventChanged fact -> fact.fact() == Change.EventFact.SALE_OPENED;
      case OrderChanged order -> order.state() == OrderState.EXPIRED;
    };
  }

  private void follow(Change change, ShardView view) {
    EventShadow shadow = events.get(change.event());
    if (shadow == null) {
      EventView created = view.event(change.event());
      boolean expected =
          change instanceof EventChanged fact && fact.fact() == Change.EventFact.CREATED;
      if (created == null || !expected) {
        faults.add("a change of an event that does not exist: " + change);
        return;
      }
      shadow = new EventShadow(change.event(), created.venue());
      events.put(change.event(), shadow);
    }
    shadow.version++;
    expect(change.eventVersion() == shadow.version, "a version was skipped: " + change);
    switch (change) {
      case ObjectChanged changed -> {
        shadow.follow(changed, faults);
        purchases.follow(changed, shadow.venue);
        checkExpiry(changed);
      }
      case OrderChanged order ->
          expect(
              order.state() != OrderState.EXPIRED
                  || payBys.values().stream().anyMatch(this::isPast),
              "I4: an order ended though none was to: " + order);
      case EventChanged fact -> {
        expect(fact.fact() != Change.EventFact.FENCED, "an event was fenced: " + fact.detail());
        if (fact.fact() == Change.EventFact.DELETED) {
          events.remove(change.event());
          purchases.forget(change.event());
        }
      }
    }
  }

  private Set<Long> tokensPastTheirDeadline() {
    Set<Long> past = new LinkedHashSet<>(deadlines.keySet());
    past.removeIf(token -> deadlines.getOrDefault(token, 0L) > logMillis);
    return past;
  }

  private void checkExpiry(ObjectChanged change) {
    if (change.reason() == Reason.EXPIRED) {
      long deadline =
          Math.min(
              deadlines.getOrDefault(change.token(), Long.MAX_VALUE),
              payBys.getOrDefault(change.token(), Long.MAX_VALUE));
      expect(deadline <= logMillis, "I4: ended before its deadline " + deadline + ": " + change);
    }
  }

  private boolean isPast(long deadline) {
    return deadline <= logMillis;
  }

  /** Whether an order was opened just now: one that is there already may be asked for again. */
  private static boolean isNew(Applied applied) {
    return applied.changes().stream()
        .anyMatch(
            change -> change instanceof OrderChanged order && order.state() == OrderState.OPEN);
  }

  /**
   * I4: a token's deadline only moves when it is extended or an order is opened on it, and after it
   * nothing of the token's is booked.
   */
  private void checkDeadlines(Request request, Applied applied) {
    deadlines.values().removeIf(this::isPast);
    payBys.values().removeIf(this::isPast);
    if (applied.repeated()) {
      return;
    }
    if (applied.outcome() instanceof TokenExtended extended) {
      deadlines.computeIfPresent(
          extended.token(), (token, deadline) -> Math.max(deadline, extended.deadlineLogMillis()));
    }
    if (applied.outcome() instanceof OrderOpened opened
        && request.command() instanceof OpenOrder open
        && isNew(applied)
        && !isPast(opened.payByLogMillis())) {
      payBys.put(open.token(), opened.payByLogMillis());
      deadlines.computeIfPresent(
          open.token(),
          (token, deadline) -> Math.max(deadline, opened.payByLogMillis() + AFTER_ORDER_MILLIS));
    }
    if (applied.outcome() instanceof ObjectsHeld held) {
      long leased =
          switch (request.command()) {
            case HoldObjects hold -> hold.lease().deadlineLogMillis();
            case HoldBestAvailable hold -> hold.lease().deadlineLogMillis();
            default -> Long.MIN_VALUE;
          };
      expect(
          deadlines.containsKey(held.token()) || held.deadlineLogMillis() <= leased,
          "I4: held for longer than the lease allows: " + held);
      expect(held.deadlineLogMillis() > logMillis, "I4: held for a token that has ended: " + held);
      Long known = deadlines.putIfAbsent(held.token(), held.deadlineLogMillis());
      expect(
          known == null || known == held.deadlineLogMillis(),
          "I4: a deadline moved from " + known + " to " + held.deadlineLogMillis());
    }
    if (request.command() instanceof BookObjects book
        && book.token() != 0
        && applied.outcome() instanceof ObjectsBooked booked
        && booked.objects() > 0) {
      expect(deadlines.containsKey(book.token()), "I4: booked after the hold's deadline: " + book);
    }
  }

  /** I1 and I2 in one event: who holds what, and no area beyond its capacity. */
  private void checkOwners(EventView event, Map<Long, Map<Held, Integer>> heldByToken) {
    for (int index = 0; index < event.venue().objectCount(); index++) {
      Held place = new Held(event.event(), index);
      int status = event.statusCode(index);
      if ((status == EventView.HELD) != (event.token(index) != 0)) {
        faults.add("I1: " + place + " is held by nobody, or by somebody and not held");
      }
      if ((status == EventView.BOOKED) == event.order(index).isEmpty()) {
        faults.add("I1: " + place + " is booked by no order, or by one and not booked");
      }
      if (status == EventView.HELD) {
        heldBy(event.token(index), heldByToken).put(place, 1);
      }
      if (event.venue().object(index).kind() == ObjectKind.AREA) {
        if (status != EventView.FREE) {
          faults.add("I2: area " + place + " has a status");
        }
        checkArea(event, place, heldByToken);
      }
    }
  }

  private static Map<Held, Integer> heldBy(long token, Map<Long, Map<Held, Integer>> heldByToken) {
    return heldByToken.computeIfAbsent(token, unknown -> new LinkedHashMap<>());
  }

  private void checkArea(EventView event, Held place, Map<Long, Map<Held, Integer>> heldByToken) {
    int area = place.object();
    Map<String, Integer> held = new TreeMap<>();
    Map<String, Integer> booked = new TreeMap<>();
    for (AreaShareView share : event.areaShares(area)) {
      boolean hold = share.token() != 0;
      if (hold != share.order().isEmpty() || share.quantity() < 1) {
        faults.add("I1: " + place + " has a share of nobody, of two, or of none: " + share);
      }
      (hold ? held : booked).merge(share.channel(), share.quantity(), Integer::sum);
      if (hold) {
        heldBy(share.token(), heldByToken).merge(place, share.quantity(), Integer::sum);
      }
    }
    int capacity = 0;
    for (AllotmentView allotment : event.allotments(area)) {
      capacity += allotment.capacity();
      if (allotment.held() != held.getOrDefault(allotment.channel(), 0)
          || allotment.booked() != booked.getOrDefault(allotment.channel(), 0)) {
        faults.add("I2: the shares of " + place + " do not add up to " + allotment);
      }
      if (allotment.held() + allotment.booked() > allotment.capacity()) {
        faults.add("I2: " + place + " is over an allotment: " + allotment);
      }
    }
    int heldTotal = held.values().stream().mapToInt(Integer::intValue).sum();
    int bookedTotal = booked.values().stream().mapToInt(Integer::intValue).sum();
    if (heldTotal != event.areaHeld(area) || bookedTotal != event.areaBooked(area)) {
      faults.add("I2: the shares of " + place + " do not add up");
    }
    if (capacity != event.venue().object(area).capacity() || heldTotal + bookedTotal > capacity) {
      faults.add("I2: " + place + " is over its capacity");
    }
  }

  /** I1 and I4: a token lists exactly what it holds, and holds nothing past its deadline. */
  private void checkTokens(
      Request request, Map<Long, Map<Held, Integer>> heldByToken, ShardView view) {
    heldByToken.forEach((token, held) -> checkToken(token, held, view.token(token), true));
    long named = tokenOf(request.command());
    if (named != 0 && !heldByToken.containsKey(named)) {
      checkToken(named, Map.of(), view.token(named), false);
    }
  }

  private void checkToken(
      long token, Map<Held, Integer> held, @Nullable TokenView view, boolean mustBeKnown) {
    if (view == null) {
      expect(!mustBeKnown, "I1: token " + token + " holds something, but is not known");
      return;
    }
    Map<Held, Integer> listed = new LinkedHashMap<>();
    for (Selection selection : view.selections()) {
      for (int at = 0; at < selection.size(); at++) {
        Held place = new Held(selection.event(), selection.object(at));
        expect(
            listed.put(place, selection.quantity(at)) == null,
            "I1: token " + token + " lists " + place + " twice");
      }
    }
    expect(listed.equals(held), "I1: token " + token + " lists " + listed + ", holds " + held);
    expect(view.deadlineLogMillis() > logMillis, "I4: token " + token + " outlived its deadline");
    expect(!view.ended() || held.isEmpty(), "I4: token " + token + " was ended and still holds");
  }

  private static long tokenOf(Command command) {
    return switch (command) {
      case HoldObjects hold -> hold.lease().token();
      case HoldBestAvailable hold -> hold.lease().token();
      case EndToken end -> end.lease().token();
      case BookObjects book -> book.token();
      case Command.ReleaseObjects release -> release.token();
      default -> 0;
    };
  }
}
