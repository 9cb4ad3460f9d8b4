package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.CatalogueCommand;
import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.GroupCommand;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.PlacementCommand;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Command.ShardCommand;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.InvariantBrokenException;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardState;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Stops the sales of events whose state broke, so that one poisoned event cannot stop every replica
 * at the same command for ever. What the command had changed until then stays for whoever examines
 * it; readers, told of the fence, read the event anew.
 */
final class Fence {
  /** No event has this number. */
  static final int NO_EVENT = 0;

  private final ShardState state;
  private final ChangeLog changes;

  Fence(ShardState state, ChangeLog changes) {
    this.state = state;
    this.changes = changes;
  }

  /**
   * Fences every event a command names.
   *
   * @throws RuntimeException {@code broken} itself, when the command names no event
   */
  Outcome fence(Command command, RuntimeException broken) {
    String first = "";
    for (int number : eventsNamedBy(command)) {
      EventState event = state.event(number);
      if (event != null) {
        first = first.isEmpty() ? event.key() : first;
        fence(event, broken);
      }
    }
    if (first.isEmpty()) {
      throw broken;
    }
    return new Refused(Rejection.EVENT_FENCED, first);
  }

  /** Fences one event. */
  void fence(EventState event, RuntimeException broken) {
    if (!event.isFenced()) {
      event.fence();
      changes.event(event, EventFact.FENCED, invariant(broken));
    }
    state.rehash();
  }

  /** The same text on every replica: no message of the platform's is in it. */
  private static String invariant(RuntimeException broken) {
    return broken instanceof InvariantBrokenException named
        ? named.invariant()
        : "no unexpected " + broken.getClass().getSimpleName();
  }

  /** The first event a command names; {@link #NO_EVENT} when it names none. */
  static int firstEventOf(Command command) {
    return switch (command) {
      case HoldObjects hold -> hold.selections().getFirst().event();
      case BookObjects book -> book.selections().getFirst().event();
      case ReleaseObjects release -> release.selections().getFirst().event();
      case ChangeObjectStatus change -> change.selections().getFirst().event();
      default -> {
        int[] events = eventsOf(command);
        yield events.length == 0 ? NO_EVENT : events[0];
      }
    };
  }

  private int[] eventsNamedBy(Command command) {
    if (command instanceof OrderCommand step) {
      EventState event = state.event(step.event());
      OrderView order = event == null ? null : state.orders().find(event.group(), step.order());
      if (order != null) {
        return order.events().stream().mapToInt(Integer::intValue).toArray();
      }
    }
    return eventsOf(command);
  }

  private static int[] eventsOf(Command command) {
    return switch (command) {
      case HoldObjects hold -> eventsOf(hold.selections());
      case BookObjects book -> eventsOf(book.selections());
      case ReleaseObjects release -> eventsOf(release.selections());
      case ChangeObjectStatus change -> eventsOf(change.selections());
      case HoldBestAvailable best -> new int[] {best.event()};
      case UpdateEvent update -> new int[] {update.event()};
      case UpdateObjects update -> new int[] {update.event()};
      case DeleteEvent delete -> new int[] {delete.event()};
      case CreateEvent create -> new int[0];
      case EndToken end -> new int[0];
      case ExtendToken extend -> new int[0];
      case SetPrices prices -> new int[] {prices.event()};
      case ScheduleSale schedule -> new int[] {schedule.event()};
      case SetSaleState sale -> new int[] {sale.event()};
      case OpenOrder open ->
          IntStream.concat(
                  IntStream.of(open.event()), open.items().stream().mapToInt(OrderItem::event))
              .distinct()
              .toArray();
      case OrderCommand order -> new int[] {order.event()};
      case PlacementCommand placement -> new int[0];
      case GroupCommand group -> new int[0];
      case CatalogueCommand catalogue -> new int[0];
      case ShardCommand shard -> new int[0];
    };
  }

  private static int[] eventsOf(List<Selection> selections) {
    return selections.stream().mapToInt(Selection::event).distinct().toArray();
  }
}
