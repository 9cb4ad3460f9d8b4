package io.seatkeeper.simulation.model;

import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.TokenUse;

/** What may be done to tokens, and to what they hold, while they have time or an order. */
final class TokenRules {
  private final NaiveShard shard;

  TokenRules(NaiveShard shard) {
    this.shard = shard;
  }

  Outcome extend(ExtendToken command) {
    shard.checkBehaviour(3);
    Refusal.when(command.token() == 0, Rejection.MALFORMED_COMMAND, "token");
    NaiveToken token = shard.knownToken(command.token());
    if (token == null || token.ended) {
      throw Refusal.of(Rejection.TOKEN_EXPIRED, "");
    }
    long more = command.deadlineLogMillis() - token.deadlineLogMillis;
    if (command.deadlineLogMillis() > token.deadlineLogMillis) {
      for (NaiveObject object : token.held) {
        checkExtension(token, command, more, object.event.settings, object.event.key);
      }
      if (token.held.isEmpty()) {
        checkExtension(token, command, more, EventSettings.DEFAULT, "");
      }

      shard.aboutToChange();
      token.deadlineLogMillis = command.deadlineLogMillis();
      TokenUse use = token.use;
      token.use = new TokenUse(use.extensions() + 1, use.extendedMillis() + more, use.orders());
    }
    return new Outcome.TokenExtended(token.token, token.deadlineLogMillis);
  }

  private void checkExtension(
      NaiveToken token, ExtendToken command, long more, EventSettings settings, String event) {
    Refusal.when(
        command.deadlineLogMillis() - shard.now > settings.maxHoldMillis(),
        Rejection.TOKEN_LEASE_TOO_LONG,
        event);
    Refusal.when(
        token.use.extensions() + 1 > settings.maxExtensions(),
        Rejection.TOKEN_EXTENSIONS_USED_UP,
        settings.maxExtensions());
    Refusal.when(
        token.use.extendedMillis() + more > settings.maxExtendedMillis(),
        Rejection.TOKEN_LIFE_USED_UP,
        settings.maxExtendedMillis());
  }

  /** Of what a token holds, no more is taken than its open orders leave. */
  void checkLeft(NaiveObject object, int quantity, long token) {
    int ordered = 0;
    for (OrderView order : shard.openOrders(token)) {
      ordered += orderedOf(order, object);
    }
    Refusal.when(
        ordered > 0 && object.heldBy(token) < ordered + quantity,
        Rejection.OBJECT_IN_ORDER,
        object.drawn.label());
  }

  /** No order has the seat, table or booth. */
  void checkInNoOrder(NaiveObject object) {
    boolean ordered =
        shard.openOrders(object.token).stream().anyMatch(order -> orderedOf(order, object) > 0)
            || shard.isOrder(object.event, object.order);
    Refusal.when(ordered, Rejection.OBJECT_IN_ORDER, object.drawn.label());
  }

  private static int orderedOf(OrderView order, NaiveObject object) {
    int ordered = 0;
    for (OrderLine line : order.lines()) {
      boolean same = line.event() == object.event.number && line.object() == object.index;
      ordered += same ? line.quantity() : 0;
    }
    return ordered;
  }
}
