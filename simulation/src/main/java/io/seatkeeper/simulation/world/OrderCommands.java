package io.seatkeeper.simulation.world;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.OrderCommand.CancelOrder;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.FailOrder;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.OrderCommand.RecordRefund;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.TokenView;
import io.seatkeeper.simulation.model.NaiveEvent;
import io.seatkeeper.simulation.model.NaiveObject;
import io.seatkeeper.simulation.model.NaiveShard;
import java.util.ArrayList;
import java.util.List;

/** Makes the commands of tills and payment providers: in time, twice, too late, and mixed up. */
final class OrderCommands {
  private static final int REMEMBERED = 20;

  private final Dice dice;
  private final NaiveShard shard;
  private final Clock clock;
  private final List<OpenOrder> opened = new ArrayList<>();
  private int orders;

  OrderCommands(Dice dice, NaiveShard shard, Clock clock) {
    this.dice = dice;
    this.shard = shard;
    this.clock = clock;
  }

  /** A command about an order or a token's life; the shard must have an event. */
  Command next() {
    NaiveEvent event = dice.oneOf(shard.allEvents());
    int kind = dice.between(1, 100);
    if (kind <= 8) {
      return extend(event);
    }
    List<OrderView> known = shard.orders(event.event());
    if (kind <= 40 || known.isEmpty()) {
      return open(event);
    }
    if (dice.chance(25) && !shard.refundsDue(event.workspace()).isEmpty()) {
      OrderView due = dice.oneOf(shard.refundsDue(event.workspace()));
      return step(due.event(), due);
    }
    List<OrderView> open =
        known.stream().filter(order -> order.state() == OrderState.OPEN).toList();
    OrderView order = !open.isEmpty() && dice.chance(60) ? dice.oneOf(open) : dice.oneOf(known);
    return step(dice.chance(97) ? event.event() : dice.oneOf(0, event.event() + 1), order);
  }

  private Command extend(NaiveEvent event) {
    long token = tokenOf(event);
    TokenView known = shard.token(token);
    long from = known == null ? clock.logMillis() : known.deadlineLogMillis();
    long more = dice.chance(85) ? dice.between(100, 20_000) : dice.oneOf(0, -5000, 4_000_000);
    return new ExtendToken(dice.onceIn(60) ? 0 : token, from + more);
  }

  private Command open(NaiveEvent event) {
    if (!opened.isEmpty() && dice.chance(12)) {
      return again(dice.oneOf(opened));
    }
    orders++;
    String reference = dice.chance(94) ? "paid-" + orders : dice.oneOf("order-1", "order-2", "");
    long token = tokenOf(event);
    List<OrderItem> items = dice.chance(35) ? List.of() : items(event, token);
    long payBy = clock.logMillis() + dice.between(300, 15_000);
    if (dice.chance(5)) {
      payBy = clock.logMillis() + dice.oneOf(0, -7, 100_000_000);
    }
    OpenOrder open =
        new OpenOrder(
            dice.chance(98) ? event.event() : dice.oneOf(0, event.event() + 1),
            reference,
            dice.onceIn(80) ? 0 : token,
            items,
            payBy,
            dice.chance(99) ? "idem-" + orders : "x".repeat(129),
            caller());
    if (opened.size() == REMEMBERED) {
      opened.remove(dice.between(0, REMEMBERED - 1));
    }
    opened.add(open);
    return open;
  }

  /** An earlier opening once more, as after a lost answer, or with something changed. */
  private Command again(OpenOrder earlier) {
    int kind = dice.between(1, 4);
    return new OpenOrder(
        earlier.event(),
        earlier.order(),
        kind == 1 ? earlier.token() + 1 : earlier.token(),
        kind == 2 ? List.of() : earlier.items(),
        clock.logMillis() + dice.between(300, 15_000),
        kind == 3 ? "another" : earlier.idempotencyId(),
        caller());
  }

  private List<OrderItem> items(NaiveEvent event, long token) {
    List<OrderItem> items = new ArrayList<>();
    List<NaiveEvent> events = new ArrayList<>(List.of(event));
    if (dice.chance(20)) {
      events.add(dice.oneOf(shard.allEvents()));
    }
    for (NaiveEvent each : events) {
      for (NaiveObject object : each.objects()) {
        int held = object.heldBy(token);
        if (held > 0 ? dice.chance(75) : dice.onceIn(300)) {
          int quantity = held > 1 ? dice.between(1, held) : 1;
          items.add(new OrderItem(each.event(), object.index(), quantity, ticketType(each)));
          if (dice.onceIn(12)) {
            int more = dice.between(0, 2);
            items.add(new OrderItem(each.event(), object.index(), more, ticketType(each)));
          }
        }
      }
    }
    if (dice.onceIn(60)) {
      items.add(new OrderItem(event.event(), dice.oneOf(-1, 4000), 1, ""));
    }
    return items;
  }

  private String ticketType(NaiveEvent event) {
    List<TicketType> types = event.prices().ticketTypes();
    return types.isEmpty() || dice.chance(40)
        ? (dice.onceIn(50) ? "nobody" : "")
        : dice.oneOf(types).key();
  }

  /** What comes next for an order, or what does not. */
  private Command step(int event, OrderView order) {
    String reference = dice.onceIn(60) ? "unknown" : order.reference();
    String payment = payment(order);
    int kind = dice.between(1, 100);
    if (dice.chance(55)) {
      kind =
          switch (order.state()) {
            case OPEN -> dice.oneOf(1, 1, 1, 45);
            case CONFIRMED -> dice.oneOf(30, 30, 60);
            case REFUND_DUE -> 95;
            case EXPIRED, FAILED, CANCELLED, VOIDED -> 30;
            case CAPTURED, REFUNDED -> kind;
          };
    }
    if (kind <= 28) {
      return new ConfirmOrder(event, reference, order.isFree() && dice.chance(95) ? "" : payment);
    } else if (kind <= 44) {
      return new RecordPayment(event, reference, payment);
    } else if (kind <= 56) {
      return new FailOrder(event, reference);
    } else if (kind <= 74) {
      return new CancelOrder(event, reference);
    } else if (kind <= 84) {
      return new VoidOrder(event, reference);
    }
    String refund = "refund-" + order.reference();
    return new RecordRefund(event, reference, dice.chance(93) ? refund : dice.oneOf("", "other"));
  }

  private String payment(OrderView order) {
    return dice.chance(93)
        ? "pay-" + order.reference()
        : dice.oneOf("", "another", "x".repeat(129));
  }

  private long tokenOf(NaiveEvent event) {
    List<Long> holding =
        event.objects().stream().flatMap(object -> object.tokens().stream()).distinct().toList();
    return holding.isEmpty() || dice.onceIn(30) ? dice.between(-9, 9) : dice.oneOf(holding);
  }

  private Caller caller() {
    return dice.chance(50) ? Caller.ORGANISER : new Caller.Buyer(SalePlans.codeHash(dice));
  }
}
