package io.seatkeeper.core.codec;

import org.jspecify.annotations.Nullable;

/** Thrown for bytes that are not what they should be: damaged, cut short, or impossible. */
public sealed class UnreadableException extends RuntimeException permits UnknownFormatException {
  private static final long serialVersionUID = 1L;

  /** Says what cannot be read, and why. */
  public UnreadableException(String message) {
    super(message);
  }

  /** Says what cannot be read, and what it met. */
  public UnreadableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
