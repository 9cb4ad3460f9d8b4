package io.seatkeeper.replication.peer;

/** A call that came back without an answer: it may have been carried out or not. */
public final class PeerUnreachableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure to reach a peer. */
  public PeerUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
