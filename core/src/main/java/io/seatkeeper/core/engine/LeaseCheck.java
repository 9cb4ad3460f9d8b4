package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventState;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token must be and may take. Of a token the shard knows, its own record counts, not what
 * the lease says.
 */
final class LeaseCheck {
  private final ShardState state;
  private final TokenTable tokens;

  LeaseCheck(ShardState state) {
    this.state = state;
    this.tokens = state.tokens();
  }

  static @Nullable Refused shape(TokenLease lease) {
    return lease.token() == 0 ? new Refused(Rejection.MALFORMED_COMMAND, "token") : null;
  }

  String workspace(TokenLease lease) {
    int slot = tokens.slotOf(lease.token());
    return slot == TokenTable.UNKNOWN ? lease.workspace() : tokens.workspace(slot);
  }

  /** When the token ends, in log time. */
  long deadline(TokenLease lease) {
    int slot = tokens.slotOf(lease.token());
    return slot == TokenTable.UNKNOWN ? lease.deadlineLogMillis() : tokens.deadline(slot);
  }

  /** The token has not ended. */
  @Nullable Refused alive(TokenLease lease) {
    int slot = tokens.slotOf(lease.token());
    boolean ended = slot != TokenTable.UNKNOWN && tokens.isEnded(slot);
    return ended || deadline(lease) <= state.logMillis()
        ? new Refused(Rejection.TOKEN_EXPIRED, "")
        : null;
  }

  /** An event accepts a lease of this length. */
  @Nullable Refused acceptedBy(EventState event, TokenLease lease) {
    return deadline(lease) - state.logMillis() > event.settings().maxHoldMillis()
        ? new Refused(Rejection.TOKEN_LEASE_TOO_LONG, event.key())
        : null;
  }

  /** A frozen group of which the token holds something; null when there is none. */
  @Nullable String parkedIn(TokenLease lease) {
    return state.groups().parkedIn(lease.token());
  }

  /** The token has no open order. */
  @Nullable Refused noOpenOrder(TokenLease lease) {
    List<OrderView> open = state.orders().openOf(lease.token());
    return open.isEmpty()
        ? null
        : new Refused(Rejection.ORDER_STILL_OPEN, open.getFirst().reference());
  }

  /** The shard knows the token or has room to learn it. */
  @Nullable Refused room(TokenLease lease) {
    return tokens.slotOf(lease.token()) == TokenTable.UNKNOWN
            && tokens.size() + state.groups().parkedTokens() >= TokenTable.CAPACITY
        ? new Refused(Rejection.TOO_MUCH_STATE, "hold tokens")
        : null;
  }

  /** The token may hold so many more people in an event. */
  @Nullable Refused withinToken(EventState event, TokenLease lease, long people) {
    int slot = tokens.slotOf(lease.token());
    long held = slot == TokenTable.UNKNOWN ? 0 : tokens.peopleIn(slot, event.number());
    int most = event.settings().objectsPerToken();
    return held + people > most
        ? new Refused(Rejection.TOKEN_HOLDS_TOO_MUCH, Integer.toString(most))
        : null;
  }

  /** The token's buyer may take so many more people of an event. */
  @Nullable Refused withinLimit(EventState event, TokenLease lease, long people) {
    int slot = tokens.slotOf(lease.token());
    return withinLimit(
        event, slot == TokenTable.UNKNOWN ? lease.buyer() : tokens.buyer(slot), people);
  }

  /** A buyer may take so many more people of an event. */
  @Nullable Refused withinLimit(EventState event, String buyer, long people) {
    int most = event.settings().purchaseLimit();
    return most > 0 && !buyer.isEmpty() && event.peopleOf(buyer) + people > most
        ? new Refused(Rejection.PURCHASE_LIMIT_EXCEEDED, Integer.toString(most))
        : null;
  }

  /** The slot of the token, which is learned now when the shard does not know it. */
  int learn(TokenLease lease) {
    int slot = tokens.slotOf(lease.token());
    return slot == TokenTable.UNKNOWN
        ? tokens.learn(lease.token(), lease.workspace(), lease.buyer(), lease.deadlineLogMillis())
        : slot;
  }
}
