package io.seatkeeper.replication;

/** A causal token that this shard cannot honour. */
public final class CausalTokenException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public CausalTokenException(String message) {
    super(message);
  }
}
