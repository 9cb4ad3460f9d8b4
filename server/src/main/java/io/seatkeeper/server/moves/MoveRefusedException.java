package io.seatkeeper.server.moves;

import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;

/** A shard has refused a step of a move. */
final class MoveRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Rejection rejection;

  MoveRefusedException(Refused refused) {
    super(refused.rejection().explain(refused.subject()));
    this.rejection = refused.rejection();
  }

  /** Whether the same step may be taken a moment later: another driver was in the way. */
  boolean passes() {
    return rejection == Rejection.GROUP_CHUNK_UNEXPECTED;
  }
}
