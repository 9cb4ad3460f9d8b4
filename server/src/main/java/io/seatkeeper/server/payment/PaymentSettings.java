package io.seatkeeper.server.payment;

import java.time.Duration;

/**
 * How a node handles payments.
 *
 * @param providers who takes the money
 * @param mostUnderWay payments that buyers wait for at once; more are refused
 * @param answer how long a provider's call may take; then it is unknown what it did
 * @param settleAfter how long a payment may stand still before somebody looks after it
 */
public record PaymentSettings(
    Providers providers, int mostUnderWay, Duration answer, Duration settleAfter) {
  public PaymentSettings {
    if (mostUnderWay < 1 || !answer.isPositive() || !settleAfter.isPositive()) {
      throw new IllegalArgumentException("payments that get neither room nor time");
    }
  }

  /** The built-in providers and the usual bounds. */
  public static PaymentSettings builtIn() {
    return with(Providers.builtIn());
  }

  /** Other providers and the usual bounds. */
  public static PaymentSettings with(Providers providers) {
    return new PaymentSettings(providers, 512, Duration.ofSeconds(10), Duration.ofSeconds(5));
  }
}
