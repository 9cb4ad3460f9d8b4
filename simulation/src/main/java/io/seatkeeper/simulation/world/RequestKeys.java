package io.seatkeeper.simulation.world;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import java.util.ArrayList;
import java.util.List;

/** Gives commands idempotency keys, and sends earlier requests again. */
final class RequestKeys {
  private static final int REMEMBERED = 60;

  private final Dice dice;
  private final List<Request> sent = new ArrayList<>();

  RequestKeys(Dice dice) {
    this.dice = dice;
  }

  /** The command under a new key, or now and then without one. */
  Request fresh(Command command) {
    if (dice.chance(20)) {
      return Request.unkeyed(command);
    }
    RequestKey key = new RequestKey(dice.anyLong(), dice.anyLong(), dice.anyLong(), dice.anyLong());
    return remember(new Request(command, key));
  }

  boolean anySent() {
    return !sent.isEmpty();
  }

  /** The same request once more, as after a lost answer. */
  Request again() {
    return dice.oneOf(sent);
  }

  /** Another command under the key of an earlier request. */
  Request misused(Command command) {
    RequestKey earlier = keyOf(dice.oneOf(sent));
    long digestHigh = earlier.digestHigh() + (dice.chance(50) ? 1 : 0);
    return new Request(
        command,
        new RequestKey(
            earlier.identityHigh(), earlier.identityLow(), digestHigh, earlier.digestLow() ^ 1));
  }

  /** A key that shares one half of its identity with an earlier one: another request. */
  Request nearlySame(Command command) {
    RequestKey earlier = keyOf(dice.oneOf(sent));
    return remember(
        new Request(
            command,
            new RequestKey(
                earlier.identityHigh(),
                earlier.identityLow() + 1 + dice.between(0, 1000),
                earlier.digestHigh(),
                earlier.digestLow())));
  }

  private Request remember(Request request) {
    if (sent.size() == REMEMBERED) {
      sent.remove(dice.between(0, REMEMBERED - 1));
    }
    sent.add(request);
    return request;
  }

  private static RequestKey keyOf(Request request) {
    RequestKey key = request.key();
    if (key == null) {
      throw new IllegalStateException("only keyed requests are remembered");
    }
    return key;
  }
}
