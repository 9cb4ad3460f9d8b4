package io.seatkeeper.replication;

/** Too much is waiting for the log already; nothing was executed. */
public final class ShardOverloadedException extends ShardException {
  private static final long serialVersionUID = 1L;

  private final long retryAfterMillis;

  /** Says what to do, and when. */
  public ShardOverloadedException(String message, long retryAfterMillis) {
    super(message);
    this.retryAfterMillis = retryAfterMillis;
  }

  /** When asking again makes sense. */
  public long retryAfterMillis() {
    return retryAfterMillis;
  }
}
