package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.state.EventOrigin;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;

/** Tells which placement group a command is about, so that its answer can leave with the group. */
final class RequestGroups {
  private final ShardState state;

  RequestGroups(ShardState state) {
    this.state = state;
  }

  /**
   * The group of a command that is about to be carried out; empty for none. Ending or extending a
   * token is about the group of what it has held for longest.
   */
  String of(Command command) {
    if (command instanceof CreateEvent create) {
      return EventOrigin.groupOf(create.key());
    }
    if (command instanceof EndToken end) {
      return ofToken(end.lease().token());
    }
    if (command instanceof ExtendToken extend) {
      return ofToken(extend.token());
    }
    int event = Fence.firstEventOf(command);
    return event == Fence.NO_EVENT ? "" : ofEvent(event);
  }

  private String ofToken(long token) {
    TokenTable tokens = state.tokens();
    int slot = tokens.slotOf(token);
    return slot == TokenTable.UNKNOWN || tokens.holdings(slot) == 0
        ? ""
        : ofEvent(tokens.event(slot, 0));
  }

  private String ofEvent(int number) {
    EventState event = state.event(number);
    return event == null ? "" : event.group();
  }
}
