package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.api.Answers.Event;
import io.seatkeeper.server.api.Answers.EventRules;
import io.seatkeeper.server.api.Answers.Events;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Events: created, read, listed, updated, deleted. */
final class EventEndpoints {
  private static final JsonBody<Requests.NewEvent> NEW = JsonBody.of(Requests.NewEvent.class);
  private static final JsonBody<Requests.EventPatch> PATCH = JsonBody.of(Requests.EventPatch.class);
  private static final Pattern KEY =
      Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}(\\.[a-z0-9][a-z0-9_-]{0,63})?");
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;

  private final ShardRouter shards;
  private final EventDirectory events;
  private final Sender sender;
  private final EventPlaces places;
  private final SetupListener setups;

  EventEndpoints(ShardRouter shards, EventDirectory events, Sender sender, SetupListener setups) {
    this.shards = shards;
    this.events = events;
    this.sender = sender;
    this.setups = setups;
    this.places = new EventPlaces(shards, sender, setups);
  }

  List<Route> routes() {
    return List.of(
        Route.change(HttpMethod.POST, "/v1/events", Access.SECRET, Endpoint.blocking(this::create)),
        Route.read("/v1/events", Access.SECRET, Endpoint.blocking(this::list))
            .taking("limit", "after"),
        Route.read("/v1/events/{event}", Access.OPEN, Endpoint.blocking(this::read)),
        Route.change(
            HttpMethod.PATCH, "/v1/events/{event}", Access.SECRET, Endpoint.blocking(this::update)),
        Route.delete("/v1/events/{event}", Access.SECRET, Endpoint.blocking(this::delete)));
  }

  private Answer create(Exchange exchange) throws InterruptedException {
    Requests.NewEvent body = exchange.body(NEW);
    if (!KEY.matcher(body.key()).matches()) {
      throw Problem.of(
              ProblemCode.VALUE_INVALID,
              "An event's key is name or group.name, each of small letters, digits, _ and -, up to"
                  + " 64, beginning with a letter or digit.")
          .at("/key")
          .thrown();
    }
    EventSettings settings = change(body.settings()).appliedTo(EventSettings.DEFAULT);
    String group = EventDirectory.groupOf(body.key());
    return sender.whileMoving(() -> create(exchange, body, group, settings));
  }

  private Answer create(
      Exchange exchange, Requests.NewEvent body, String group, EventSettings settings)
      throws InterruptedException {
    EventPlaces.Place place =
        places.prepare(
            exchange.credential().workspace(),
            group,
            body.chart(),
            body.chartVersion() == null ? 0 : body.chartVersion());
    CreateEvent command =
        new CreateEvent(
            exchange.credential().workspace(),
            body.key(),
            body.name() == null ? body.key() : body.name(),
            body.chart(),
            place.chartVersion(),
            settings,
            Boolean.TRUE.equals(body.draft()));
    Shard shard = place.shard();
    Reply reply =
        sender.sendAndWait(shard, null, new Request(command, exchange.requestKey(group, null)));
    setups.carriedOut(command);
    int number = ((EventCreated) reply.outcome()).event();
    Event event = seen(shard, number, body.key()).described(exchange.credential().mode());
    return Sender.stamped(Answer.json(201, Json.type(Event.class), event), reply);
  }

  private Answer list(Exchange exchange) {
    int limit = (int) exchange.query("limit", 1, LARGEST_PAGE, PAGE);
    String after = exchange.query(Route.AFTER);
    String workspace = exchange.credential().workspace();
    Mode mode = exchange.credential().mode();
    // An event that moves is on two shards for a moment; where it came is later in its history.
    SortedMap<String, Seen> found = new TreeMap<>();
    for (Shard shard : shards.ofEvents()) {
      shard
          .read(view -> after(view, workspace, after, limit + 1))
          .forEach(seen -> found.merge(seen.key(), seen, Seen::later));
    }
    List<Seen> page = List.copyOf(found.values());
    boolean more = page.size() > limit;
    List<Event> items = page.stream().limit(limit).map(seen -> seen.described(mode)).toList();
    String next = more ? items.getLast().key() : null;
    return Answer.json(200, Json.type(Events.class), new Events(items, next));
  }

  private static List<Seen> after(
      ShardView view, String workspace, @Nullable String after, int limit) {
    List<EventView> found = new ArrayList<>();
    for (EventView event : view.events(workspace)) {
      if (after == null || event.key().compareTo(after) > 0) {
        found.add(event);
      }
    }
    found.sort(Comparator.comparing(EventView::key));
    return found.stream().limit(limit).map(Seen::ofKnown).toList();
  }

  private Answer read(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    Seen seen = seen(event.shard(), event.number(), event.key());
    return Answer.json(200, Json.type(Event.class), seen.described(event.mode()));
  }

  private Answer update(Exchange exchange) throws InterruptedException {
    Requests.EventPatch body = exchange.body(PATCH);
    if (body.name() == null && body.settings() == null) {
      throw Problem.of(
              ProblemCode.FIELD_MISSING, "Nothing is to be changed. Give a name or settings.")
          .at("/name")
          .thrown();
    }
    return sender.whileMoving(() -> update(exchange, body));
  }

  private Answer update(Exchange exchange, Requests.EventPatch body) throws InterruptedException {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    Shard shard = event.shard();
    UpdateEvent command = new UpdateEvent(event.number(), body.name(), change(body.settings()));
    Reply reply =
        sender.sendAndWait(
            shard, event, new Request(command, exchange.requestKey(event.group(), null)));
    Event updated = seen(shard, event.number(), event.key()).described(event.mode());
    return Sender.stamped(Answer.json(200, Json.type(Event.class), updated), reply);
  }

  private Answer delete(Exchange exchange) throws InterruptedException {
    return sender.whileMoving(() -> deleteOnce(exchange));
  }

  private Answer deleteOnce(Exchange exchange) throws InterruptedException {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    Reply reply =
        sender.sendAndWait(event.shard(), event, Request.unkeyed(new DeleteEvent(event.number())));
    return Sender.stamped(Answer.empty(204), reply);
  }

  private static Seen seen(Shard shard, int number, String key) {
    Seen seen = shard.read(view -> Seen.of(view.event(number)));
    if (seen == null) {
      throw Problems.eventUnknown(key).thrown();
    }
    return seen;
  }

  private static SettingsChange change(Requests.@Nullable Settings wanted) {
    return wanted == null
        ? SettingsChange.NONE
        : new SettingsChange(
            wanted.purchaseLimit(),
            wanted.objectsPerToken(),
            wanted.maxHoldMillis(),
            wanted.maxExtensions(),
            wanted.maxExtendedMillis());
  }

  /** An event as it was, copied; words and sums are made of it outside the shard's lock. */
  private record Seen(
      String key,
      String name,
      String chart,
      int chartVersion,
      String group,
      long version,
      Venue venue,
      boolean fenced,
      long createdWallMillis,
      SaleState saleState,
      EventSettings settings) {
    static @Nullable Seen of(@Nullable EventView event) {
      return event == null ? null : ofKnown(event);
    }

    Seen later(Seen other) {
      return other.version > version ? other : this;
    }

    static Seen ofKnown(EventView event) {
      return new Seen(
          event.key(),
          event.name(),
          event.chart(),
          event.chartVersion(),
          event.group(),
          event.version(),
          event.venue(),
          event.fenced(),
          event.createdWallMillis(),
          event.sale().state(),
          event.settings());
    }

    Event described(Mode mode) {
      return new Event(
          key,
          name,
          chart,
          chartVersion,
          group,
          mode.name().toLowerCase(Locale.ROOT),
          version,
          venue.objectCount(),
          venue.seatCount(),
          fenced,
          Instant.ofEpochMilli(createdWallMillis).toString(),
          SaleDocuments.word(saleState),
          new EventRules(
              settings.purchaseLimit(),
              settings.objectsPerToken(),
              settings.maxHoldMillis(),
              settings.maxExtensions(),
              settings.maxExtendedMillis()));
    }
  }
}
