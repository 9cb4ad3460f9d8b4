package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.server.api.Answers.AllotmentState;
import io.seatkeeper.server.api.Answers.AreaShares;
import io.seatkeeper.server.api.Answers.BlockedShare;
import io.seatkeeper.server.api.Answers.Plan;
import io.seatkeeper.server.api.Answers.Share;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the organiser has set aside of an event: channels and blocks, object by object. */
final class PlanEndpoint {
  private final EventDirectory events;

  PlanEndpoint(EventDirectory events) {
    this.events = events;
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v1/events/{event}/plan", Access.SECRET, Endpoint.blocking(this::plan)));
  }

  private Answer plan(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    Plan plan =
        event
            .shard()
            .read(
                view -> {
                  EventView seen = view.event(event.number());
                  return seen == null ? null : planOf(seen);
                });
    if (plan == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    return Answer.json(200, Json.type(Plan.class), plan);
  }

  private static Plan planOf(EventView event) {
    Venue venue = event.venue();
    Map<String, List<String>> channels = new TreeMap<>();
    Map<String, List<String>> blocks = new TreeMap<>();
    List<AreaShares> areas = new ArrayList<>();
    for (int object = 0; object < venue.objectCount(); object++) {
      String label = venue.object(object).label();
      put(channels, event.channel(object), label);
      put(blocks, event.blockReason(object), label);
      if (venue.areaOf(object) >= 0) {
        areas.add(new AreaShares(label, allotments(event, object)));
      }
    }
    return new Plan(
        event.version(),
        channels.entrySet().stream()
            .map(entry -> new Share(entry.getKey(), entry.getValue()))
            .toList(),
        blocks.entrySet().stream()
            .map(entry -> new BlockedShare(entry.getKey(), entry.getValue()))
            .toList(),
        areas);
  }

  private static List<AllotmentState> allotments(EventView event, int object) {
    return event.allotments(object).stream()
        .map(
            part -> new AllotmentState(part.channel(), part.capacity(), part.held(), part.booked()))
        .toList();
  }

  private static void put(Map<String, List<String>> groups, String name, String label) {
    if (!name.isEmpty()) {
      groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(label);
    }
  }
}
