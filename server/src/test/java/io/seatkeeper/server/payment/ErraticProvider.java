package io.seatkeeper.server.payment;

import io.seatkeeper.server.payment.Standing.Authorised;
import io.seatkeeper.server.payment.Standing.Declined;
import io.seatkeeper.server.payment.Standing.GivenUp;
import io.seatkeeper.server.payment.Standing.Pending;
import io.seatkeeper.server.payment.Standing.Returned;
import io.seatkeeper.server.payment.Standing.Taken;
import io.seatkeeper.server.payment.Standing.Unknown;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A provider that loses answers before and after it does what it is asked, declines, takes its
 * time, takes money at once or later by itself, and lets reservations lapse.
 */
final class ErraticProvider implements PaymentProvider {
  private final Map<String, Standing> payments = new HashMap<>();
  private SplittableRandom random = new SplittableRandom(0);
  private boolean erratic;

  void begin(SplittableRandom seeded) {
    random = seeded;
    erratic = true;
  }

  /** Does what it is asked from now on; what is pending is decided. */
  void calmDown() {
    erratic = false;
    payments.replaceAll((id, standing) -> standing instanceof Pending ? new Taken(id) : standing);
  }

  /** Goes on by itself with a payment: takes late, lapses. */
  void stir(OrderName name) {
    payments.computeIfPresent(
        name.reference(),
        (id, standing) ->
            switch (standing) {
              case Pending _ -> decide(id);
              case Authorised _ -> random.nextInt(3) == 0 ? new GivenUp(id) : standing;
              default -> standing;
            });
  }

  Standing standing(OrderName name) {
    return payments.getOrDefault(name.reference(), new Unknown());
  }

  private Standing decide(String id) {
    return switch (random.nextInt(6)) {
      case 0 -> new Declined();
      case 1 -> new Pending();
      case 2 -> new Taken(id);
      default -> new Authorised(id);
    };
  }

  private Standing doing(Charge charge, UnaryOperator<Standing> change) {
    loseAnswer();
    String id = charge.idempotencyId();
    Standing turned = change.apply(payments.getOrDefault(id, new Unknown()));
    if (!(turned instanceof Unknown)) {
      payments.put(id, turned);
    }
    loseAnswer();
    return turned;
  }

  private void loseAnswer() {
    if (erratic && random.nextInt(5) == 0) {
      throw new UnansweredException("Nobody hears it.");
    }
  }

  @Override
  public @Nullable String fault(Card card) {
    return null;
  }

  @Override
  public Standing authorise(Charge charge, Card card) {
    return doing(
        charge,
        standing -> standing instanceof Unknown ? decide(charge.idempotencyId()) : standing);
  }

  @Override
  public Standing capture(Charge charge) {
    return doing(
        charge, standing -> standing instanceof Authorised(String id) ? new Taken(id) : standing);
  }

  @Override
  public Standing giveUp(Charge charge) {
    return doing(
        charge, standing -> standing instanceof Authorised(String id) ? new GivenUp(id) : standing);
  }

  @Override
  public Standing refund(Charge charge) {
    return doing(
        charge,
        standing ->
            standing instanceof Taken(String id) ? new Returned(id, "back-" + id) : standing);
  }

  @Override
  public Standing find(Charge charge) {
    return doing(charge, UnaryOperator.identity());
  }

  @Override
  public Listening listen(Consumer<OrderName> listener) {
    return () -> {};
  }
}
