package io.seatkeeper.replication;

/** The shard cannot take the request or show its state now; nothing was executed. */
public final class ShardUnavailableException extends ShardException {
  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public ShardUnavailableException(String message) {
    super(message);
  }
}
