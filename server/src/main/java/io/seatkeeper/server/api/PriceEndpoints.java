package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.server.api.PriceDocuments.NewPriceList;
import io.seatkeeper.server.api.PriceDocuments.PriceList;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problems;
import java.util.List;

/** What an event's tickets cost: shown to everybody, set by the organiser. */
final class PriceEndpoints {
  private static final String PATH = "/v1/events/{event}/prices";
  private static final JsonBody<NewPriceList> NEW = JsonBody.of(NewPriceList.class);

  private final EventDirectory events;
  private final Sender sender;

  PriceEndpoints(EventDirectory events, Sender sender) {
    this.events = events;
    this.sender = sender;
  }

  List<Route> routes() {
    return List.of(
        Route.read(PATH, Access.OPEN, Endpoint.blocking(this::read)),
        Route.put(PATH, Access.SECRET, Endpoint.blocking(this::set)));
  }

  private Answer read(Exchange exchange) {
    return shown(events.find(exchange.param("event")));
  }

  private Answer set(Exchange exchange) throws InterruptedException {
    Prices prices = exchange.body(NEW).checked();
    return sender.whileMoving(() -> set(exchange, prices));
  }

  private Answer set(Exchange exchange, Prices prices) throws InterruptedException {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    Reply reply =
        sender.sendAndWait(
            event.shard(), event, Request.unkeyed(new SetPrices(event.number(), prices)));
    return Sender.stamped(shown(event), reply);
  }

  private static Answer shown(KnownEvent event) {
    Prices prices =
        event
            .shard()
            .read(
                view -> {
                  EventView seen = view.event(event.number());
                  return seen == null ? null : seen.prices();
                });
    if (prices == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    return Answer.json(200, Json.type(PriceList.class), PriceList.of(prices));
  }
}
