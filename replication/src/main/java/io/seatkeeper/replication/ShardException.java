package io.seatkeeper.replication;

/** A request that got no reply from its shard. Carries no stack trace: it is an answer. */
public abstract sealed class ShardException extends RuntimeException
    permits ShardOverloadedException,
        ShardUnavailableException,
        CommandTooLargeException,
        OutcomeUnknownException {
  private static final long serialVersionUID = 1L;

  ShardException(String message) {
    super(message, null, false, false);
  }
}
