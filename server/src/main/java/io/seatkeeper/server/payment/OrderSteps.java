package io.seatkeeper.server.payment;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.OrderView;
import org.jspecify.annotations.Nullable;

/** The log's side of a payment: orders as they are, and their steps, wherever their event is. */
public interface OrderSteps {
  /**
   * An order as this node sees it, with what its money depends on.
   *
   * @param remainingMillis until it ends; 0 unless it is open
   */
  record Ordered(OrderView order, Mode mode, long remainingMillis) {}

  /** Makes a step's command for the order's event. */
  @FunctionalInterface
  interface Step {
    OrderCommand of(int event, String reference);
  }

  /** The order; null when there is none (any more). */
  @Nullable Ordered find(OrderName order);

  /**
   * Takes a step; a refusal is a value. Whoever is answered finds the order as it is then.
   *
   * @throws io.seatkeeper.server.problem.ProblemException when there is no answer
   */
  Outcome take(OrderName order, Step step) throws InterruptedException;
}
