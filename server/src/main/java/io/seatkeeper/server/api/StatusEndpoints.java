package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome.StatusChanged;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Status changes: free, or a status of the shop's own. */
final class StatusEndpoints {
  private static final JsonBody<Requests.ChangeStatus> STATUS =
      JsonBody.of(Requests.ChangeStatus.class);
  private static final JsonBody<Requests.ChangeStatusAcross> STATUS_ACROSS =
      JsonBody.of(Requests.ChangeStatusAcross.class);

  private final Sale sale;

  StatusEndpoints(Sale sale) {
    this.sale = sale;
  }

  List<Route> routes() {
    return List.of(
        Sale.route("/v1/events/{event}/status-changes", Access.SECRET, this::changeStatus),
        Sale.route("/v1/status-changes", Access.SECRET, this::changeStatusAcross));
  }

  private void changeStatus(Exchange exchange) {
    Requests.ChangeStatus body = exchange.body(STATUS);
    changeChosen(
        exchange,
        Chosen.of(exchange, body.objects()),
        body.status(),
        body.allowedPrevious(),
        body.rejectedPrevious());
  }

  private void changeStatusAcross(Exchange exchange) {
    Requests.ChangeStatusAcross body = exchange.body(STATUS_ACROSS);
    changeChosen(
        exchange,
        Chosen.across(body.selections()),
        body.status(),
        body.allowedPrevious(),
        body.rejectedPrevious());
  }

  private void changeChosen(
      Exchange exchange,
      Chosen chosen,
      String status,
      @Nullable List<String> allowed,
      @Nullable List<String> rejected) {
    RequestKey key = exchange.requestKey(chosen.group(), null);
    sale.send(
        exchange,
        chosen,
        (_, selections) ->
            new Request(
                new ChangeObjectStatus(
                    selections,
                    status,
                    allowed == null ? List.of() : allowed,
                    rejected == null ? List.of() : rejected),
                key),
        (_, reply) ->
            Answer.json(
                200,
                Json.type(Answers.StatusChanged.class),
                new Answers.StatusChanged(((StatusChanged) reply.outcome()).objects())));
  }
}
