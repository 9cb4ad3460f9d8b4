package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.api.Answers.HeldObject;
import io.seatkeeper.server.api.Answers.NewToken;
import io.seatkeeper.server.api.Answers.TokenState;
import io.seatkeeper.server.api.TokenLife.HeldIn;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/** Hold tokens: made, looked at, ended. */
final class HoldTokenEndpoints {
  private static final JsonBody<Requests.NewHoldToken> NEW =
      JsonBody.of(Requests.NewHoldToken.class);
  private static final long HOLD_MILLIS = 900_000;

  private final ShardRouter shards;
  private final Sender sender;
  private final Leases leases;
  private final SecureRandom random = new SecureRandom();

  HoldTokenEndpoints(ShardRouter shards, Sender sender, Leases leases) {
    this.shards = shards;
    this.sender = sender;
    this.leases = leases;
  }

  List<Route> routes() {
    return List.of(
        Route.ask("/v1/hold-tokens", Access.PUBLIC, this::make),
        Route.read("/v1/hold-tokens/{holdToken}", Access.PUBLIC, Endpoint.blocking(this::look)),
        Route.delete("/v1/hold-tokens/{holdToken}", Access.PUBLIC, Endpoint.blocking(this::end)));
  }

  private void make(Exchange exchange) {
    Requests.NewHoldToken body = exchange.body(NEW);
    String buyer = PublicKeys.buyer(exchange.credential(), body.buyer(), body.buyerSignature());
    long holdMillis = body.holdMillis() == null ? HOLD_MILLIS : body.holdMillis();
    long now = leases.nowMillis();
    HoldToken token = exchange.credential().tokens().make(random, now, holdMillis, buyer);
    exchange.answer(
        Answer.json(201, Json.type(NewToken.class), new NewToken(token.text(), holdMillis)));
  }

  private Answer look(Exchange exchange) {
    HoldToken token = exchange.credential().tokens().verify(exchange.param("holdToken"));
    List<TokenLife> lives = TokenLife.of(shards, token.lease().token(), null);
    List<TokenLife> deciding = TokenLife.deciding(lives);
    long remainingMillis =
        lives.stream().anyMatch(TokenLife::ended)
            ? 0
            : deciding.stream()
                .mapToLong(TokenLife::remainingMillis)
                .min()
                .orElseGet(() -> token.lease().deadlineLogMillis() - leases.nowMillis());
    if (remainingMillis <= 0) {
      throw Problem.of(Rejection.TOKEN_EXPIRED, "").thrown();
    }
    int extensionsLeft =
        deciding.stream()
            .mapToInt(TokenLife::extensionsLeft)
            .min()
            .orElse(EventSettings.DEFAULT.maxExtensions());
    List<HeldObject> objects = new ArrayList<>();
    for (TokenLife life : lives) {
      for (HeldIn held : life.held()) {
        for (int position = 0; position < held.selection().size(); position++) {
          String label = held.venue().object(held.selection().object(position)).label();
          objects.add(new HeldObject(held.event(), label, held.selection().quantity(position)));
        }
      }
    }
    return Answer.json(
        200, Json.type(TokenState.class), new TokenState(remainingMillis, extensionsLeft, objects));
  }

  private Answer end(Exchange exchange) throws InterruptedException {
    HoldToken token = exchange.credential().tokens().verify(exchange.param("holdToken"));
    Answer answer = Answer.empty(204);
    for (Shard shard : shards.ofEvents()) {
      answer =
          Sender.stamped(
              answer,
              sender.sendAndWait(
                  shard, null, Request.unkeyed(new EndToken(leases.in(shard, token)))));
    }
    return answer;
  }
}
