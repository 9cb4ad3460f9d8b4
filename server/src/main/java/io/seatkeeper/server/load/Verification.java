package io.seatkeeper.server.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The count from the outside: what the fans were told against what the server says at the end.
 *
 * <p>Fans never give back what they have booked, so that every acknowledged booking must still be
 * there, and no object may ever have been acknowledged to two orders.
 */
final class Verification {
  private static final int FAULTS_TOLD = 20;

  private final FinalState state;
  private final Ledger.Snapshot before;
  private final Ledger.Snapshot after;
  private final String run;
  private final Map<String, Map<String, Integer>> bookedByOrder = new HashMap<>();
  private final Set<String> soldTwice = new TreeSet<>();
  private final List<String> faults = new ArrayList<>();
  private long faultCount;
  private long oversold;

  private Verification(
      Ledger.Snapshot before, Ledger.Snapshot after, String run, FinalState state) {
    this.before = before;
    this.after = after;
    this.run = run;
    this.state = state;
  }

  /**
   * What was found.
   *
   * @param sold objects and area places booked at the end, by whomever
   * @param doubleSold objects acknowledged to two orders or owned by two, and people beyond an
   *     area's capacity
   * @param lostAcks acknowledged bookings that are not, or not wholly, there at the end
   * @param faults the first sentences about what is wrong
   * @param faultCount how many there are
   */
  record Verdict(long sold, long doubleSold, long lostAcks, List<String> faults, long faultCount) {
    Verdict {
      faults = List.copyOf(faults);
    }

    boolean ok() {
      return faultCount == 0;
    }
  }

  /**
   * Compares.
   *
   * @param before the orders before the state was read: the acknowledged ones must be in it
   * @param after the orders after it was read: whatever is in it must be among them
   * @param run what the fans' orders begin with
   */
  static Verdict verify(
      Ledger.Snapshot before, Ledger.Snapshot after, String run, FinalState state) {
    return new Verification(before, after, run, state).verdict();
  }

  private Verdict verdict() {
    countOwners();
    countAcknowledged();
    long lostAcks = countLost();
    explainOrders();
    checkAreas();
    if (state.quiet()) {
      compareWithMap();
    }
    long sold =
        state.owned().stream()
            .filter(FinalState.Owned::booked)
            .mapToLong(FinalState.Owned::quantity)
            .sum();
    return new Verdict(sold, soldTwice.size() + oversold, lostAcks, faults, faultCount);
  }

  /** Fills {@code bookedByOrder}; an object with two owners is sold twice. */
  private void countOwners() {
    Set<String> owned = new HashSet<>();
    for (FinalState.Owned each : state.owned()) {
      int object = state.house().indexOf(each.label());
      if (object < 0) {
        fault("the server names an owner of " + each.label() + ", which is not in the chart");
      } else if (!state.house().area(object) && !owned.add(each.label())) {
        soldTwice.add(each.label());
        fault(each.label() + " has two owners at the end");
      }
      if (each.booked()) {
        bookedByOrder
            .computeIfAbsent(each.order(), _ -> new HashMap<>())
            .merge(each.label(), each.quantity(), Integer::sum);
      }
    }
  }

  /** An object acknowledged to two orders is sold twice, an area to too many is oversold. */
  private void countAcknowledged() {
    Map<String, String> orderOf = new HashMap<>();
    Map<String, Long> soldInArea = new HashMap<>();
    for (Ledger.Entry entry : after.acknowledged()) {
      for (Place place : entry.places()) {
        int object = state.house().indexOf(place.label());
        if (object >= 0 && state.house().area(object)) {
          soldInArea.merge(place.label(), (long) place.quantity(), Long::sum);
          continue;
        }
        String other = orderOf.putIfAbsent(place.label(), entry.order());
        if (other != null) {
          soldTwice.add(place.label());
          fault(place.label() + " was acknowledged to " + other + " and to " + entry.order());
        }
      }
    }
    soldInArea.forEach(
        (label, quantity) -> {
          long beyond = quantity - state.house().capacity(state.house().indexOf(label));
          if (beyond > 0) {
            oversold += beyond;
            fault("area " + label + " was acknowledged to " + beyond + " people too many");
          }
        });
  }

  private long countLost() {
    long lost = 0;
    for (Ledger.Entry entry : before.acknowledged()) {
      Map<String, Integer> kept = bookedByOrder.getOrDefault(entry.order(), Map.of());
      for (Place place : entry.places()) {
        if (kept.getOrDefault(place.label(), 0) < place.quantity()) {
          lost++;
          fault("the acknowledged order " + entry.order() + " has lost " + place.label());
          break;
        }
      }
    }
    return lost;
  }

  /** Every booking under a fan's order must be one that was asked for and not refused. */
  private void explainOrders() {
    bookedByOrder.forEach(
        (order, kept) -> {
          if (order.startsWith(run + "-")) {
            explain(order, kept);
          }
        });
  }

  private void explain(String order, Map<String, Integer> kept) {
    Ledger.Entry entry = after.entries().get(order);
    if (entry == null) {
      fault("nobody asked for the order " + order);
      return;
    }
    if (entry.verdict() == Reply.Verdict.FAILED) {
      fault("the order " + order + " was refused and is booked");
      return;
    }
    Map<String, Integer> asked = new HashMap<>();
    entry.places().forEach(place -> asked.merge(place.label(), place.quantity(), Integer::sum));
    // Pages read while the order was carried out may show a part of it.
    Ledger.Entry earlier = before.entries().get(order);
    boolean settled = state.quiet() || (earlier != null && earlier.acknowledged());
    if (settled && !asked.equals(kept)) {
      fault("the order " + order + " asked for " + asked + " and has " + kept);
    }
  }

  private void checkAreas() {
    state
        .map()
        .areas()
        .forEach(
            (object, area) -> {
              String label = state.house().label(object);
              long taken = (long) area.held() + area.booked();
              if (area.capacity() != state.house().capacity(object)) {
                fault("area " + label + " has another capacity than in the chart");
              }
              if (taken > area.capacity()) {
                oversold += taken - area.capacity();
                fault("area " + label + " has more people than its capacity");
              }
            });
  }

  /** Owners and map tell the same story. */
  private void compareWithMap() {
    Map<String, long[]> shares = new HashMap<>();
    for (FinalState.Owned each : state.owned()) {
      shares.computeIfAbsent(each.label(), _ -> new long[2])[each.booked() ? 1 : 0] +=
          each.quantity();
    }
    long[] nothing = new long[2];
    for (int object = 0; object < state.house().objectCount(); object++) {
      String label = state.house().label(object);
      long[] owned = shares.getOrDefault(label, nothing);
      MapView.AreaCount area = state.map().areas().get(object);
      long held = area != null ? area.held() : state.map().isHeld(object) ? 1 : 0;
      long booked = area != null ? area.booked() : state.map().isBooked(object) ? 1 : 0;
      boolean twice = soldTwice.contains(label);
      if (!twice && (owned[0] != held || owned[1] != booked)) {
        fault(
            label
                + (" has " + owned[0] + " held and " + owned[1] + " booked by its owners, but ")
                + (held + " and " + booked + " on the map"));
      }
    }
  }

  private void fault(String sentence) {
    faultCount++;
    if (faults.size() < FAULTS_TOLD) {
      faults.add(sentence);
    }
  }
}
