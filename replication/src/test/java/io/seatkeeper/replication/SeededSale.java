package io.seatkeeper.replication;

import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import java.util.List;
import java.util.Random;

/**
 * A stream of requests that seed, round and number determine: bookings, holds and releases of two
 * neighbouring seats. Order and token are used by one request only, so that the trail of changes
 * tells how often it was carried out.
 *
 * @param event the event's number
 */
record SeededSale(long seed, int event) {
  static final int SEATS = 6_000;

  /** How many changes one request makes: all or none. */
  static final int SEATS_A_REQUEST = 2;

  private static final long LATE_MILLIS = 20L * 60 * 60 * 1000;

  Request request(int round, int number) {
    Random random = new Random(seed ^ token(round, number) * 0x9E3779B97F4A7C15L);
    int seat = random.nextInt(SEATS - 1);
    List<Selection> seats = List.of(Selection.of(event, seat), Selection.of(event, seat + 1));
    Command command =
        switch (random.nextInt(8)) {
          case 0, 1, 2 ->
              new BookObjects(0, order(round, number), "", seats, ChannelAccess.GENERAL);
          case 3, 4 ->
              new HoldObjects(
                  new TokenLease(token(round, number), "arena", LATE_MILLIS, "buyer"),
                  seats,
                  ChannelAccess.GENERAL);
          default -> new ReleaseObjects(0, "", seats);
        };
    return new Request(command, key(round, number));
  }

  static RequestKey key(int round, int number) {
    return new RequestKey(round, number, 1, 1);
  }

  static String order(int round, int number) {
    return "o-" + round + "-" + number;
  }

  static long token(int round, int number) {
    return (((long) round + 1) << 32) + number;
  }
}
