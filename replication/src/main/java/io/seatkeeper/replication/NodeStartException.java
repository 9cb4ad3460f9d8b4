package io.seatkeeper.replication;

/**
 * The data directory cannot be opened as it is. The message is one line for the operator: what is
 * wrong, in which file and where, and what to do.
 */
public final class NodeStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line. */
  public NodeStartException(String message) {
    super(message);
  }

  /** One line, with what led to it. */
  public NodeStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
