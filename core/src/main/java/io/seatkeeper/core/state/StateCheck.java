package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.command.GroupState;
import org.agrona.collections.Object2IntHashMap;

/**
 * Holds what an event counts and caches against what its objects, areas and tokens say; a walk over
 * everything, for tests, simulations and restored snapshots.
 */
final class StateCheck {
  private final ShardState state;

  StateCheck(ShardState state) {
    this.state = state;
  }

  /**
   * Checks all events that are not fenced.
   *
   * @throws InvariantBrokenException naming the first invariant that does not hold
   */
  void run() {
    checkGroups();
    new OrderCheck(state).run();
    for (EventState event : state.events()) {
      if (!event.isFenced()) {
        check(event);
      }
    }
    TokenTable tokens = state.tokens();
    tokens.forEach(
        slot -> {
          int[] holdings = tokens.copyHoldings(slot);
          checkHoldings(tokens.token(slot), holdings, false);
        });
  }

  /** Who holds what: the tokens' list, or for a frozen event what is parked of its group. */
  private interface Holders {
    /** The buyer of a token that is listed as holding these people of an object. */
    String buyer(long token, int event, int object, int people);
  }

  private void checkGroups() {
    int frozen = 0;
    int parked = 0;
    for (GroupImage group : state.groups().images()) {
      if (group.state() == GroupState.FROZEN) {
        frozen += state.moves().events(group.group()).size();
        parked += group.parked().size();
        long before = 0;
        for (ParkedToken token : group.parked()) {
          require(Long.compareUnsigned(before, token.token()) < 0, "parked tokens are in order");
          before = token.token();
          require(token.remainingMillis() > 0, "parked tokens have time left");
          checkHoldings(token.token(), token.holdings(), true);
        }
      }
      for (int event : group.movedEvents()) {
        require(state.event(event) == null, "events that left are not here");
        require(group.group().equals(state.groups().movedWith(event)), "events that left");
      }
    }
    require(parked == state.groups().parkedTokens(), "parked tokens are counted");
    for (EventState event : state.events()) {
      boolean stopped = state.groups().group(event.group()).state() == GroupState.FROZEN;
      require(event.isFrozen() == stopped, "events are frozen with their group");
      frozen -= event.isFrozen() ? 1 : 0;
    }
    require(frozen == 0, "groups have their events");
  }

  private Holders holdersOf(EventState event) {
    if (!event.isFrozen()) {
      TokenTable tokens = state.tokens();
      return (token, number, object, people) -> {
        int slot = tokens.slotOf(token);
        require(slot != TokenTable.UNKNOWN, "held objects have a token");
        require(tokens.holds(slot, number, object, people), "token's list");
        return tokens.buyer(slot);
      };
    }
    GroupImage group = state.groups().group(event.group());
    return (token, number, object, people) -> {
      ParkedToken parked = group.parkedOf(token);
      if (parked == null) {
        throw new InvariantBrokenException("held objects have a token");
      }
      boolean listed = false;
      int[] held = parked.holdings();
      for (int at = 0; at < held.length; at += 3) {
        listed |= held[at] == number && held[at + 1] == object && held[at + 2] == people;
      }
      require(listed, "token's list");
      return parked.buyer();
    };
  }

  private void check(EventState event) {
    ObjectTable objects = event.objects();
    Holders holders = holdersOf(event);
    Object2IntHashMap<String> orders = new Object2IntHashMap<>(0);
    Object2IntHashMap<String> buyers = new Object2IntHashMap<>(0);
    int[] statuses = new int[EventView.BOOKED + 1 + EventState.HIGHEST_STATUS];
    for (int object = 0; object < objects.size(); object++) {
      boolean seat = event.venue().object(object).kind() == ObjectKind.SEAT;
      require(bit(objects.openSeats(), object) == (seat && objects.isOpen(object)), "open seats");
      require(bit(objects.channelled(), object) == (objects.channel(object) != 0), "channels");
      require(objects.isBlocked(object) != event.blockReason(object).isEmpty(), "block reasons");
      if (objects.isArea(object)) {
        countArea(event, object, holders, orders, buyers);
      } else {
        statuses[objects.status(object)]++;
        countObject(event, object, holders, orders, buyers);
      }
    }
    for (int status = 0; status <= EventState.HIGHEST_STATUS; status++) {
      require(statuses[status] == objects.count(status), "status counts");
    }
    require(event.orders().sameCounts(orders), "order counts");
    require(event.buyers().sameCounts(buyers), "buyer counts");
  }

  private void countObject(
      EventState event,
      int object,
      Holders holders,
      Object2IntHashMap<String> orders,
      Object2IntHashMap<String> buyers) {
    int people = event.people(object);
    long owner = event.objects().owner(object);
    switch (event.objects().status(object)) {
      case EventView.HELD -> {
        count(buyers, holders.buyer(owner, event.number(), object, people), people);
      }
      case EventView.BOOKED -> {
        count(orders, event.orders().name(ObjectTable.orderOf(owner)), people);
        count(buyers, event.buyers().name(ObjectTable.buyerOf(owner)), people);
      }
      default -> require(owner == 0, "only held and booked objects have owners");
    }
  }

  private void countArea(
      EventState event,
      int object,
      Holders holders,
      Object2IntHashMap<String> orders,
      Object2IntHashMap<String> buyers) {
    AreaState area = event.area(object);
    require(area.addsUp(), "area shares");
    area.forEachHold(
        (token, quantity) ->
            count(buyers, holders.buyer(token, event.number(), object, quantity), quantity));
    area.forEachBooking(
        (order, buyer, quantity) -> {
          count(orders, event.orders().name(order), quantity);
          count(buyers, event.buyers().name(buyer), quantity);
        });
  }

  private void checkHoldings(long token, int[] holdings, boolean parked) {
    for (int at = 0; at < holdings.length; at += 3) {
      EventState event = state.event(holdings[at]);
      if (event == null) {
        throw new InvariantBrokenException("tokens hold in events that exist");
      }
      require(event.isFrozen() == parked, "only what is held of frozen events is parked");
      if (!event.isFenced()) {
        int object = holdings[at + 1];
        int people = holdings[at + 2];
        boolean held =
            event.objects().isArea(object)
                ? event.area(object).heldBy(token) == people
                : event.tokenOf(object) == token;
        require(held && people > 0, "tokens hold what they list");
      }
    }
  }

  private static void count(Object2IntHashMap<String> counts, String name, int people) {
    if (!name.isEmpty()) {
      counts.put(name, counts.getValue(name) + people);
    }
  }

  private static boolean bit(long[] bits, int object) {
    return (bits[object >>> 6] >>> object & 1) != 0;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new InvariantBrokenException(what);
    }
  }
}
