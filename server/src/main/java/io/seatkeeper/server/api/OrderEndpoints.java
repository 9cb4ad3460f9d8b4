package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.OrderCommand.CancelOrder;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.OrderItem;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome.OrderOpened;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.server.api.OrderDocuments.NewOrder;
import io.seatkeeper.server.api.OrderDocuments.Order;
import io.seatkeeper.server.api.OrderDocuments.Shown;
import io.seatkeeper.server.api.OrderDocuments.Ticket;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.auth.OrderKeys;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as buyers meet them: opened on a hold token, looked at, given up. */
final class OrderEndpoints {
  /** How long an order may be paid, where its event allows holds of that length. */
  static final long PAY_MILLIS = 600_000;

  private static final int MOST_ATTEMPTS = 8;
  private static final JsonBody<NewOrder> NEW = JsonBody.of(NewOrder.class);
  private static final JsonBody<Shown> SHOWN = JsonBody.of(Shown.class);

  private final OrderBook book;

  OrderEndpoints(OrderBook book) {
    this.book = book;
  }

  List<Route> routes() {
    return List.of(
        Sale.route(
            "/v1/events/{event}/orders", Access.PUBLIC, Endpoint.blocking(this::openChecked)),
        Route.read(
                "/v1/events/{event}/orders/{order}", Access.OPTIONAL, Endpoint.blocking(this::read))
            .taking("key"),
        Sale.route(
            "/v1/events/{event}/orders/{order}/cancellation",
            Access.PUBLIC,
            Endpoint.blocking(this::cancel)));
  }

  private Answer openChecked(Exchange exchange) throws InterruptedException {
    NewOrder body = exchange.body(NEW);
    HoldToken token = exchange.credential().tokens().verify(body.holdToken());
    KnownEvent event = book.events().find(exchange.param("event"));
    event.permit(exchange.credential());
    List<OrderItem> items = items(event, body.items());
    RequestKey key = exchange.requestKey(event.group(), token);
    OrderKeys keys = book.keysOf(event);
    Caller caller = Sale.caller(exchange, body.presaleCode());
    long payMillis = Math.min(PAY_MILLIS, settings(event).maxHoldMillis());
    Refused refused = null;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      OrderKeys.Naming naming = keys.naming(event.group(), key, attempt);
      Reply reply =
          book.ask(
              event.key(),
              key,
              where ->
                  new OpenOrder(
                      where.number(),
                      naming.reference(),
                      token.lease().token(),
                      items,
                      where.shard().leastLogMillis() + payMillis,
                      naming.idempotencyId(),
                      caller));
      if (reply.outcome() instanceof OrderOpened opened) {
        return shown(exchange, 201, event.key(), opened.order(), reply);
      }
      refused = (Refused) reply.outcome();
      if (refused.rejection() != Rejection.ORDER_EXISTS) {
        break;
      }
    }
    throw Problem.of(refused == null ? new Refused(Rejection.ORDER_EXISTS, "") : refused).thrown();
  }

  private Answer read(Exchange exchange) {
    String reference = reference(exchange);
    KnownEvent event = book.events().find(exchange.param("event"));
    boolean secret =
        book.permit(event, reference, exchange.credentialOrNull(), exchange.query("key"));
    Order order = book.find(event.key(), reference).document(secret);
    return Answer.json(200, Json.type(Order.class), order);
  }

  private Answer cancel(Exchange exchange) throws InterruptedException {
    Shown body = exchange.body(SHOWN);
    String reference = reference(exchange);
    KnownEvent event = book.events().find(exchange.param("event"));
    boolean secret = book.permit(event, reference, exchange.credential(), body.key());
    if (!secret) {
      OrderState state = book.find(event.key(), reference).order().state();
      if (state != OrderState.OPEN && state != OrderState.CANCELLED) {
        throw Problem.of(Rejection.ORDER_STEP_NOT_POSSIBLE, state.name()).thrown();
      }
    }
    // Browsers share a public key, and the step repeats harmlessly without one of its own.
    RequestKey key = secret ? exchange.requestKey(event.group(), null) : null;
    Reply reply = book.take(event.key(), key, where -> new CancelOrder(where.number(), reference));
    return shown(exchange, 200, event.key(), reference, reply);
  }

  /** The order that a path names. */
  static String reference(Exchange exchange) {
    return OrderKeys.reference(exchange.param("order"));
  }

  private Answer shown(Exchange exchange, int status, String event, String reference, Reply reply) {
    Order order = book.find(event, reference).document(exchange.credential().secret());
    return Sender.stamped(Answer.json(status, Json.type(Order.class), order), reply);
  }

  private static EventSettings settings(KnownEvent event) {
    EventSettings settings =
        event
            .shard()
            .read(
                view -> {
                  EventView seen = view.event(event.number());
                  return seen == null ? null : seen.settings();
                });
    if (settings == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    return settings;
  }

  private static List<OrderItem> items(KnownEvent event, @Nullable List<Ticket> tickets) {
    List<OrderItem> items = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Ticket ticket : tickets == null ? List.<Ticket>of() : tickets) {
      int object = event.venue().indexOf(ticket.label());
      if (object < 0) {
        unknown.add(ticket.label());
        continue;
      }
      items.add(
          new OrderItem(
              event.number(),
              object,
              ticket.quantity() == null ? 1 : ticket.quantity(),
              ticket.ticketType() == null ? "" : ticket.ticketType()));
    }
    if (!unknown.isEmpty()) {
      throw Problems.objectsUnknown(unknown).thrown();
    }
    return items;
  }
}
