package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.TokenExtended;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;
import io.seatkeeper.core.state.TokenUse;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens later deadlines, as often and as late as every event allows in which they hold
 * something.
 */
final class ExtendTokenHandler implements Handler<ExtendToken> {
  private final ShardState state;
  private final TokenTable tokens;
  private final SelectionCheck selectionCheck;

  ExtendTokenHandler(ShardState state, SelectionCheck selectionCheck) {
    this.state = state;
    this.tokens = state.tokens();
    this.selectionCheck = selectionCheck;
  }

  @Override
  public @Nullable Outcome check(ExtendToken command) {
    Refused refused = selectionCheck.behaviour(SeatEngine.SELLING_BEHAVIOUR);
    if (refused != null) {
      return refused;
    }
    if (command.token() == 0) {
      return new Refused(Rejection.MALFORMED_COMMAND, "token");
    }
    String parkedIn = state.groups().parkedIn(command.token());
    if (parkedIn != null) {
      return new Refused(Rejection.GROUP_FROZEN, parkedIn);
    }
    int slot = tokens.slotOf(command.token());
    if (slot == TokenTable.UNKNOWN || tokens.isEnded(slot)) {
      return new Refused(Rejection.TOKEN_EXPIRED, "");
    }
    long deadline = tokens.deadline(slot);
    if (command.deadlineLogMillis() <= deadline) {
      return new TokenExtended(command.token(), deadline);
    }
    for (int at = 0; refused == null && at < tokens.holdings(slot); at++) {
      refused = allowedBy(selectionCheck.event(tokens.event(slot, at)), command, slot);
    }
    return refused == null && tokens.holdings(slot) == 0
        ? within(EventSettings.DEFAULT, command, slot, "")
        : refused;
  }

  @Override
  public Outcome carryOut(ExtendToken command) {
    int slot = tokens.slotOf(command.token());
    TokenUse use = tokens.use(slot);
    long more = command.deadlineLogMillis() - tokens.deadline(slot);
    tokens.prolong(
        slot,
        command.deadlineLogMillis(),
        new TokenUse(use.extensions() + 1, use.extendedMillis() + more, use.orders()));
    return new TokenExtended(command.token(), command.deadlineLogMillis());
  }

  private @Nullable Refused allowedBy(EventState event, ExtendToken command, int slot) {
    return within(event.settings(), command, slot, event.key());
  }

  private @Nullable Refused within(
      EventSettings settings, ExtendToken command, int slot, String event) {
    TokenUse use = tokens.use(slot);
    if (command.deadlineLogMillis() - state.logMillis() > settings.maxHoldMillis()) {
      return new Refused(Rejection.TOKEN_LEASE_TOO_LONG, event);
    }
    if (use.extensions() >= settings.maxExtensions()) {
      return new Refused(
          Rejection.TOKEN_EXTENSIONS_USED_UP, Integer.toString(settings.maxExtensions()));
    }
    long more = command.deadlineLogMillis() - tokens.deadline(slot);
    return more > settings.maxExtendedMillis() - use.extendedMillis()
        ? new Refused(Rejection.TOKEN_LIFE_USED_UP, Long.toString(settings.maxExtendedMillis()))
        : null;
  }
}
