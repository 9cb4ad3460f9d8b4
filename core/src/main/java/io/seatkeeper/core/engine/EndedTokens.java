package io.seatkeeper.core.engine;

import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.state.TokenTable;

/**
 * Takes from tokens that were ended what came back to them since: out of a frozen group, or with a
 * group from another shard.
 */
final class EndedTokens {
  private final TokenTable tokens;
  private final Transfers transfers;

  EndedTokens(TokenTable tokens, Transfers transfers) {
    this.tokens = tokens;
    this.transfers = transfers;
  }

  /** Frees what those of the tokens hold that were ended; they must all be known. */
  void release(long[] cameBack) {
    for (long token : cameBack) {
      int slot = tokens.slotOf(token);
      if (tokens.isEnded(slot) && tokens.holdings(slot) > 0) {
        transfers.releaseAll(slot, Reason.RELEASED);
      }
    }
  }
}
