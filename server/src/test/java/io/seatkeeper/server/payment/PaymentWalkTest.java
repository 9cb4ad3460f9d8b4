package io.seatkeeper.server.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.OrderCommand.CancelOrder;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.FailOrder;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.server.payment.Standing.Authorised;
import io.seatkeeper.server.payment.Standing.Pending;
import io.seatkeeper.server.payment.Standing.Returned;
import io.seatkeeper.server.payment.Standing.Taken;
import io.seatkeeper.server.payment.Standing.Unknown;
import io.seatkeeper.server.problem.ProblemException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/**
 * Payments on a real engine, through an erratic provider, with cancellations, declines, other
 * payments, the end of time and lost answers in between: whatever happens, no money is silent.
 *
 * <p>{@code -Dseatkeeper.seed} chooses other walks.
 */
class PaymentWalkTest {
  private static final long SEED = Long.getLong("seatkeeper.seed", 1);
  private static final int WALKS = 3_000;
  private static final Card CARD = new Card("4242424242424242");

  private final OrderHouse house = new OrderHouse();
  private final ErraticProvider provider = new ErraticProvider();
  private SplittableRandom random = new SplittableRandom(SEED);
  private boolean erratic;

  /** The log as a node sees that may die between its steps, while others ask too. */
  private final OrderSteps steps =
      new OrderSteps() {
        @Override
        public Ordered find(OrderName order) {
          return house.find(order);
        }

        @Override
        public Outcome take(OrderName order, Step step) {
          meanwhile(order);
          Outcome outcome = house.take(order, step);
          if (erratic && random.nextInt(8) == 0) {
            throw new UnansweredException("The node has died.");
          }
          return outcome;
        }
      };

  private final Payments payments =
      new Payments(
          steps,
          new PaymentSettings(
              new Providers(provider, null), 1, Duration.ofSeconds(10), Duration.ofSeconds(1)));

  @Test
  void shouldEndEveryPaymentInSeatsOrInMoneyThatIsToBeReturned() throws InterruptedException {
    Map<OrderState, Integer> ends = new EnumMap<>(OrderState.class);
    for (int walk = 1; walk <= WALKS; walk++) {
      random = new SplittableRandom(SEED * 1_000_003 + walk);
      provider.begin(random.split());
      OrderName order = house.open(walk);
      int bookedBefore = house.booked();

      erratic = true;
      for (int step = 0; step < 1 + random.nextInt(8); step++) {
        walk(order);
      }
      erratic = false;
      provider.calmDown();
      house.pass(OrderHouse.PAY_MILLIS + 1);
      payments.settle(order);

      String fault = fault(order, house.booked() - bookedBefore);
      assertThat(fault).as("walk %d of -Dseatkeeper.seed=%d", walk, SEED).isEmpty();
      ends.merge(house.order(order).state(), 1, Integer::sum);
    }

    assertThat(ends.keySet())
        .contains(
            OrderState.CAPTURED,
            OrderState.FAILED,
            OrderState.EXPIRED,
            OrderState.CANCELLED,
            OrderState.VOIDED,
            OrderState.REFUND_DUE);
  }

  private void walk(OrderName order) throws InterruptedException {
    switch (random.nextInt(4)) {
      case 0 -> payments.settle(order);
      case 1 -> provider.stir(order);
      case 2 -> meanwhile(order);
      default -> {
        try {
          payments.pay(order, CARD).join();
        } catch (CompletionException | ProblemException e) {
          throw new AssertionError("a payment broke", e);
        }
      }
    }
  }

  /** What others do between two steps. */
  private void meanwhile(OrderName order) {
    if (!erratic) {
      return;
    }
    switch (random.nextInt(30)) {
      case 0 -> house.take(order, CancelOrder::new);
      case 1 -> house.take(order, FailOrder::new);
      case 2 -> house.take(order, (event, name) -> new ConfirmOrder(event, name, "own"));
      case 3 -> house.pass(OrderHouse.PAY_MILLIS + 1);
      case 4 -> provider.stir(order);
      case 5 -> house.take(order, VoidOrder::new);
      default -> {}
    }
  }

  /** What is wrong with how an order and its payment stand at rest; empty for nothing. */
  private String fault(OrderName name, int booked) {
    OrderState state = house.order(name).state();
    Standing standing = provider.standing(name);
    boolean own = house.order(name).payment().equals("own");
    boolean right =
        switch (standing) {
          case Pending _, Authorised _ -> false;
          case Taken _ -> !own && (state == OrderState.CAPTURED || state == OrderState.REFUND_DUE);
          case Returned _ -> own;
          default -> own || (state != OrderState.CAPTURED && state != OrderState.REFUND_DUE);
        };
    boolean seated = state.isBooked() ? booked == 1 : booked == 0;
    boolean ended = own || (state != OrderState.OPEN && state != OrderState.CONFIRMED);
    boolean asked = !(standing instanceof Unknown) || own || !state.isBooked();
    return right && seated && ended && asked
        ? ""
        : "%s with %s, %d booked".formatted(state, standing, booked);
  }
}
