package io.seatkeeper.core.codec;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Outcome.Done;
import java.util.Arrays;
import java.util.List;

/** An engine with large events, sold in pairs of seats: of three pairs one booked, one held. */
final class LargeHouse {
  private static final String WORKSPACE = "house";
  private static final int CHUNK_BYTES = 512 * 1024;

  private final SeatEngine engine = new SeatEngine();
  private long keys;

  private LargeHouse() {}

  /** Events with so many seats each; every request has a key. */
  static SeatEngine sold(int events, int seats) {
    LargeHouse house = new LargeHouse();
    house.apply(
        new Command.CreateWorkspace(
            WORKSPACE,
            Command.Mode.TEST,
            "a".repeat(64),
            "b".repeat(64),
            Bytes.copyOf(new byte[32])));
    for (int event = 1; event <= events; event++) {
      house.store("hall-" + event, VenueCodecTest.house(seats));
      house.apply(
          new Command.CreateEvent(
              WORKSPACE,
              "show-" + event,
              "Show",
              "hall-" + event,
              0,
              new EventSettings(0, 100, 900_000)));
      for (int seat = 0; seat + 5 < seats; seat += 6) {
        long token = (long) event << 40 | 1 + seat * 0x9E3779B97F4AL;
        TokenLease lease = new TokenLease(token, WORKSPACE, 900_000, "buyer-" + token);
        house.apply(
            new Command.HoldObjects(
                lease, List.of(Selection.of(event, seat, seat + 1)), ChannelAccess.GENERAL));
        house.apply(
            new Command.BookObjects(
                0,
                "order-" + event + "-" + seat,
                "",
                List.of(Selection.of(event, seat + 2, seat + 3)),
                ChannelAccess.GENERAL));
      }
    }
    return house.engine;
  }

  private void store(String chart, Venue venue) {
    byte[] bytes = VenueCodec.encode(venue);
    int chunks = (bytes.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int from = chunk * CHUNK_BYTES;
      byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(from + CHUNK_BYTES, bytes.length));
      apply(new Command.StoreChartChunk(WORKSPACE, chart, 1, chunk, chunks, Bytes.copyOf(piece)));
    }
  }

  private void apply(Command command) {
    keys++;
    RequestKey key = new RequestKey(keys, keys * 31, keys, keys);
    if (!(engine.apply(keys, 1000, 1000, new Request(command, key)).outcome() instanceof Done)) {
      throw new IllegalStateException("refused: " + command);
    }
  }
}
