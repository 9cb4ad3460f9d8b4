package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Outcome.ObjectsUpdated;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.server.api.Answers.AllotmentState;
import io.seatkeeper.server.api.Answers.AreaState;
import io.seatkeeper.server.api.Answers.ObjectState;
import io.seatkeeper.server.api.Answers.Owner;
import io.seatkeeper.server.api.Answers.Owners;
import io.seatkeeper.server.api.Answers.Updated;
import io.seatkeeper.server.api.Requests.ObjectPatch;
import io.seatkeeper.server.auth.Credential;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.Problems;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Single objects: their details, their owners, their properties. */
final class ObjectEndpoints {
  private static final JsonBody<Requests.ObjectsPatch> PATCH =
      JsonBody.of(Requests.ObjectsPatch.class);
  private static final int MOST_UPDATES = 100;
  private static final int PAGE = 1000;
  private static final int LARGEST_PAGE = 10_000;
  private static final int LARGEST_INDEX = 1_000_000_000;

  private final EventDirectory events;
  private final Sender sender;

  ObjectEndpoints(EventDirectory events, Sender sender) {
    this.events = events;
    this.sender = sender;
  }

  List<Route> routes() {
    return List.of(
        Route.read(
            "/v1/events/{event}/objects/{label}",
            Access.OPTIONAL,
            Endpoint.blocking(this::details)),
        Route.read("/v1/events/{event}/owners", Access.SECRET, Endpoint.blocking(this::owners))
            .taking("after", "limit"),
        Route.change(
            HttpMethod.PATCH,
            "/v1/events/{event}/objects",
            Access.SECRET,
            Endpoint.blocking(this::update)));
  }

  private Answer details(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    int object = event.object(exchange.param("label"));
    Credential credential = exchange.credentialOrNull();
    if (credential != null) {
      event.permit(credential);
    }
    boolean secret = credential != null && credential.secret();
    ObjectState state = read(event, view -> describe(view, object, secret));
    return Answer.json(200, Json.type(ObjectState.class), state);
  }

  private static ObjectState describe(EventView event, int object, boolean secret) {
    Venue venue = event.venue();
    VenueObject drawn = venue.object(object);
    boolean area = drawn.kind() == ObjectKind.AREA;
    return new ObjectState(
        drawn.label(),
        drawn.kind().name().toLowerCase(Locale.ROOT),
        venue.categories().get(drawn.category()).key(),
        venue.sections().get(drawn.section()).label(),
        event.statusName(event.statusCode(object)),
        event.forSale(object),
        !event.blockReason(object).isEmpty(),
        drawn.accessible(),
        drawn.capacity(),
        area ? areaState(event, object, drawn.capacity()) : null,
        secret ? orNull(event.order(object)) : null,
        secret ? tokenText(event.token(object)) : null,
        secret ? orNull(event.blockReason(object)) : null,
        secret ? orNull(event.channel(object)) : null,
        secret ? orNull(event.extraData(object)) : null,
        secret && area ? allotments(event, object) : null,
        secret && area ? shares(event, object) : null);
  }

  private static AreaState areaState(EventView event, int object, int capacity) {
    int held = event.areaHeld(object);
    int booked = event.areaBooked(object);
    return new AreaState(capacity, held, booked, capacity - held - booked);
  }

  private static List<AllotmentState> allotments(EventView event, int object) {
    return event.allotments(object).stream()
        .map(
            part -> new AllotmentState(part.channel(), part.capacity(), part.held(), part.booked()))
        .toList();
  }

  private static List<Owner> shares(EventView event, int object) {
    String label = event.venue().object(object).label();
    List<Owner> owners = new ArrayList<>();
    for (AreaShareView share : event.areaShares(object)) {
      boolean booked = !share.order().isEmpty();
      owners.add(
          new Owner(
              label,
              event.statusName(booked ? EventView.BOOKED : EventView.HELD),
              share.quantity(),
              orNull(share.order()),
              tokenText(share.token()),
              orNull(share.channel())));
    }
    return owners;
  }

  private Answer owners(Exchange exchange) {
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    int limit = (int) exchange.query("limit", 1, LARGEST_PAGE, PAGE);
    int after = (int) exchange.query("after", 0, LARGEST_INDEX, -1);
    Owners page = read(event, view -> ownersAfter(view, after, limit));
    return Answer.json(200, Json.type(Owners.class), page);
  }

  /** A page ends after the object that fills it: an area's shares are never torn apart. */
  private static Owners ownersAfter(EventView event, int after, int limit) {
    Venue venue = event.venue();
    List<Owner> items = new ArrayList<>();
    int object = after + 1;
    while (object < venue.objectCount() && items.size() < limit) {
      int status = event.statusCode(object);
      if (venue.areaOf(object) >= 0) {
        items.addAll(shares(event, object));
      } else if (status == EventView.HELD || status == EventView.BOOKED) {
        items.add(
            new Owner(
                venue.object(object).label(),
                event.statusName(status),
                1,
                orNull(event.order(object)),
                tokenText(event.token(object)),
                null));
      }
      object++;
    }
    Long next = object < venue.objectCount() ? (long) object - 1 : null;
    return new Owners(event.version(), items, next);
  }

  private Answer update(Exchange exchange) throws InterruptedException {
    Requests.ObjectsPatch body = exchange.body(PATCH);
    if (body.updates().size() > MOST_UPDATES) {
      throw Problem.of(Rejection.TOO_MANY_OBJECTS, Integer.toString(MOST_UPDATES)).thrown();
    }
    KnownEvent event = events.find(exchange.param("event"));
    event.permit(exchange.credential());
    List<ObjectUpdate> updates = new ArrayList<>();
    for (ObjectPatch patch : body.updates()) {
      updates.add(update(event, patch));
    }
    Request request =
        new Request(
            new UpdateObjects(event.number(), updates), exchange.requestKey(event.group(), null));
    Reply reply =
        sender.whileMoving(
            () -> {
              KnownEvent there = events.find(event.key());
              return sender.sendAndWait(there.shard(), there, request);
            });
    int updated = ((ObjectsUpdated) reply.outcome()).objects();
    return Sender.stamped(Answer.json(200, Json.type(Updated.class), new Updated(updated)), reply);
  }

  private static ObjectUpdate update(KnownEvent event, ObjectPatch patch) {
    List<ChannelCapacity> capacities = null;
    if (patch.channelCapacities() != null) {
      capacities =
          patch.channelCapacities().stream()
              .map(part -> new ChannelCapacity(part.channel(), part.capacity()))
              .toList();
    }
    return new ObjectUpdate(
        event.object(patch.label()),
        patch.forSale(),
        patch.blockReason(),
        patch.channel(),
        capacities,
        patch.extraData());
  }

  private <T> T read(KnownEvent event, Function<EventView, T> reader) {
    T found =
        event
            .shard()
            .read(
                view -> {
                  EventView seen = view.event(event.number());
                  return seen == null ? null : reader.apply(seen);
                });
    if (found == null) {
      throw Problems.eventUnknown(event.key()).thrown();
    }
    return found;
  }

  /** A token's number as the API shows it: enough to tell tokens apart, useless to hold with. */
  static @Nullable String tokenText(long token) {
    return token == 0 ? null : HexFormat.of().toHexDigits(token);
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
