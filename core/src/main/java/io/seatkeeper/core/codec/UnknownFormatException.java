package io.seatkeeper.core.codec;

/**
 * Thrown for bytes that a newer build wrote: a format, a kind or a field that this build does not
 * know.
 *
 * <p>Skipping them would let replicas diverge: the replica must stop, and be upgraded.
 */
public final class UnknownFormatException extends UnreadableException {
  private static final long serialVersionUID = 1L;

  /** Says what is not known. */
  public UnknownFormatException(String message) {
    super(message);
  }
}
