package io.seatkeeper.server.api;

import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.server.api.OrderDocuments.NewPayment;
import io.seatkeeper.server.api.OrderDocuments.Order;
import io.seatkeeper.server.api.OrderDocuments.Shown;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.payment.Card;
import io.seatkeeper.server.payment.OrderName;
import io.seatkeeper.server.payment.PaymentProvider;
import io.seatkeeper.server.payment.Payments;
import io.seatkeeper.server.payment.Providers;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Orders' money by way of the workspace's provider: paid by buyers, returned by the shop. */
final class PaymentEndpoints {
  /** How long a buyer's request waits for the payment; then the buyer looks at the order. */
  private static final long PATIENCE_MILLIS = 5_000;

  private static final JsonBody<NewPayment> PAY = JsonBody.of(NewPayment.class);
  private static final JsonBody<Shown> SHOWN = JsonBody.of(Shown.class);

  private final OrderBook book;
  private final Payments payments;
  private final Providers providers;

  PaymentEndpoints(OrderBook book, Payments payments, Providers providers) {
    this.book = book;
    this.payments = payments;
    this.providers = providers;
  }

  /** A payment under way. */
  private record Begun(String event, String reference, CompletableFuture<Void> flight) {}

  List<Route> routes() {
    return List.of(
        Sale.route("/v1/events/{event}/orders/{order}/payment", Access.PUBLIC, this::pay),
        Sale.route(
            "/v1/events/{event}/orders/{order}/refund",
            Access.SECRET,
            Endpoint.blocking(this::refund)));
  }

  private void pay(Exchange exchange) {
    exchange.offload(() -> begin(exchange), begun -> await(exchange, begun));
  }

  private Begun begin(Exchange exchange) {
    NewPayment body = exchange.body(PAY);
    String reference = OrderEndpoints.reference(exchange);
    KnownEvent event = book.events().find(exchange.param("event"));
    book.permit(event, reference, exchange.credential(), body.key());
    OrderBook.Found found = book.find(event.key(), reference);
    Card card = body.card() == null ? null : new Card(body.card().number());
    OrderState state = found.order().state();
    boolean settled = state != OrderState.OPEN && state != OrderState.CONFIRMED;
    if (settled || (state == OrderState.CONFIRMED && found.order().isFree())) {
      return new Begun(event.key(), reference, CompletableFuture.completedFuture(null));
    }
    if (!found.order().isFree()) {
      check(event, card);
    }
    return new Begun(
        event.key(), reference, payments.pay(new OrderName(event.key(), reference), card));
  }

  private void check(KnownEvent event, @Nullable Card card) {
    PaymentProvider provider = providers.of(event.mode());
    if (provider == null) {
      throw Providers.none().thrown();
    }
    if (card == null) {
      throw Problem.of(
              ProblemCode.FIELD_MISSING, "The order costs money. Say which card pays for it.")
          .at("/card")
          .thrown();
    }
    String fault = provider.fault(card);
    if (fault != null) {
      throw Problem.of(ProblemCode.VALUE_INVALID, fault).at("/card/number").thrown();
    }
  }

  /** The payment goes on when the buyer's patience ends: only the waiting is over. */
  private void await(Exchange exchange, Begun begun) {
    var _ =
        begun
            .flight
            .copy()
            .orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .whenComplete(
                (_, failure) -> exchange.loop().post(() -> answer(exchange, begun, failure)));
  }

  private void answer(Exchange exchange, Begun begun, @Nullable Throwable failure) {
    if (failure == null || failure instanceof TimeoutException) {
      exchange.offload(() -> shown(exchange, begun), exchange::answer);
    } else {
      exchange.refuse(failure);
    }
  }

  private Answer shown(Exchange exchange, Begun begun) {
    OrderBook.Found found = book.find(begun.event, begun.reference);
    Order order = found.document(exchange.credential().secret());
    boolean open = found.order().state() == OrderState.OPEN;
    Answer answer = Answer.json(open ? 202 : 200, Json.type(Order.class), order);
    Answer stamped = Sender.stamped(answer, found.event().shard().status().token());
    return open ? stamped.with("retry-after", "1") : stamped;
  }

  private Answer refund(Exchange exchange) throws InterruptedException {
    Shown body = exchange.body(SHOWN);
    String reference = OrderEndpoints.reference(exchange);
    KnownEvent event = book.events().find(exchange.param("event"));
    book.permit(event, reference, exchange.credential(), body.key());
    payments.refund(new OrderName(event.key(), reference));
    OrderBook.Found found = book.find(event.key(), reference);
    return Sender.stamped(
        Answer.json(200, Json.type(Order.class), found.document(true)),
        found.event().shard().status().token());
  }
}
