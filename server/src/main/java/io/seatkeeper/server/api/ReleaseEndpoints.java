package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome.ObjectsReleased;
import io.seatkeeper.server.api.Answers.Released;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Releases: what a token holds or an order booked becomes free. */
final class ReleaseEndpoints {
  private static final JsonBody<Requests.Release> RELEASE = JsonBody.of(Requests.Release.class);
  private static final JsonBody<Requests.ReleaseAcross> RELEASE_ACROSS =
      JsonBody.of(Requests.ReleaseAcross.class);

  private final Sale sale;

  ReleaseEndpoints(Sale sale) {
    this.sale = sale;
  }

  List<Route> routes() {
    return List.of(
        Sale.route("/v1/events/{event}/releases", Access.PUBLIC, this::release),
        Sale.route("/v1/releases", Access.PUBLIC, this::releaseAcross));
  }

  private void release(Exchange exchange) {
    Requests.Release body = exchange.body(RELEASE);
    releaseChosen(exchange, body.holdToken(), body.order(), Chosen.of(exchange, body.objects()));
  }

  private void releaseAcross(Exchange exchange) {
    Requests.ReleaseAcross body = exchange.body(RELEASE_ACROSS);
    releaseChosen(exchange, body.holdToken(), body.order(), Chosen.across(body.selections()));
  }

  private void releaseChosen(
      Exchange exchange, @Nullable String holdToken, @Nullable String order, Chosen chosen) {
    HoldToken token = Sale.token(exchange, holdToken);
    if (token != null && order != null) {
      throw Sale.conflict("order", "holdToken");
    }
    if (!exchange.credential().secret()) {
      PublicKeys.permitRelease(token);
    }
    RequestKey key = exchange.requestKey(chosen.group(), token);
    long number = token == null ? 0 : token.lease().token();
    sale.send(
        exchange,
        chosen,
        (_, selections) ->
            new Request(new ReleaseObjects(number, order == null ? "" : order, selections), key),
        (_, reply) ->
            Answer.json(
                200,
                Json.type(Released.class),
                new Released(((ObjectsReleased) reply.outcome()).objects())));
  }
}
