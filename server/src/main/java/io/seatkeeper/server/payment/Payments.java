package io.seatkeeper.server.payment;

import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.FailOrder;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.OrderCommand.RecordRefund;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.server.payment.OrderSteps.Ordered;
import io.seatkeeper.server.payment.Standing.Authorised;
import io.seatkeeper.server.payment.Standing.Returned;
import io.seatkeeper.server.payment.Standing.Taken;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.ProblemException;
import io.seatkeeper.server.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes orders' payments from one step to the next: authorised, confirmed in the log, captured,
 * recorded in the log.
 *
 * <p>Nothing of it has to be remembered. Each step is one that log or provider answers the same way
 * when it comes again, and what is next follows from the order and from what the provider says of
 * it ({@link Settlement}): a payment that was left half way is gone on with by any node.
 */
public final class Payments implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Payments.class);
  private static final int MOST_STEPS = 8;
  private static final int MOST_NOTICES = 64;
  private static final int TRIES = 5;
  private static final long PAUSE_MILLIS = 200;

  private final OrderSteps orders;
  private final Providers providers;
  private final ProviderCalls calls;
  private final Semaphore slots;
  private final Semaphore notices = new Semaphore(MOST_NOTICES);
  private final Map<OrderName, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();
  private final List<PaymentProvider.Listening> listening = new ArrayList<>();
  private final AtomicLong unanswered = new AtomicLong();
  private final AtomicLong twice = new AtomicLong();
  private volatile boolean closed;

  /** The payments of a node's orders. */
  public Payments(OrderSteps orders, PaymentSettings settings) {
    this.orders = orders;
    this.providers = settings.providers();
    this.calls = new ProviderCalls(settings.answer());
    this.slots = new Semaphore(settings.mostUnderWay());
    for (PaymentProvider each : providers.all()) {
      listening.add(each.listen(this::noticed));
    }
  }

  /** Payments that somebody waits for now. */
  public int underWay() {
    return underWay.size();
  }

  /** Calls that providers did not answer in time. */
  public long unanswered() {
    return unanswered.get();
  }

  /** Payments returned at once because their order had another. */
  public long returnedAtOnce() {
    return twice.get();
  }

  /**
   * Pays an order, or joins the payment that is under way.
   *
   * @param card null for an order that is free
   * @return completes when this payment has come as far as it comes for now: the order says how far
   * @throws ProblemException when too many payments are under way
   */
  public CompletableFuture<Void> pay(OrderName name, @Nullable Card card) {
    CompletableFuture<Void> flight = new CompletableFuture<>();
    CompletableFuture<Void> joined = underWay.putIfAbsent(name, flight);
    if (joined != null) {
      return joined;
    }
    if (closed || !slots.tryAcquire()) {
      ProblemException refusal = Problems.overloaded(2).thrown();
      underWay.remove(name, flight);
      flight.completeExceptionally(refusal);
      throw refusal;
    }
    Thread.ofVirtual().name("payment").start(() -> fly(name, card, flight));
    return flight;
  }

  private void fly(OrderName name, @Nullable Card card, CompletableFuture<Void> flight) {
    Throwable failure = null;
    try {
      drive(name, true, card);
    } catch (UnansweredException e) {
      left(name, e);
    } catch (Throwable e) {
      LOG.info("The payment of {} stands still for now: {}", name, e.toString());
      failure = e;
    } finally {
      slots.release();
      underWay.remove(name, flight);
    }
    if (failure == null) {
      flight.complete(null);
    } else {
      flight.completeExceptionally(failure);
    }
  }

  /**
   * Looks after a payment that may have been left half way. Not for event loops.
   *
   * @return whether there is a provider that could know more later
   * @throws ProblemException when the log does not answer
   */
  public boolean settle(OrderName name) throws InterruptedException {
    if (underWay.containsKey(name)) {
      return true;
    }
    try {
      return drive(name, false, null);
    } catch (UnansweredException e) {
      left(name, e);
      return true;
    }
  }

  /**
   * Returns an order's money through its provider. Not for event loops.
   *
   * @throws ProblemException when there is nothing to return, or the provider does not do it
   */
  public void refund(OrderName name) throws InterruptedException {
    Ordered ordered = orders.find(name);
    if (ordered == null) {
      throw Problem.of(Rejection.ORDER_UNKNOWN, name.reference()).thrown();
    }
    if (ordered.order().state() == OrderState.REFUNDED) {
      return;
    }
    if (ordered.order().state() != OrderState.REFUND_DUE) {
      throw Problem.of(Rejection.REFUND_NOT_DUE, name.reference()).thrown();
    }
    PaymentProvider provider = providers.of(ordered.mode());
    if (provider == null) {
      throw Providers.none().thrown();
    }
    Charge charge = Charge.of(name, ordered);
    try {
      if (!(calls.ask(() -> provider.refund(charge)) instanceof Returned(_, String refund))) {
        throw Problem.of(
                ProblemCode.PAYMENT_ELSEWHERE,
                "The provider has taken no such money. Return it where it was taken, and record"
                    + " that as a refund.")
            .thrown();
      }
      Outcome outcome = take(name, (event, order) -> new RecordRefund(event, order, refund));
      if (outcome instanceof Refused refused) {
        throw Problem.of(refused).thrown();
      }
    } catch (UnansweredException e) {
      left(name, e);
      throw Problem.of(
              ProblemCode.PROVIDER_SILENT,
              "The provider has not said whether it returned the money. Ask again: it is returned"
                  + " once.")
          .thrown();
    }
  }

  private boolean drive(OrderName name, boolean buying, @Nullable Card card)
      throws InterruptedException {
    Ordered ordered = orders.find(name);
    if (ordered == null) {
      return false;
    }
    OrderState state = ordered.order().state();
    if (ordered.order().isFree()) {
      if (buying && state == OrderState.OPEN) {
        take(name, (event, order) -> new ConfirmOrder(event, order, ""));
      }
      return false;
    }
    PaymentProvider provider = providers.of(ordered.mode());
    if (provider == null) {
      return false;
    }
    Charge charge = Charge.of(name, ordered);
    Standing standing =
        card != null && state == OrderState.OPEN
            ? calls.ask(() -> provider.authorise(charge, card))
            : calls.ask(() -> provider.find(charge));
    follow(name, ordered, provider, standing);
    return true;
  }

  /** Goes on while one side lags behind the other. */
  private void follow(
      OrderName name, Ordered first, PaymentProvider provider, Standing firstStanding)
      throws InterruptedException {
    Ordered ordered = first;
    Standing standing = firstStanding;
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      Settlement.Step step = Settlement.next(ordered.order(), standing);
      if (step == Settlement.Step.NOTHING) {
        return;
      }
      OrderSteps.Step logged = logged(step, standing);
      if (logged == null) {
        Standing next = provided(step, provider, Charge.of(name, ordered));
        if (next.equals(standing)) {
          return;
        }
        standing = next;
        continue;
      }
      Outcome outcome = take(name, logged);
      Ordered then = orders.find(name);
      boolean still = then != null && then.order().state() == ordered.order().state();
      if (then == null || (still && outcome instanceof Refused)) {
        LOG.warn("The payment of {} stands still at {}: {}", name, step, outcome);
        return;
      }
      ordered = then;
    }
  }

  /** The command of a step that the log takes; null when it is the provider's. */
  private static OrderSteps.@Nullable Step logged(Settlement.Step step, Standing standing) {
    return switch (step) {
      case CONFIRM -> (event, order) -> new ConfirmOrder(event, order, payment(standing));
      case FAIL -> FailOrder::new;
      case VOID -> VoidOrder::new;
      case RECORD_PAYMENT -> (event, order) -> new RecordPayment(event, order, payment(standing));
      case RECORD_REFUND ->
          (event, order) -> new RecordRefund(event, order, ((Returned) standing).refund());
      case CAPTURE, GIVE_UP, REFUND, NOTHING -> null;
    };
  }

  private static String payment(Standing standing) {
    return switch (standing) {
      case Authorised(String payment) -> payment;
      case Taken(String payment) -> payment;
      default -> throw new IllegalStateException("there is no money at " + standing);
    };
  }

  private Standing provided(Settlement.Step step, PaymentProvider provider, Charge charge)
      throws InterruptedException {
    return switch (step) {
      case CAPTURE -> calls.ask(() -> provider.capture(charge));
      case GIVE_UP -> calls.ask(() -> provider.giveUp(charge));
      case REFUND -> {
        LOG.warn("{} was paid twice: the provider returns the second payment", charge.name());
        twice.incrementAndGet();
        yield calls.ask(() -> provider.refund(charge));
      }
      default -> throw new IllegalStateException(step + " is the log's");
    };
  }

  /** Takes a step, and again while the log is away: it has one effect. */
  private Outcome take(OrderName name, OrderSteps.Step step) throws InterruptedException {
    for (int tried = 1; true; tried++) {
      try {
        return orders.take(name, step);
      } catch (ProblemException e) {
        if (tried == TRIES || closed || e.problem().status() < 500) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS * tried);
      }
    }
  }

  /** A provider's word is a hint to look; who is busy with the payment is looked after. */
  private void noticed(OrderName name) {
    CompletableFuture<Void> flight = underWay.get(name);
    if (flight == null) {
      look(name);
    } else {
      var _ = flight.whenComplete((_, _) -> look(name));
    }
  }

  private void look(OrderName name) {
    if (closed || !notices.tryAcquire()) {
      // The settler comes by anyway.
      return;
    }
    Thread.ofVirtual()
        .name("payment-notice")
        .start(
            () -> {
              try {
                if (orders.find(name) == null) {
                  LOG.warn(
                      "The provider speaks of order {}, which is not there (any more): look there"
                          + " whether money is to be returned",
                      name);
                } else {
                  settle(name);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException e) {
                LOG.info("The notice of {} waits for the settler: {}", name, e.toString());
              } finally {
                notices.release();
              }
            });
  }

  private void left(OrderName name, UnansweredException e) {
    unanswered.incrementAndGet();
    LOG.debug("The payment of {} is unknown for now: {}", name, e.getMessage());
  }

  /** Takes no more payments; those under way are finished by whoever looks after them later. */
  @Override
  public void close() {
    closed = true;
    listening.forEach(PaymentProvider.Listening::close);
  }
}
