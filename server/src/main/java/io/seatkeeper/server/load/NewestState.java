package io.seatkeeper.server.load;

import io.seatkeeper.replication.CausalToken;
import io.seatkeeper.replication.CausalTokenException;

/**
 * The newest state of one event that any answer has shown, for reads that must not show an older
 * one.
 *
 * <p>A client that does one thing after another sends the last token it got, and need not know what
 * is in it. Here many ask at once and the last token to arrive need not be the newest: this is why
 * tokens are compared.
 */
final class NewestState {
  private String newest = "";

  /** An answer carried a token; an empty one says nothing. */
  synchronized void seen(String token) {
    if (!token.isEmpty() && !token.equals(newest)) {
      newest = newer(newest, token);
    }
  }

  /** The token to send; empty when none was seen. */
  synchronized String token() {
    return newest;
  }

  /** Of two histories, or of what cannot be compared, the one seen later. */
  private static String newer(String known, String fresh) {
    if (known.isEmpty()) {
      return fresh;
    }
    try {
      CausalToken one = CausalToken.parse(known);
      CausalToken other = CausalToken.parse(fresh);
      boolean comparable =
          one.incarnation() == other.incarnation() && one.group().equals(other.group());
      boolean older =
          one.epoch() > other.epoch()
              || (one.epoch() == other.epoch() && one.index() > other.index());
      return comparable && older ? known : fresh;
    } catch (CausalTokenException _) {
      return fresh;
    }
  }
}
