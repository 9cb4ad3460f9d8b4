package io.seatkeeper.simulation.model;

import io.seatkeeper.core.command.Caller;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import java.util.ArrayList;
import java.util.List;

/** What of one event a caller may take at a wall time. */
record NaiveSale(boolean general, boolean everyChannel, List<String> channels) {
  /** The windows that are open to a code. */
  static List<PresaleWindow> windows(NaiveEvent event, long wallMillis, String codeHash) {
    return running(event, wallMillis).stream()
        .filter(window -> window.codeHash().equals(codeHash))
        .toList();
  }

  static List<PresaleWindow> running(NaiveEvent event, long wallMillis) {
    return event.sale.schedule().presales().stream()
        .filter(
            window ->
                wallMillis >= window.fromWallMillis() && wallMillis < window.untilWallMillis())
        .toList();
  }

  static NaiveSale of(NaiveEvent event, ChannelAccess access, long wallMillis) {
    boolean everybody = event.sale.state() == SaleState.ON_SALE;
    if (!(access.caller() instanceof Caller.Buyer buyer)) {
      return new NaiveSale(true, access.everyChannel(), access.channels());
    }
    boolean general = everybody;
    List<String> channels = new ArrayList<>(everybody ? access.channels() : List.of());
    for (PresaleWindow window : windows(event, wallMillis, buyer.codeHash())) {
      if (window.channel().isEmpty()) {
        general = true;
      } else {
        channels.add(window.channel());
      }
    }
    return new NaiveSale(general, everybody && access.everyChannel(), channels);
  }

  /** Whether a seat, table or booth of a channel may be taken; the empty one is none. */
  boolean opens(String channel) {
    return channel.isEmpty() ? general : everyChannel || channels.contains(channel);
  }
}
