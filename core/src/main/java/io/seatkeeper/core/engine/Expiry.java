package io.seatkeeper.core.engine;

import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.state.ShardState;
import io.seatkeeper.core.state.TokenTable;

/**
 * Ends what the log's time has ended, before anything else happens: tokens by deadline (by number,
 * unsigned, among equals), each with its objects in the order in which they were held, then
 * requests that left the window.
 */
final class Expiry {
  private final ShardState state;
  private final Transfers transfers;

  Expiry(ShardState state, Transfers transfers) {
    this.state = state;
    this.transfers = transfers;
  }

  void run() {
    TokenTable tokens = state.tokens();
    while (tokens.firstDeadline() <= state.logMillis()) {
      transfers.releaseAll(tokens.firstToEnd(), Reason.EXPIRED);
      tokens.forgetFirst();
    }
    state.requests().forgetUntil(state.logMillis() - state.requestWindowMillis());
  }
}
