package io.seatkeeper.replication.storage;

import org.jspecify.annotations.Nullable;

/**
 * A file or directory that cannot be used as it is. The message is one line for the operator: which
 * file, where in it, what is wrong and what to do.
 */
public final class StorageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** One line. */
  public StorageException(String message) {
    this(message, null);
  }

  /** One line, with what led to it. */
  public StorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
