package io.seatkeeper.server.payment;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.payment.Standing.Authorised;
import io.seatkeeper.server.payment.Standing.Declined;
import io.seatkeeper.server.payment.Standing.GivenUp;
import io.seatkeeper.server.payment.Standing.Pending;
import io.seatkeeper.server.payment.Standing.Returned;
import io.seatkeeper.server.payment.Standing.Taken;
import io.seatkeeper.server.payment.Standing.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The provider of test workspaces, which takes nobody's money: the card's number says how the
 * payment goes.
 *
 * <p>It remembers the last payments while the process lives. Its references carry what they stand
 * for, so that another node captures, gives up and returns what this one authorised; what was
 * authorised and never came into the log is forgotten with the process.
 */
public final class TestProvider implements PaymentProvider {
  private static final String PAYMENT = "test_";
  private static final String REFUND = "test_refund_";
  private static final long SLOW_MILLIS = 6_000;
  private static final long LATE_MILLIS = 1_000;
  private static final int MOST_ACCOUNTS = 100_000;
  private static final Standing UNKNOWN = new Unknown();

  private final long slowMillis;
  private final Map<String, Account> accounts = new Accounts();
  private final List<Consumer<OrderName>> listeners = new CopyOnWriteArrayList<>();

  /** How a payment goes. */
  public enum TestCard {
    SUCCEEDS("4242424242424242"),
    DECLINED("4000000000000002"),
    /** Succeeds after six seconds. */
    SLOW("4000000000000077"),
    /** Succeeds, and says so twice. */
    TWICE("4000000000000085"),
    /** Takes the money when the order's time is over. */
    LATE("4000000000000093");

    private final String number;

    TestCard(String number) {
      this.number = number;
    }

    public String number() {
      return number;
    }

    /** The test card with a number, spaces aside; null for any other number. */
    public static @Nullable TestCard of(Card card) {
      String digits = card.number().replace(" ", "");
      for (TestCard each : values()) {
        if (each.number.equals(digits)) {
          return each;
        }
      }
      return null;
    }
  }

  /** A provider that has no payments yet. */
  public TestProvider() {
    this(SLOW_MILLIS);
  }

  /** The same with another notion of slow, for tests. */
  public TestProvider(long slowMillis) {
    this.slowMillis = slowMillis;
  }

  /** The latest payments, by idempotency id; looked at under the provider's lock. */
  private static final class Accounts extends LinkedHashMap<String, Account> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Account> eldest) {
      return size() > MOST_ACCOUNTS;
    }
  }

  /** One payment. */
  private static final class Account {
    private final CompletableFuture<Standing> decision;
    private final boolean saysTwice;
    private @Nullable Standing changed;

    Account(CompletableFuture<Standing> decision, boolean saysTwice) {
      this.decision = decision;
      this.saysTwice = saysTwice;
    }

    synchronized Standing standing() {
      return changed == null ? decision.getNow(new Pending()) : changed;
    }

    /** Goes on to another standing; false when it stays. */
    synchronized boolean turn(UnaryOperator<Standing> change) {
      Standing before = standing();
      Standing after = change.apply(before);
      changed = after;
      return !after.equals(before);
    }
  }

  @Override
  public @Nullable String fault(Card card) {
    return TestCard.of(card) == null
        ? "Test workspaces take test cards only, such as " + TestCard.SUCCEEDS.number + "."
        : null;
  }

  @Override
  public Standing authorise(Charge charge, Card card) throws InterruptedException {
    permit(charge);
    Account account = begun(charge, card);
    try {
      account.decision.get();
    } catch (ExecutionException e) {
      throw new UnansweredException("The test provider broke.", e);
    }
    repeat(charge, account);
    return account.standing();
  }

  private Account begun(Charge charge, Card card) {
    TestCard kind = TestCard.of(card);
    if (kind == null) {
      throw new IllegalArgumentException("not a test card");
    }
    synchronized (accounts) {
      Account known = recalled(charge);
      if (known != null) {
        return known;
      }
      Account account = new Account(decision(charge, kind), kind == TestCard.TWICE);
      accounts.put(charge.idempotencyId(), account);
      return account;
    }
  }

  private CompletableFuture<Standing> decision(Charge charge, TestCard kind) {
    String payment = PAYMENT + charge.idempotencyId();
    CompletableFuture<Standing> decision = new CompletableFuture<>();
    return switch (kind) {
      case SUCCEEDS, TWICE -> CompletableFuture.completedFuture(new Authorised(payment));
      case DECLINED -> CompletableFuture.completedFuture(new Declined());
      case SLOW ->
          decision.completeOnTimeout(new Authorised(payment), slowMillis, TimeUnit.MILLISECONDS);
      case LATE -> {
        long millis = charge.remainingMillis() + LATE_MILLIS;
        decision.completeOnTimeout(new Taken(payment), millis, TimeUnit.MILLISECONDS);
        var _ = decision.thenRunAsync(() -> tell(charge), Thread::startVirtualThread);
        yield decision;
      }
    };
  }

  @Override
  public Standing capture(Charge charge) {
    return turn(
        charge,
        standing -> standing instanceof Authorised(String payment) ? new Taken(payment) : standing);
  }

  @Override
  public Standing giveUp(Charge charge) {
    return turn(
        charge,
        standing ->
            standing instanceof Authorised(String payment) ? new GivenUp(payment) : standing);
  }

  @Override
  public Standing refund(Charge charge) {
    String refund = REFUND + charge.idempotencyId();
    return turn(
        charge,
        standing ->
            switch (standing) {
              // Another node may have captured what this one only knows by its reference.
              case Taken(String payment) -> new Returned(payment, refund);
              case Authorised(String payment) -> new Returned(payment, refund);
              default -> standing;
            });
  }

  @Override
  public Standing find(Charge charge) {
    return turn(charge, UnaryOperator.identity());
  }

  @Override
  public Listening listen(Consumer<OrderName> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  private Standing turn(Charge charge, UnaryOperator<Standing> change) {
    permit(charge);
    Account account;
    synchronized (accounts) {
      account = recalled(charge);
    }
    if (account == null) {
      return UNKNOWN;
    }
    if (!account.decision.isDone()) {
      return account.standing();
    }
    if (account.turn(change)) {
      repeat(charge, account);
    }
    return account.standing();
  }

  /** The payment of a charge: remembered, or told by its reference. */
  private @Nullable Account recalled(Charge charge) {
    Account known = accounts.get(charge.idempotencyId());
    String payment = PAYMENT + charge.idempotencyId();
    if (known != null || !charge.payment().equals(payment)) {
      return known;
    }
    Account told = new Account(CompletableFuture.completedFuture(new Authorised(payment)), false);
    accounts.put(charge.idempotencyId(), told);
    return told;
  }

  /** Says again what has just happened; never what it was merely asked. */
  private void repeat(Charge charge, Account account) {
    if (account.saysTwice) {
      Thread.startVirtualThread(() -> tell(charge));
    }
  }

  private void tell(Charge charge) {
    listeners.forEach(listener -> listener.accept(charge.name()));
  }

  private static void permit(Charge charge) {
    if (charge.mode() != Mode.TEST) {
      throw new IllegalArgumentException("the test provider is asked about " + charge.name());
    }
  }
}
