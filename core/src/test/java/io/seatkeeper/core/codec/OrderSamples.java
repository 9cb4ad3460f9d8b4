package io.seatkeeper.core.codec;

import static io.seatkeeper.core.codec.Samples.list;
import static io.seatkeeper.core.codec.Samples.number;
import static io.seatkeeper.core.codec.Samples.pick;
import static io.seatkeeper.core.codec.Samples.text;
import static io.seatkeeper.core.codec.Samples.token;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/** Random commands and outcomes about prices, sales, orders and the life of tokens. */
final class OrderSamples {
  private OrderSamples() {}

  static Map<Class<?>, Function<Random, Command>> commands() {
    Map<Class<?>, Function<Random, Command>> kinds = new LinkedHashMap<>();
    kinds.put(
        Command.ExtendToken.class,
        random -> new Command.ExtendToken(token(random), random.nextLong()));
    kinds.put(
        Command.SetPrices.class, random -> new Command.SetPrices(number(random), prices(random)));
    kinds.put(
        Command.ScheduleSale.class,
        random -> new Command.ScheduleSale(number(random), schedule(random)));
    kinds.put(
        Command.SetSaleState.class,
        random -> new Command.SetSaleState(number(random), pick(random, SaleState.values())));
    kinds.put(
        OrderCommand.OpenOrder.class,
        random ->
            new OrderCommand.OpenOrder(
                number(random),
                text(random),
                token(random),
                list(
                    random,
                    each -> new OrderItem(number(each), number(each), number(each), text(each))),
                random.nextLong(),
                text(random),
                Samples.caller(random)));
    kinds.put(
        OrderCommand.ConfirmOrder.class,
        random -> new OrderCommand.ConfirmOrder(number(random), text(random), text(random)));
    kinds.put(
        OrderCommand.FailOrder.class,
        random -> new OrderCommand.FailOrder(number(random), text(random)));
    kinds.put(
        OrderCommand.CancelOrder.class,
        random -> new OrderCommand.CancelOrder(number(random), text(random)));
    kinds.put(
        OrderCommand.VoidOrder.class,
        random -> new OrderCommand.VoidOrder(number(random), text(random)));
    kinds.put(
        OrderCommand.RecordPayment.class,
        random -> new OrderCommand.RecordPayment(number(random), text(random), text(random)));
    kinds.put(
        OrderCommand.RecordRefund.class,
        random -> new OrderCommand.RecordRefund(number(random), text(random), text(random)));
    return kinds;
  }

  static Map<Class<?>, Function<Random, Outcome>> outcomes() {
    Map<Class<?>, Function<Random, Outcome>> kinds = new LinkedHashMap<>();
    kinds.put(
        Outcome.TokenExtended.class,
        random -> new Outcome.TokenExtended(token(random), random.nextLong()));
    kinds.put(Outcome.PricesSet.class, random -> new Outcome.PricesSet(number(random)));
    kinds.put(
        Outcome.SaleScheduled.class,
        random -> new Outcome.SaleScheduled(number(random), pick(random, SaleState.values())));
    kinds.put(
        Outcome.SaleStateSet.class,
        random -> new Outcome.SaleStateSet(number(random), pick(random, SaleState.values())));
    kinds.put(
        Outcome.OrderOpened.class,
        random ->
            new Outcome.OrderOpened(
                text(random), random.nextLong(), text(random), random.nextLong()));
    kinds.put(
        Outcome.OrderConfirmed.class,
        random -> new Outcome.OrderConfirmed(text(random), number(random)));
    kinds.put(Outcome.OrderFailed.class, random -> new Outcome.OrderFailed(text(random)));
    kinds.put(
        Outcome.OrderCancelled.class,
        random ->
            new Outcome.OrderCancelled(
                text(random), pick(random, OrderState.values()), number(random)));
    kinds.put(
        Outcome.OrderVoided.class, random -> new Outcome.OrderVoided(text(random), number(random)));
    kinds.put(
        Outcome.PaymentRecorded.class,
        random -> new Outcome.PaymentRecorded(text(random), pick(random, OrderState.values())));
    kinds.put(Outcome.RefundRecorded.class, random -> new Outcome.RefundRecorded(text(random)));
    return kinds;
  }

  private static Prices prices(Random random) {
    return new Prices(
        text(random),
        random.nextLong(),
        random.nextLong(),
        list(random, each -> new Prices.TicketType(text(each), text(each))),
        list(random, each -> new Prices.Price(text(each), text(each), each.nextLong())));
  }

  private static SaleSchedule schedule(Random random) {
    return new SaleSchedule(
        random.nextLong(),
        text(random),
        list(
            random,
            each ->
                new SaleSchedule.PresaleWindow(
                    text(each), text(each), each.nextLong(), each.nextLong())));
  }
}
