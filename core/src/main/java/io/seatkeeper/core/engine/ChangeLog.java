package io.seatkeeper.core.engine;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.OrderChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.OrderView;
import java.util.ArrayList;
import java.util.List;

/** The changes of the command being applied; writing one raises its event's version. */
final class ChangeLog {
  private List<Change> changes = new ArrayList<>();

  /** Tells what became of an object that was changed just now. */
  void object(
      EventState event,
      int object,
      Reason reason,
      int previousStatus,
      int quantity,
      long token,
      String order) {
    boolean area = event.objects().isArea(object);
    changes.add(
        new ObjectChanged(
            event.number(),
            event.nextVersion(),
            object,
            reason,
            event.statuses().name(area ? EventView.FREE : previousStatus),
            event.statuses().name(event.objects().status(object)),
            event.objects().isForSale(object),
            event.objects().isBlocked(object),
            quantity,
            area ? event.area(object).held() : 0,
            area ? event.area(object).booked() : 0,
            token,
            order));
  }

  void event(EventState event, EventFact fact, String detail) {
    changes.add(new EventChanged(event.number(), event.nextVersion(), fact, detail));
  }

  /** Tells that an order has a new state. */
  void order(EventState event, OrderView order) {
    changes.add(
        new OrderChanged(
            event.number(), event.nextVersion(), order.reference(), order.state(), order.total()));
  }

  /** The changes since the last call. */
  List<Change> take() {
    if (changes.isEmpty()) {
      return List.of();
    }
    List<Change> taken = changes;
    changes = new ArrayList<>();
    return taken;
  }
}
