package io.seatkeeper.server.api;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome.ObjectsBooked;
import io.seatkeeper.server.api.Answers.Booked;
import io.seatkeeper.server.api.Answers.TakenObject;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import java.util.HexFormat;
import java.util.List;

/** Bookings: what a token holds, or what is free. */
final class BookingEndpoints {
  private static final JsonBody<Requests.Book> BOOK = JsonBody.of(Requests.Book.class);
  private static final JsonBody<Requests.BookAcross> BOOK_ACROSS =
      JsonBody.of(Requests.BookAcross.class);

  private final Sale sale;
  private final FreeEvents freeEvents;

  BookingEndpoints(Sale sale, FreeEvents freeEvents) {
    this.sale = sale;
    this.freeEvents = freeEvents;
  }

  List<Route> routes() {
    return List.of(
        Sale.route("/v1/events/{event}/bookings", Access.PUBLIC, this::book),
        Sale.route("/v1/bookings", Access.PUBLIC, this::bookAcross));
  }

  private void book(Exchange exchange) {
    Requests.Book body = exchange.body(BOOK);
    bookChosen(
        exchange,
        new Requests.BookAcross(
            List.of(),
            body.holdToken(),
            body.order(),
            body.buyer(),
            body.channels(),
            body.ignoreChannels(),
            body.presaleCode()),
        Chosen.of(exchange, body.objects()));
  }

  private void bookAcross(Exchange exchange) {
    Requests.BookAcross body = exchange.body(BOOK_ACROSS);
    bookChosen(exchange, body, Chosen.across(body.selections()));
  }

  private void bookChosen(Exchange exchange, Requests.BookAcross body, Chosen chosen) {
    HoldToken token = Sale.token(exchange, body.holdToken());
    if (!exchange.credential().secret()) {
      PublicKeys.permitBooking(exchange.credential(), token, body.buyer());
    }
    if (token != null && body.buyer() != null) {
      throw Sale.conflict("buyer", "holdToken");
    }
    if (body.buyer() != null) {
      PublicKeys.checkBuyer(body.buyer());
    }
    ChannelAccess access =
        Sale.access(exchange, body.channels(), body.ignoreChannels(), body.presaleCode());
    RequestKey key = exchange.requestKey(chosen.group(), token);
    String order = body.order() == null ? orderOf(key) : body.order();
    String buyer = body.buyer() == null ? "" : body.buyer();
    long number = token == null ? 0 : token.lease().token();
    if (exchange.credential().secret()) {
      send(exchange, chosen, number, order, buyer, access, key);
    } else {
      chosen.check();
      sale.events()
          .withAll(
              exchange,
              chosen.events(),
              about ->
                  freeEvents.permit(
                      exchange,
                      about,
                      () -> send(exchange, chosen, number, order, buyer, access, key)));
    }
  }

  private void send(
      Exchange exchange,
      Chosen chosen,
      long token,
      String order,
      String buyer,
      ChannelAccess access,
      RequestKey key) {
    sale.send(
        exchange,
        chosen,
        (_, selections) ->
            new Request(new BookObjects(token, order, buyer, selections, access), key),
        (about, reply) -> {
          ObjectsBooked booked = (ObjectsBooked) reply.outcome();
          List<TakenObject> objects = chosen.named(about);
          return Answer.json(
              201, Json.type(Booked.class), new Booked(booked.order(), objects, booked.objects()));
        });
  }

  /** The reference of an order that the caller gave none: the same whenever it asks again. */
  private static String orderOf(RequestKey key) {
    HexFormat hex = HexFormat.of();
    return "o-" + hex.toHexDigits(key.identityHigh()) + hex.toHexDigits(key.identityLow());
  }
}
