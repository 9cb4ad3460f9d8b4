package io.seatkeeper.core.command;

import org.jspecify.annotations.Nullable;

/**
 * A command with the idempotency key it came under.
 *
 * @param key null for what repeats harmlessly by nature (ticks, checkpoints, deletions)
 */
public record Request(Command command, @Nullable RequestKey key) {
  /** A command without an idempotency key. */
  public static Request unkeyed(Command command) {
    return new Request(command, null);
  }
}
