package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Outcome.TokenEnded;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.TokenTable;
import org.jspecify.annotations.Nullable;

/**
 * Ends a token: frees what it holds, and keeps it known as ended until its deadline, after which no
 * shard takes it anyway.
 */
final class EndTokenHandler implements Handler<EndToken> {
  private final LeaseCheck leaseCheck;
  private final TokenTable tokens;
  private final Transfers transfers;

  EndTokenHandler(LeaseCheck leaseCheck, TokenTable tokens, Transfers transfers) {
    this.leaseCheck = leaseCheck;
    this.tokens = tokens;
    this.transfers = transfers;
  }

  @Override
  public @Nullable Outcome check(EndToken command) {
    Refused refused = LeaseCheck.shape(command.lease());
    if (refused != null) {
      return refused;
    }
    String workspace = command.lease().workspace();
    if (!leaseCheck.workspace(command.lease()).equals(workspace)) {
      return new Refused(Rejection.TOKEN_OF_ANOTHER_WORKSPACE, workspace);
    }
    String parkedIn = leaseCheck.parkedIn(command.lease());
    if (parkedIn != null) {
      return new Refused(Rejection.GROUP_FROZEN, parkedIn);
    }
    Refused open = leaseCheck.noOpenOrder(command.lease());
    if (open != null) {
      return open;
    }
    return leaseCheck.alive(command.lease()) == null
        ? leaseCheck.room(command.lease())
        : new TokenEnded(0);
  }

  @Override
  public Outcome carryOut(EndToken command) {
    int slot = leaseCheck.learn(command.lease());
    int freed = transfers.releaseAll(slot, Reason.RELEASED);
    tokens.markEnded(slot);
    return new TokenEnded(freed);
  }
}
