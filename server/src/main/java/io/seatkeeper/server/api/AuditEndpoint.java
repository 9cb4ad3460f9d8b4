package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.outcome.Change.EventChanged;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.OrderChanged;
import io.seatkeeper.replication.AuditReader.AuditPage;
import io.seatkeeper.replication.AuditReader.AuditQuery;
import io.seatkeeper.replication.AuditReader.AuditRecord;
import io.seatkeeper.replication.AuditReader.Direction;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.api.Answers.Audit;
import io.seatkeeper.server.api.Answers.AuditItem;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The trail of an event: everything that ever changed in it, page by page. */
final class AuditEndpoint {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  private final EventDirectory events;
  private final Trail trail;

  AuditEndpoint(EventDirectory events, ShardRouter shards) {
    this.events = events;
    this.trail = new Trail(shards.ofEvents());
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v1/events/{event}/audit", Access.SECRET, Endpoint.blocking(this::audit))
            .taking("after", "limit", "object", "order"));
  }

  private Answer audit(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    int limit = (int) exchange.query("limit", 1, LARGEST_PAGE, PAGE);
    long after = exchange.query(Route.AFTER, 0, Long.MAX_VALUE, 0);
    String label = exchange.query("object");
    Integer object = label == null ? null : event.object(label);
    AuditQuery query = new AuditQuery(event.number(), direction(exchange), after, 0, object, limit);
    AuditPage page = trail.read(query);
    List<AuditItem> items = page.records().stream().map(entry -> describe(event, entry)).toList();
    Long next = page.next() == 0 ? null : page.next();
    return Answer.json(200, Json.type(Audit.class), new Audit(items, next));
  }

  private static Direction direction(Exchange exchange) {
    String order = exchange.query("order");
    return switch (order == null ? "oldest" : order) {
      case "oldest" -> Direction.OLDEST_FIRST;
      case "newest" -> Direction.NEWEST_FIRST;
      default ->
          throw Problem.of(
                  ProblemCode.QUERY_INVALID, "The parameter order must be oldest or newest.")
              .about("order")
              .thrown();
    };
  }

  private static AuditItem describe(KnownEvent event, AuditRecord entry) {
    String at = Instant.ofEpochMilli(entry.wallMillis()).toString();
    return switch (entry.change()) {
      case ObjectChanged change -> {
        VenueObject drawn = event.venue().object(change.object());
        boolean area = drawn.kind() == ObjectKind.AREA;
        yield new AuditItem(
            change.eventVersion(),
            entry.index(),
            entry.logMillis(),
            at,
            change.reason().name().toLowerCase(Locale.ROOT),
            drawn.label(),
            area ? null : change.previousStatus(),
            area ? null : change.status(),
            change.forSale(),
            change.blocked(),
            change.quantity(),
            area ? change.areaHeld() : null,
            area ? change.areaBooked() : null,
            ObjectEndpoints.tokenText(change.token()),
            ObjectEndpoints.orNull(change.order()),
            null);
      }
      case EventChanged change ->
          new AuditItem(
              change.eventVersion(),
              entry.index(),
              entry.logMillis(),
              at,
              "event-" + change.fact().name().toLowerCase(Locale.ROOT),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              change.detail());
      case OrderChanged change ->
          new AuditItem(
              change.eventVersion(),
              entry.index(),
              entry.logMillis(),
              at,
              "order-" + change.state().name().toLowerCase(Locale.ROOT),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              change.order(),
              null);
    };
  }
}
