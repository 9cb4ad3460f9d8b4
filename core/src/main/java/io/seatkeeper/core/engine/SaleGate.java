package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.ShardState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets buyers take what is on sale to them, and the organiser everything.
 *
 * <p>Before the general opening a code opens its window's channel and nothing else; from then on it
 * opens it besides what everybody may take.
 */
final class SaleGate {
  private final ShardState state;

  SaleGate(ShardState state) {
    this.state = state;
  }

  /** Every selected event is on sale to the caller. */
  @Nullable Refused open(List<Selection> selections, SelectionCheck checked, Caller caller) {
    Refused refused = null;
    for (int at = 0; refused == null && at < selections.size(); at++) {
      refused = open(checked.event(selections.get(at)), caller);
    }
    return refused;
  }

  /** An event is on sale to the caller. */
  @Nullable Refused open(EventState event, Caller caller) {
    if (!(caller instanceof Caller.Buyer buyer)) {
      return null;
    }
    Rejection rejection =
        switch (event.sale().state()) {
          case ON_SALE -> null;
          case DRAFT -> Rejection.NOT_ON_SALE_YET;
          case SCHEDULED -> presale(event, buyer);
          case PAUSED -> Rejection.SALE_PAUSED;
          case CLOSED -> Rejection.SALE_CLOSED;
        };
    return rejection == null ? null : new Refused(rejection, event.key());
  }

  /** What of an event that is on sale to the caller the caller may take. */
  Reach reach(EventState event, ChannelAccess access) {
    if (!(access.caller() instanceof Caller.Buyer buyer)) {
      return Reach.of(access);
    }
    boolean onSale = event.sale().state() == SaleState.ON_SALE;
    if (onSale && (buyer.codeHash().isEmpty() || event.sale().schedule().presales().isEmpty())) {
      return Reach.of(access);
    }
    boolean general = onSale;
    List<String> channels = onSale ? new ArrayList<>(access.channels()) : new ArrayList<>();
    for (PresaleWindow window : event.sale().schedule().presales()) {
      if (isOpen(window) && window.codeHash().equals(buyer.codeHash())) {
        general |= window.channel().isEmpty();
        channels.add(window.channel());
      }
    }
    return new Reach(general, onSale && access.everyChannel(), channels);
  }

  private @Nullable Rejection presale(EventState event, Caller.Buyer buyer) {
    boolean running = false;
    for (PresaleWindow window : event.sale().schedule().presales()) {
      if (isOpen(window)) {
        if (window.codeHash().equals(buyer.codeHash())) {
          return null;
        }
        running = true;
      }
    }
    return running ? Rejection.PRESALE_CODE_NEEDED : Rejection.NOT_ON_SALE_YET;
  }

  private boolean isOpen(PresaleWindow window) {
    return window.fromWallMillis() <= state.wallMillis()
        && state.wallMillis() < window.untilWallMillis();
  }
}
