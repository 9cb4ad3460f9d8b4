package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.state.EventSale;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Sales of events: where they stand, when they open, what stops them. */
final class SaleEndpoints {
  private static final JsonBody<SaleRequests.Schedule> SCHEDULE =
      JsonBody.of(SaleRequests.Schedule.class);
  private static final JsonBody<SaleRequests.State> STATE = JsonBody.of(SaleRequests.State.class);

  /** The last instant with a year of four digits. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private final EventDirectory events;
  private final Sender sender;
  private final SaleDocuments documents;

  SaleEndpoints(EventDirectory events, Sender sender, SaleDocuments documents) {
    this.events = events;
    this.sender = sender;
    this.documents = documents;
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v1/events/{event}/sale", Access.OPEN, Endpoint.blocking(this::read)),
        Route.put(
            "/v1/events/{event}/sale/schedule", Access.SECRET, Endpoint.blocking(this::schedule)),
        Route.put("/v1/events/{event}/sale/state", Access.SECRET, Endpoint.blocking(this::turn)));
  }

  private Answer read(Exchange exchange) {
    return describe(events.find(exchange.param("event")));
  }

  private Answer schedule(Exchange exchange) throws InterruptedException {
    SaleSchedule wanted = schedule(exchange.body(SCHEDULE));
    return change(exchange, event -> new ScheduleSale(event, wanted));
  }

  private Answer turn(Exchange exchange) throws InterruptedException {
    SaleState wanted = SaleDocuments.state(exchange.body(STATE).state());
    return change(exchange, event -> new SetSaleState(event, wanted));
  }

  /** These commands repeat harmlessly by nature; they have no keys. */
  private Answer change(Exchange exchange, IntFunction<Command> command)
      throws InterruptedException {
    return sender.whileMoving(
        () -> {
          KnownEvent event = events.find(exchange.param("event"));
          event.permit(exchange.credential());
          Reply reply =
              sender.sendAndWait(
                  event.shard(), event, Request.unkeyed(command.apply(event.number())));
          return Sender.stamped(describe(event), reply);
        });
  }

  /** A sale as it was, copied, with the time its shard had reached. */
  private record Seen(EventSale sale, long wallMillis) {
    static @Nullable Seen of(ShardView view, int number) {
      EventView event = view.event(number);
      return event == null ? null : new Seen(event.sale(), view.wallMillis());
    }
  }

  private Answer describe(KnownEvent event) {
    Seen seen = event.shard().read(view -> Seen.of(view, event.number()));
    if (seen == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    return Answer.json(200, documents.json(seen.sale, seen.wallMillis));
  }

  private static SaleSchedule schedule(SaleRequests.Schedule body) {
    List<PresaleWindow> windows = new ArrayList<>();
    if (body.presales() != null) {
      for (SaleRequests.Presale presale : body.presales()) {
        String place = "/presales/" + windows.size();
        windows.add(
            new PresaleWindow(
                presale.channel(),
                PresaleCodes.hash(presale.code(), place + "/code"),
                millis(presale.from(), place + "/from"),
                millis(presale.until(), place + "/until")));
      }
    }
    long onSale = body.onSaleAt() == null ? 0 : millis(body.onSaleAt(), "/onSaleAt");
    return new SaleSchedule(onSale, timeZone(body.timeZone()), windows);
  }

  private static long millis(String time, String place) {
    try {
      Instant instant = Instant.parse(time);
      if (instant.isAfter(Instant.EPOCH) && !instant.isAfter(LATEST)) {
        return instant.toEpochMilli();
      }
    } catch (DateTimeException _) {
      // Said below, with what it should be.
    }
    throw Problem.of(
            ProblemCode.VALUE_INVALID,
            "Give the time in ISO 8601 with its offset, such as 2026-12-01T10:00:00Z, after 1970.")
        .at(place)
        .thrown();
  }

  private static String timeZone(@Nullable String name) {
    if (name == null || name.isEmpty() || name.equals(SaleDocuments.UTC)) {
      return "";
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw Problem.of(
              ProblemCode.VALUE_INVALID,
              "Give the time zone by its IANA name, such as Europe/Zurich; leave it out for UTC.")
          .at("/timeZone")
          .thrown();
    }
    return name;
  }
}
