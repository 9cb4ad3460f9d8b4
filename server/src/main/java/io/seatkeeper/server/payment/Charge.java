package io.seatkeeper.server.payment;

import io.seatkeeper.core.command.Command.Mode;

/**
 * What a provider is asked about: one order's money.
 *
 * @param name the order, for the provider to give back with what it notices later
 * @param idempotencyId the order's own: everything that is asked under it is asked of one payment
 * @param currency ISO 4217
 * @param amount in minor units
 * @param payment the provider's reference as the order has it; empty when the order has none yet
 * @param remainingMillis how long the order can still be confirmed; 0 when it is not open any more
 */
public record Charge(
    OrderName name,
    Mode mode,
    String idempotencyId,
    String currency,
    long amount,
    String payment,
    long remainingMillis) {
  static Charge of(OrderName name, OrderSteps.Ordered ordered) {
    return new Charge(
        name,
        ordered.mode(),
        ordered.order().idempotencyId(),
        ordered.order().currency(),
        ordered.order().total(),
        ordered.order().payment(),
        ordered.remainingMillis());
  }
}
