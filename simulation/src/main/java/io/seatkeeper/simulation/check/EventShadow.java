package io.seatkeeper.simulation.check;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An event as somebody knows it who only ever heard of its changes. */
final class EventShadow {
  final int event;
  final Venue venue;
  long version;
  private final ObjectShadow[] objects;

  /** Who has an area's people: a token or an order. */
  private record Owner(long token, String order) implements Comparable<Owner> {
    @Override
    public int compareTo(Owner other) {
      int byToken = Long.compare(token, other.token);
      return byToken != 0 ? byToken : order.compareTo(other.order);
    }
  }

  /** One object: what the last change said of it. */
  private static final class ObjectShadow {
    String status = "free";
    boolean forSale = true;
    boolean blocked;
    long token;
    String order = "";
    int areaHeld;
    int areaBooked;
    final Map<Owner, Integer> owners = new TreeMap<>();
  }

  EventShadow(int event, Venue venue) {
    this.event = event;
    this.venue = venue;
    this.objects = new ObjectShadow[venue.objectCount()];
    for (int object = 0; object < objects.length; object++) {
      objects[object] = new ObjectShadow();
    }
  }

  private boolean isArea(int object) {
    return venue.object(object).kind() == ObjectKind.AREA;
  }

  /** Follows a change; adds to {@code faults} what cannot be. */
  void follow(ObjectChanged change, List<String> faults) {
    ObjectShadow object = objects[change.object()];
    if (!object.status.equals(change.previousStatus())) {
      faults.add("it was " + object.status + " before " + change);
    }
    if (isArea(change.object())) {
      followPeople(object, change);
    } else {
      followStatus(object, change, faults);
    }
    object.status = change.status();
    object.forSale = change.forSale();
    object.blocked = change.blocked();
    object.areaHeld = change.areaHeld();
    object.areaBooked = change.areaBooked();
  }

  private static void followStatus(ObjectShadow object, ObjectChanged change, List<String> faults) {
    switch (change.reason()) {
      case HELD -> {
        expect(object.status.equals("free"), "held though not free", change, faults);
        expect(change.status().equals("held"), "not held afterwards", change, faults);
        object.token = change.token();
        object.order = "";
      }
      case BOOKED -> {
        boolean own = object.status.equals("held") && object.token == change.token();
        boolean free = object.status.equals("free") && change.token() == 0;
        expect(own || free, "booked though somebody else had it", change, faults);
        expect(change.status().equals("booked"), "not booked afterwards", change, faults);
        object.token = 0;
        object.order = change.order();
      }
      case RELEASED, EXPIRED, STATUS_CHANGED -> {
        expect(object.token == change.token(), "another token lost it", change, faults);
        expect(object.order.equals(change.order()), "another order lost it", change, faults);
        object.token = 0;
        object.order = "";
      }
      case UPDATED -> expect(object.status.equals(change.status()), "moved", change, faults);
    }
  }

  private static void followPeople(ObjectShadow area, ObjectChanged change) {
    Owner token = new Owner(change.token(), "");
    Owner order = new Owner(0, change.order());
    switch (change.reason()) {
      case HELD -> move(area, token, change.quantity());
      case BOOKED -> {
        if (change.token() != 0) {
          move(area, token, -change.quantity());
        }
        move(area, order, change.quantity());
      }
      case RELEASED, EXPIRED -> move(area, change.token() != 0 ? token : order, -change.quantity());
      case STATUS_CHANGED, UPDATED -> {
        // Nobody comes or goes.
      }
    }
  }

  private static void move(ObjectShadow area, Owner owner, int quantity) {
    area.owners.merge(owner, quantity, Integer::sum);
    area.owners.values().removeIf(left -> left == 0);
  }

  private static void expect(
      boolean holds, String fault, ObjectChanged change, List<String> faults) {
    if (!holds) {
      faults.add(fault + ": " + change);
    }
  }

  /** Adds to {@code faults} where the view differs from what the changes said. */
  void compare(EventView view, List<String> faults) {
    if (view.version() != version) {
      faults.add("event " + event + " has version " + view.version() + ", changes " + version);
    }
    for (int index = 0; index < objects.length; index++) {
      ObjectShadow object = objects[index];
      boolean same =
          object.status.equals(view.statusName(view.statusCode(index)))
              && object.forSale == view.forSale(index)
              && object.blocked == !view.blockReason(index).isEmpty()
              && object.token == view.token(index)
              && object.order.equals(view.order(index))
              && object.areaHeld == view.areaHeld(index)
              && object.areaBooked == view.areaBooked(index);
      if (!same || (isArea(index) && !owners(view.areaShares(index)).equals(object.owners))) {
        faults.add(
            "event %d object %d is not what its changes said (%s, token %d, order '%s', %s)"
                .formatted(event, index, object.status, object.token, object.order, object.owners));
      }
    }
  }

  private static Map<Owner, Integer> owners(List<AreaShareView> shares) {
    Map<Owner, Integer> owners = new LinkedHashMap<>();
    for (AreaShareView share : shares) {
      owners.merge(new Owner(share.token(), share.order()), share.quantity(), Integer::sum);
    }
    return owners;
  }
}
