package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.PricesSet;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.SaleScheduled;
import io.seatkeeper.core.outcome.Outcome.SaleStateSet;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventSale;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.ShardState;
import org.jspecify.annotations.Nullable;

/** Sets what an event's tickets cost and when it is on sale. */
final class SaleHandler {
  private final ShardState state;
  private final ChangeLog changes;
  private final SelectionCheck selectionCheck;

  SaleHandler(ShardState state, ChangeLog changes, SelectionCheck selectionCheck) {
    this.state = state;
    this.changes = changes;
    this.selectionCheck = selectionCheck;
  }

  /** Replaces an event's prices. */
  final class Price implements Handler<SetPrices> {
    @Override
    public @Nullable Outcome check(SetPrices command) {
      Refused refused = event(command.event());
      if (refused != null) {
        return refused;
      }
      EventState event = selectionCheck.event(command.event());
      String fault = PriceCheck.fault(command.prices(), event.venue());
      if (fault != null) {
        return new Refused(Rejection.PRICES_NOT_POSSIBLE, fault);
      }
      return command.prices().equals(event.prices()) ? new PricesSet(event.number()) : null;
    }

    @Override
    public Outcome carryOut(SetPrices command) {
      EventState event = selectionCheck.event(command.event());
      event.setPrices(command.prices());
      changes.event(event, EventFact.PRICED, event.key());
      return new PricesSet(event.number());
    }
  }

  /** Announces an event's sale; one that was opened already gets other presales at most. */
  final class Schedule implements Handler<ScheduleSale> {
    @Override
    public @Nullable Outcome check(ScheduleSale command) {
      Refused refused = event(command.event());
      if (refused != null) {
        return refused;
      }
      String fault = ScheduleCheck.fault(command.schedule());
      if (fault != null) {
        return new Refused(Rejection.SCHEDULE_NOT_POSSIBLE, fault);
      }
      EventSale sale = selectionCheck.event(command.event()).sale();
      boolean tooLate = sale.opened() && command.schedule().onSaleWallMillis() > state.wallMillis();
      if (sale.state() == SaleState.CLOSED || tooLate) {
        return new Refused(Rejection.SALE_STEP_NOT_POSSIBLE, sale.state().name());
      }
      EventSale scheduled = scheduled(sale, command);
      return scheduled.equals(sale) ? new SaleScheduled(command.event(), sale.state()) : null;
    }

    @Override
    public Outcome carryOut(ScheduleSale command) {
      EventState event = selectionCheck.event(command.event());
      change(event, scheduled(event.sale(), command));
      return new SaleScheduled(command.event(), event.sale().state());
    }

    private static EventSale scheduled(EventSale sale, ScheduleSale command) {
      SaleState next = sale.state() == SaleState.DRAFT ? SaleState.SCHEDULED : sale.state();
      return new EventSale(next, sale.opened(), command.schedule());
    }
  }

  /** Takes an event's sale from one state to the next. */
  final class Turn implements Handler<SetSaleState> {
    @Override
    public @Nullable Outcome check(SetSaleState command) {
      Refused refused = event(command.event());
      if (refused != null) {
        return refused;
      }
      EventSale sale = selectionCheck.event(command.event()).sale();
      if (sale.state() == command.state()) {
        return new SaleStateSet(command.event(), sale.state());
      }
      return follows(sale, command.state())
          ? null
          : new Refused(Rejection.SALE_STEP_NOT_POSSIBLE, sale.state().name());
    }

    @Override
    public Outcome carryOut(SetSaleState command) {
      EventState event = selectionCheck.event(command.event());
      boolean takenBack = command.state() == SaleState.DRAFT;
      change(event, takenBack ? EventSale.DRAFT : event.sale().in(command.state()));
      return new SaleStateSet(command.event(), command.state());
    }

    private static boolean follows(EventSale from, SaleState to) {
      SaleState now = from.state();
      return switch (to) {
        case DRAFT -> now == SaleState.SCHEDULED;
        case SCHEDULED -> now == SaleState.PAUSED && !from.opened();
        case ON_SALE -> now != SaleState.CLOSED;
        case PAUSED -> now == SaleState.SCHEDULED || now == SaleState.ON_SALE;
        case CLOSED -> true;
      };
    }
  }

  /** Opens the sales whose announced time has come. */
  void openWhatIsDue() {
    while (state.nextOpeningWallMillis() <= state.wallMillis()) {
      EventState event = state.nextToOpen();
      state.setSale(event, event.sale().in(SaleState.ON_SALE));
      changes.event(event, EventFact.SALE_OPENED, event.key());
    }
  }

  private void change(EventState event, EventSale sale) {
    state.setSale(event, sale);
    changes.event(event, EventFact.SALE_CHANGED, sale.state().name());
  }

  private @Nullable Refused event(int number) {
    Refused refused = selectionCheck.behaviour(SeatEngine.SELLING_BEHAVIOUR);
    return refused == null ? selectionCheck.event(number, null) : refused;
  }
}
