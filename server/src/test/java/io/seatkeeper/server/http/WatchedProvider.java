package io.seatkeeper.server.http;

import io.seatkeeper.server.payment.Card;
import io.seatkeeper.server.payment.Charge;
import io.seatkeeper.server.payment.OrderName;
import io.seatkeeper.server.payment.PaymentProvider;
import io.seatkeeper.server.payment.Standing;
import io.seatkeeper.server.payment.TestProvider;
import io.seatkeeper.server.payment.UnansweredException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The test provider as a machine of its own, which outlives nodes: it counts what it is asked, and
 * can stop answering just before or just after it does something.
 */
final class WatchedProvider implements PaymentProvider {
  private final TestProvider provider;
  private final Map<Call, Integer> calls = new ConcurrentHashMap<>();
  private final Map<OrderName, Integer> told = new ConcurrentHashMap<>();
  private volatile @Nullable Call silentBefore;
  private volatile @Nullable Call silentAfter;
  private volatile boolean silent;

  /** What it is asked. */
  enum Call {
    AUTHORISE,
    CAPTURE,
    GIVE_UP,
    REFUND,
    FIND
  }

  WatchedProvider(long slowMillis) {
    this.provider = new TestProvider(slowMillis);
  }

  /** Answers nothing any more once it is asked this, without doing it. */
  void silentBefore(Call call) {
    silentBefore = call;
  }

  /** Answers nothing any more once it has done this. */
  void silentAfter(Call call) {
    silentAfter = call;
  }

  /** Answers again. */
  void revive() {
    silentBefore = null;
    silentAfter = null;
    silent = false;
  }

  boolean isSilent() {
    return silent;
  }

  int calls(Call call) {
    return calls.getOrDefault(call, 0);
  }

  /** How often it has spoken of an order by itself. */
  int told(OrderName order) {
    return told.getOrDefault(order, 0);
  }

  private Standing during(Call call, Supplier<Standing> work) {
    if (call == silentBefore) {
      silent = true;
    }
    if (silent) {
      throw new UnansweredException("The line is dead.");
    }
    calls.merge(call, 1, Integer::sum);
    Standing standing = work.get();
    if (call == silentAfter) {
      silent = true;
      throw new UnansweredException("The line has died.");
    }
    return standing;
  }

  @Override
  public @Nullable String fault(Card card) {
    return provider.fault(card);
  }

  @Override
  public Standing authorise(Charge charge, Card card) {
    return during(
        Call.AUTHORISE,
        () -> {
          try {
            return provider.authorise(charge, card);
          } catch (InterruptedException e) {
            throw new UnansweredException("It took too long.", e);
          }
        });
  }

  @Override
  public Standing capture(Charge charge) {
    return during(Call.CAPTURE, () -> provider.capture(charge));
  }

  @Override
  public Standing giveUp(Charge charge) {
    return during(Call.GIVE_UP, () -> provider.giveUp(charge));
  }

  @Override
  public Standing refund(Charge charge) {
    return during(Call.REFUND, () -> provider.refund(charge));
  }

  @Override
  public Standing find(Charge charge) {
    return during(Call.FIND, () -> provider.find(charge));
  }

  @Override
  public Listening listen(Consumer<OrderName> listener) {
    return provider.listen(
        name -> {
          told.merge(name, 1, Integer::sum);
          listener.accept(name);
        });
  }
}
