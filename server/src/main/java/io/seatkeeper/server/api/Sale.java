package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all requests of a sale share: fields they have in common, and the way to the shard. */
final class Sale {
  private final EventDirectory events;
  private final Sender sender;
  private final Leases leases;

  Sale(EventDirectory events, Sender sender, Leases leases) {
    this.events = events;
    this.sender = sender;
    this.leases = leases;
  }

  /** Makes a command for a shard. */
  @FunctionalInterface
  interface Asking {
    Request ask(Shard shard, List<Selection> selections);
  }

  /** Words the answer to a reply about events. */
  @FunctionalInterface
  interface Wording {
    Answer answer(List<KnownEvent> about, Reply reply);
  }

  static Route route(String template, Access access, Endpoint endpoint) {
    return Route.change(HttpMethod.POST, template, access, endpoint);
  }

  EventDirectory events() {
    return events;
  }

  Leases leases() {
    return leases;
  }

  Sender sender() {
    return sender;
  }

  /** Turns labels into indexes and sends the command that is made of them. Call on the loop. */
  void send(Exchange exchange, Chosen chosen, Asking request, Wording wording) {
    chosen.check();
    events.withAll(
        exchange,
        chosen.events(),
        about ->
            sender.send(
                exchange,
                about,
                asking(request, selections(exchange, chosen, about)),
                reply -> wording.answer(about, reply)));
  }

  /** Events keep their numbers when they move, so that the selections stay as they are. */
  private static Function<Shard, Request> asking(Asking request, List<Selection> selections) {
    return shard -> request.ask(shard, selections);
  }

  private static List<Selection> selections(
      Exchange exchange, Chosen chosen, List<KnownEvent> about) {
    List<Selection> selections = new ArrayList<>(about.size());
    for (int index = 0; index < about.size(); index++) {
      KnownEvent event = about.get(index);
      event.permit(exchange.credential());
      if (!event.group().equals(about.getFirst().group())) {
        throw Problem.of(Rejection.EVENTS_IN_DIFFERENT_GROUPS, event.key()).thrown();
      }
      selections.add(event.select(chosen.selections().get(index).objects()));
    }
    return selections;
  }

  /**
   * On whose behalf a request takes places, and which channels' it may take: whoever shows the
   * secret key is the organiser, everybody else a buyer.
   */
  static ChannelAccess access(
      Exchange exchange,
      @Nullable List<String> channels,
      @Nullable Boolean ignoreChannels,
      @Nullable String presaleCode) {
    Caller caller = caller(exchange, presaleCode);
    if (Boolean.TRUE.equals(ignoreChannels)) {
      if (!exchange.credential().secret()) {
        throw PublicKeys.secretNeeded("ignoreChannels");
      }
      if (channels != null && !channels.isEmpty()) {
        throw conflict("channels", "ignoreChannels");
      }
      return ChannelAccess.EVERY;
    }
    List<String> named = channels == null ? List.of() : channels;
    return named.isEmpty() && caller.equals(Caller.ORGANISER)
        ? ChannelAccess.GENERAL
        : new ChannelAccess(false, named, caller);
  }

  /**
   * On whose behalf a request asks: whoever shows the secret key is the organiser, everybody else a
   * buyer, perhaps with a code.
   */
  static Caller caller(Exchange exchange, @Nullable String presaleCode) {
    if (!exchange.credential().secret()) {
      return new Caller.Buyer(PresaleCodes.hash(presaleCode, "/presaleCode"));
    }
    if (presaleCode != null) {
      throw Problem.of(
              ProblemCode.VALUE_INVALID,
              "Presale codes are for buyers, with the public key. The secret key sells in every"
                  + " state of a sale: name the channels instead.")
          .at("/presaleCode")
          .thrown();
    }
    return Caller.ORGANISER;
  }

  /** The hold token that a request names; null when it names none. */
  static @Nullable HoldToken token(Exchange exchange, @Nullable String text) {
    return text == null ? null : exchange.credential().tokens().verify(text);
  }

  /** Two fields of which a request gives one. */
  static RuntimeException conflict(String field, String other) {
    return Problem.of(
            ProblemCode.FIELDS_IN_CONFLICT,
            "The fields " + field + " and " + other + " exclude each other. Give one of them.")
        .at("/" + field)
        .thrown();
  }
}
