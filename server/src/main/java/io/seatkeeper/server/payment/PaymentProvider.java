package io.seatkeeper.server.payment;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who takes the buyers' money.
 *
 * <p>Calls may block; each runs on a virtual thread of its own and is interrupted when its time is
 * over, whereupon it must end. A call that ends late or throws leaves the payment unknown: nobody
 * concludes anything from it, and {@link #find} is asked later.
 *
 * <p>Every call may come again, from this node or from another, also after its effect was undone:
 * under one idempotency id there is one payment, whatever is asked how often. Each answers where
 * the payment stands then, which need not be what was wished for.
 */
public interface PaymentProvider {
  /** What is wrong with a card, in a sentence that says what to do; null when it can be tried. */
  @Nullable String fault(Card card);

  /** Reserves an order's money. A second call joins the first, also with another card. */
  Standing authorise(Charge charge, Card card) throws InterruptedException;

  /** Takes what is reserved. */
  Standing capture(Charge charge) throws InterruptedException;

  /** Gives up what is reserved. */
  Standing giveUp(Charge charge) throws InterruptedException;

  /** Returns what was taken. */
  Standing refund(Charge charge) throws InterruptedException;

  /** Where the payment stands, without changing it. */
  Standing find(Charge charge) throws InterruptedException;

  /**
   * Has a listener called whenever a payment may stand elsewhere than its caller was told: the
   * provider's webhook, for one. It may be called more than once, early, late or not at all, and
   * returns at once.
   *
   * @return ends the calls
   */
  Listening listen(Consumer<OrderName> listener);

  /** The end of a listener's calls. */
  @FunctionalInterface
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
