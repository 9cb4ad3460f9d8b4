package io.seatkeeper.replication;

/** Nobody can tell whether the request was executed: ask again with the same idempotency key. */
public final class OutcomeUnknownException extends ShardException {
  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public OutcomeUnknownException(String message) {
    super(message);
  }
}
