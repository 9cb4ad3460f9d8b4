package io.seatkeeper.server.api;

import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.OrderCommand.ConfirmOrder;
import io.seatkeeper.core.command.OrderCommand.FailOrder;
import io.seatkeeper.core.command.OrderCommand.RecordPayment;
import io.seatkeeper.core.command.OrderCommand.RecordRefund;
import io.seatkeeper.core.command.OrderCommand.VoidOrder;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.server.api.OrderDocuments.Order;
import io.seatkeeper.server.api.OrderDocuments.OwnPayment;
import io.seatkeeper.server.api.OrderDocuments.OwnRefund;
import io.seatkeeper.server.api.OrderDocuments.Shown;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The steps of an order for shops that take the money themselves: with the secret key, one each.
 */
final class OrderStepEndpoints {
  private static final JsonBody<OwnPayment> PAYMENT = JsonBody.of(OwnPayment.class);
  private static final JsonBody<OwnRefund> REFUND = JsonBody.of(OwnRefund.class);
  private static final JsonBody<Shown> SHOWN = JsonBody.of(Shown.class);

  private final OrderBook book;

  OrderStepEndpoints(OrderBook book) {
    this.book = book;
  }

  /** Makes an order's command for where the order is, from the request's body. */
  @FunctionalInterface
  private interface Step<T> {
    OrderCommand of(int event, String order, T body);
  }

  List<Route> routes() {
    return List.of(
        step(
            "confirmation",
            PAYMENT,
            (event, order, body) -> new ConfirmOrder(event, order, body.payment())),
        step("failure", SHOWN, (event, order, _) -> new FailOrder(event, order)),
        step("voiding", SHOWN, (event, order, _) -> new VoidOrder(event, order)),
        step(
            "payments",
            PAYMENT,
            (event, order, body) -> new RecordPayment(event, order, body.payment())),
        step(
            "refunds",
            REFUND,
            (event, order, body) -> new RecordRefund(event, order, body.refund())));
  }

  private <T extends Record> Route step(String name, JsonBody<T> type, Step<T> step) {
    return Sale.route(
        "/v1/events/{event}/orders/{order}/" + name,
        Access.SECRET,
        Endpoint.blocking(
            exchange -> {
              T body = exchange.body(type);
              String reference = OrderEndpoints.reference(exchange);
              String shown = body instanceof Shown asking ? asking.key() : null;
              return take(exchange, reference, shown, at -> step.of(at.number(), reference, body));
            }));
  }

  private Answer take(
      Exchange exchange,
      String reference,
      @Nullable String shown,
      Function<KnownEvent, OrderCommand> step)
      throws InterruptedException {
    KnownEvent event = book.events().find(exchange.param("event"));
    book.permit(event, reference, exchange.credential(), shown);
    Reply reply = book.take(event.key(), exchange.requestKey(event.group(), null), step);
    Order order = book.find(event.key(), reference).document(true);
    return Sender.stamped(Answer.json(200, Json.type(Order.class), order), reply);
  }
}
