package io.seatkeeper.simulation.trial;

import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.OrderCommand.OpenOrder;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.simulation.check.ViewComparison.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The tokens, keys and buyers that requests named lately: what there is to ask a view about. */
final class NamesSeen {
  private final Set<Long> tokens = newest(40);
  private final Set<RequestKey> keys = newest(40);
  private final Set<String> buyers = newest(8);

  private static <T> Set<T> newest(int most) {
    Map<T, Boolean> bounded =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<T, Boolean> eldest) {
            return size() > most;
          }
        };
    return Collections.newSetFromMap(bounded);
  }

  void add(Request request) {
    if (request.key() != null) {
      keys.add(request.key());
    }
    switch (request.command()) {
      case HoldObjects hold -> add(hold.lease());
      case HoldBestAvailable hold -> add(hold.lease());
      case EndToken end -> add(end.lease());
      case BookObjects book -> buyers.add(book.buyer());
      case OpenOrder open -> tokens.add(open.token());
      default -> {
        // Names nobody.
      }
    }
  }

  private void add(TokenLease lease) {
    tokens.add(lease.token());
    buyers.add(lease.buyer());
  }

  Names known() {
    return new Names(tokens, keys, buyers);
  }
}
