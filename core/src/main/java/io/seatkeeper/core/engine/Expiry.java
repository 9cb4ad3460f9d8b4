package io.seatkeeper.core.engine;

import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.state.OrderTable;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;

/**
 * Ends what the log's time has ended, before anything else happens: tokens and open orders by
 * deadline (among equals orders by group and reference, then tokens by number, unsigned), each with
 * its objects in the order in which they were held or ordered; then requests that left the window.
 */
final class Expiry {
  private final ShardState state;
  private final Transfers transfers;
  private final OrderTransfers orderTransfers;

  Expiry(ShardState state, Transfers transfers, OrderTransfers orderTransfers) {
    this.state = state;
    this.transfers = transfers;
    this.orderTransfers = orderTransfers;
  }

  void run() {
    TokenTable tokens = state.tokens();
    OrderTable orders = state.orders();
    long now = state.logMillis();
    while (tokens.firstDeadline() <= now || orders.firstDeadline() <= now) {
      if (orders.firstDeadline() <= tokens.firstDeadline()) {
        orderTransfers.expireFirst();
      } else {
        transfers.releaseAll(tokens.firstToEnd(), Reason.EXPIRED);
        tokens.forgetFirst();
      }
    }
    state.requests().forgetUntil(state.logMillis() - state.requestWindowMillis());
  }
}
