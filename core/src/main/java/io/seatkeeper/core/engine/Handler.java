package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.outcome.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * How one kind of command is applied, in two steps, so that nothing changes before everything is
 * found to be in order.
 */
interface Handler<C extends Command> {
  /**
   * Looks at everything and changes nothing.
   *
   * @return why the command is refused, or the answer to one that has nothing to change; null when
   *     it is to be carried out
   */
  @Nullable Outcome check(C command);

  /** Carries out the command that was checked last, and says what it led to. */
  Outcome carryOut(C command);
}
