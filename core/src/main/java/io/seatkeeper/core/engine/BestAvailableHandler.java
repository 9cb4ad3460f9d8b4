package io.seatkeeper.core.engine;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the best places there are for a token. */
final class BestAvailableHandler implements Handler<HoldBestAvailable> {
  private final SelectionCheck selectionCheck;
  private final LeaseCheck leaseCheck;
  private final SaleGate saleGate;
  private final HoldHandler holdHandler;
  private List<Selection> chosen = List.of();

  BestAvailableHandler(
      SelectionCheck selectionCheck,
      LeaseCheck leaseCheck,
      SaleGate saleGate,
      HoldHandler holdHandler) {
    this.selectionCheck = selectionCheck;
    this.leaseCheck = leaseCheck;
    this.saleGate = saleGate;
    this.holdHandler = holdHandler;
  }

  @Override
  public @Nullable Outcome check(HoldBestAvailable command) {
    Refused refused = LeaseCheck.shape(command.lease());
    if (refused == null && (command.count() < 1 || command.count() > Limits.BEST_AVAILABLE_COUNT)) {
      refused = new Refused(Rejection.MALFORMED_COMMAND, "count");
    }
    if (refused == null) {
      refused = selectionCheck.event(command.event(), leaseCheck.workspace(command.lease()));
    }
    if (refused == null) {
      refused = saleGate.open(selectionCheck.event(command.event()), command.access().caller());
    }
    if (refused == null) {
      refused = filters(command, selectionCheck.event(command.event()).venue());
    }
    if (refused == null) {
      List<Selection> nothingYet = List.of(Selection.of(command.event()));
      refused = holdHandler.token(command.lease(), nothingYet);
    }
    if (refused != null) {
      return refused;
    }
    EventState event = selectionCheck.event(command.event());
    Selection found =
        BestAvailable.choose(
            event.chart().seatIndex(),
            new Places(event, saleGate.reach(event, command.access())),
            command);
    if (found == null) {
      return new Refused(Rejection.NO_BEST_AVAILABLE, Integer.toString(command.count()));
    }
    chosen = List.of(found);
    return holdHandler.limits(command.lease(), chosen);
  }

  @Override
  public Outcome carryOut(HoldBestAvailable command) {
    return holdHandler.hold(command.lease(), chosen, command.access());
  }

  /** The event as the caller may take from it. */
  private record Places(EventState event, Reach reach) implements BestAvailable.OpenPlaces {
    @Override
    public long[] openSeats() {
      long[] open = event.objects().openSeats();
      return reach.general() ? open : both(open, event.objects().channelled());
    }

    @Override
    public long[] channelled() {
      return event.objects().channelled();
    }

    @Override
    public boolean mayTakeChannelOf(int object) {
      return Access.admits(reach, event, object);
    }

    @Override
    public boolean areaHasRoom(int object, int people) {
      return event.objects().isOpen(object)
          && Access.room(reach, event, event.area(object)) >= people;
    }

    private static long[] both(long[] some, long[] others) {
      long[] both = some.clone();
      for (int at = 0; at < both.length; at++) {
        both[at] &= others[at];
      }
      return both;
    }
  }

  private static @Nullable Refused filters(HoldBestAvailable command, Venue venue) {
    for (String category : command.categories()) {
      if (venue.categoryIndexOf(category) < 0) {
        return new Refused(Rejection.CATEGORY_UNKNOWN, category);
      }
    }
    if (command.section() != null && venue.sectionIndexOf(command.section()) < 0) {
      return new Refused(Rejection.SECTION_UNKNOWN, command.section());
    }
    return command.zone() != null && !venue.hasZone(command.zone())
        ? new Refused(Rejection.ZONE_UNKNOWN, command.zone())
        : null;
  }
}
