package io.seatkeeper.server.api;

import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.replication.Reply;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.api.Answers.Extended;
import io.seatkeeper.server.auth.HoldToken;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.json.JsonBody;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.ProblemException;
import java.util.List;

/**
 * Extensions of hold tokens: by the same time on every shard that knows the token, which is the
 * least that any event allows in which it holds something.
 */
final class ExtensionEndpoint {
  private static final JsonBody<Requests.Extension> EXTENSION =
      JsonBody.of(Requests.Extension.class);

  private final ShardRouter shards;
  private final Sender sender;
  private final Leases leases;

  ExtensionEndpoint(ShardRouter shards, Sender sender, Leases leases) {
    this.shards = shards;
    this.sender = sender;
    this.leases = leases;
  }

  List<Route> routes() {
    return List.of(
        Sale.route(
            "/v1/hold-tokens/{holdToken}/extensions",
            Access.PUBLIC,
            Endpoint.blocking(this::extend)));
  }

  private Answer extend(Exchange exchange) throws InterruptedException {
    Requests.Extension body = exchange.body(EXTENSION);
    HoldToken token = exchange.credential().tokens().verify(exchange.param("holdToken"));
    long wanted = body.extendMillis() == null ? token.holdMillis() : body.extendMillis();
    RequestKey key = exchange.requestKey("", token);
    return sender.whileMoving(() -> extend(token, wanted, key));
  }

  private Answer extend(HoldToken token, long wantedMillis, RequestKey key)
      throws InterruptedException {
    long number = token.lease().token();
    List<TokenLife> lives = TokenLife.of(shards, number, key);
    checkAlive(token, lives);
    List<TokenLife> deciding = TokenLife.deciding(lives);
    long millis = wantedMillis;
    for (TokenLife life : deciding) {
      if (!life.asked()) {
        life.checkExtensible();
        millis = Math.min(millis, life.longestMillis());
      }
    }
    Answer answer = Answer.empty(200);
    for (TokenLife life : lives) {
      long more = Math.min(millis, life.longestMillis());
      if (life.asked() || more > 0) {
        ExtendToken command = new ExtendToken(number, life.deadlineLogMillis() + Math.max(0, more));
        Reply reply = sender.sendAndWait(life.shard(), null, new Request(command, key));
        answer = Sender.stamped(answer, reply);
      }
    }
    return extended(answer, TokenLife.deciding(TokenLife.of(shards, number, null)));
  }

  /** What moves to another shard just now is listed by none; the one that it leaves says so. */
  private void checkNotMoving(long token) throws InterruptedException {
    for (Shard shard : shards.ofEvents()) {
      try {
        sender.sendAndWait(shard, null, Request.unkeyed(new ExtendToken(token, 0)));
      } catch (ProblemException refused) {
        Integer number = refused.problem().number();
        if (number == null || number != Rejection.TOKEN_EXPIRED.number()) {
          throw refused;
        }
      }
    }
  }

  private void checkAlive(HoldToken token, List<TokenLife> lives) throws InterruptedException {
    boolean ended = lives.stream().anyMatch(TokenLife::ended);
    if (ended || (lives.isEmpty() && token.lease().deadlineLogMillis() <= leases.nowMillis())) {
      throw Problem.of(Rejection.TOKEN_EXPIRED, "").thrown();
    }
    if (lives.isEmpty()) {
      checkNotMoving(token.lease().token());
      throw Problem.of(
              ProblemCode.HOLD_TOKEN_UNUSED,
              "The hold token has held nothing yet, so that there is nothing to extend. Choose"
                  + " first, or get a new token when it has ended.")
          .about("holdToken")
          .thrown();
    }
  }

  private static Answer extended(Answer answer, List<TokenLife> deciding) {
    long remaining = deciding.stream().mapToLong(TokenLife::remainingMillis).min().orElse(0);
    int left = deciding.stream().mapToInt(TokenLife::extensionsLeft).min().orElse(0);
    if (remaining <= 0) {
      throw Problem.of(Rejection.TOKEN_EXPIRED, "").thrown();
    }
    Answer document = Answer.json(200, Json.type(Extended.class), new Extended(remaining, left));
    return new Answer(200, document.contentType(), document.body(), answer.headers());
  }
}
