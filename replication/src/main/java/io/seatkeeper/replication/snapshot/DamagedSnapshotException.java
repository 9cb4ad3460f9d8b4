package io.seatkeeper.replication.snapshot;

import java.io.IOException;

/** A snapshot file that is not what was written; the message names the file and the place. */
public final class DamagedSnapshotException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says which file, where, and what is wrong. */
  public DamagedSnapshotException(String message) {
    super(message);
  }
}
