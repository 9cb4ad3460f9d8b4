package io.seatkeeper.replication;

/** The command does not fit into a log entry; nothing was executed. */
public final class CommandTooLargeException extends ShardException {
  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public CommandTooLargeException(String message) {
    super(message);
  }
}
