package io.seatkeeper.server.api;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Outcome.ObjectsHeld;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.server.api.Answers.Held;
import io.seatkeeper.server.api.Requests.BestAvailable;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import java.util.List;

/** Holds: chosen objects, or the best there are. */
final class HoldEndpoints {
  private static final JsonBody<Requests.Hold> HOLD = JsonBody.of(Requests.Hold.class);
  private static final JsonBody<Requests.HoldAcross> HOLD_ACROSS =
      JsonBody.of(Requests.HoldAcross.class);

  private final Sale sale;

  HoldEndpoints(Sale sale) {
    this.sale = sale;
  }

  List<Route> routes() {
    return List.of(
        Sale.route("/v1/events/{event}/holds", Access.PUBLIC, this::hold),
        Sale.route("/v1/holds", Access.PUBLIC, this::holdAcross));
  }

  private void hold(Exchange exchange) {
    Requests.Hold body = exchange.body(HOLD);
    HoldToken token = exchange.credential().tokens().verify(body.holdToken());
    ChannelAccess access =
        Sale.access(exchange, body.channels(), body.ignoreChannels(), body.presaleCode());
    BestAvailable best = body.bestAvailable();
    if (best != null) {
      if (body.objects() != null) {
        throw Sale.conflict("objects", "bestAvailable");
      }
      String key = exchange.param("event");
      sale.events().with(exchange, key, event -> holdBest(exchange, event, token, best, access));
      return;
    }
    if (body.objects() == null) {
      throw Problem.of(
              ProblemCode.FIELD_MISSING, "Name the objects, or say bestAvailable and how many.")
          .at("/objects")
          .thrown();
    }
    holdChosen(exchange, token, Chosen.of(exchange, body.objects()), access);
  }

  private void holdAcross(Exchange exchange) {
    Requests.HoldAcross body = exchange.body(HOLD_ACROSS);
    HoldToken token = exchange.credential().tokens().verify(body.holdToken());
    ChannelAccess access =
        Sale.access(exchange, body.channels(), body.ignoreChannels(), body.presaleCode());
    holdChosen(exchange, token, Chosen.across(body.selections()), access);
  }

  private void holdChosen(Exchange exchange, HoldToken token, Chosen chosen, ChannelAccess access) {
    RequestKey key = exchange.requestKey(chosen.group(), token);
    sale.send(
        exchange,
        chosen,
        (shard, selections) ->
            new Request(new HoldObjects(sale.leases().in(shard, token), selections, access), key),
        (about, reply) -> held(token, about, chosen.across(), reply));
  }

  private void holdBest(
      Exchange exchange,
      KnownEvent event,
      HoldToken token,
      BestAvailable best,
      ChannelAccess access) {
    event.permit(exchange.credential());
    RequestKey key = exchange.requestKey(event.group(), token);
    List<KnownEvent> about = List.of(event);
    sale.sender()
        .send(
            exchange,
            about,
            shard ->
                new Request(
                    bestAvailable(sale.leases().in(shard, token), event, best, access), key),
            reply -> held(token, about, false, reply));
  }

  private static Command bestAvailable(
      TokenLease lease, KnownEvent event, BestAvailable best, ChannelAccess access) {
    List<String> fallbacks = best.fallbacks() == null ? List.of() : best.fallbacks();
    return new HoldBestAvailable(
        lease,
        event.number(),
        best.count(),
        best.categories() == null ? List.of() : best.categories(),
        best.section(),
        best.zone(),
        Boolean.TRUE.equals(best.accessible()),
        fallbacks.contains("scattered"),
        fallbacks.contains("acrossSections"),
        fallbacks.contains("area"),
        access);
  }

  private static Answer held(HoldToken token, List<KnownEvent> about, boolean across, Reply reply) {
    ObjectsHeld held = (ObjectsHeld) reply.outcome();
    long remaining = Math.max(0, held.deadlineLogMillis() - reply.logMillis());
    Held answer = new Held(token.text(), remaining, Chosen.taken(about, held.selections(), across));
    return Answer.json(201, Json.type(Held.class), answer);
  }
}
