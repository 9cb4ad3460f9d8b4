package io.seatkeeper.replication;

/** An audit segment is not what was written; the message names the file and the place. */
public final class AuditDamagedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line: which file, where, what to do. */
  public AuditDamagedException(String message) {
    super(message);
  }
}
