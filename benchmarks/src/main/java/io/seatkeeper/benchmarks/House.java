package io.seatkeeper.benchmarks;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An engine with events of equal size, on which benchmarks apply commands. */
final class House {
  static final String WORKSPACE = "shop";
  private static final int ROW_SEATS = 50;
  private static final int CHUNK_BYTES = 512 << 10;

  private final SeatEngine engine = new SeatEngine();
  private final int[] events;
  private long logMillis = 1;

  /** Puts {@code events} events of {@code objectsPerEvent} seats on sale, in rows of 50. */
  House(int events, int objectsPerEvent) {
    applyOrFail(
        new Command.CreateWorkspace(
            WORKSPACE, Mode.TEST, "0".repeat(64), "1".repeat(64), Bytes.copyOf(new byte[32])));
    byte[] venue = VenueCodec.encode(venue(objectsPerEvent));
    int chunks = (venue.length + CHUNK_BYTES - 1) / CHUNK_BYTES;
    for (int chunk = 0; chunk < chunks; chunk++) {
      int start = chunk * CHUNK_BYTES;
      byte[] piece = Arrays.copyOfRange(venue, start, Math.min(start + CHUNK_BYTES, venue.length));
      applyOrFail(
          new Command.StoreChartChunk(WORKSPACE, "hall", 1, chunk, chunks, Bytes.copyOf(piece)));
    }
    this.events = new int[events];
    for (int event = 0; event < events; event++) {
      Outcome created =
          applyOrFail(
              new Command.CreateEvent(
                  WORKSPACE, "show-" + event, "Show", "hall", 0, EventSettings.DEFAULT));
      this.events[event] = ((Outcome.EventCreated) created).event();
    }
  }

  int event(int position) {
    return events[position];
  }

  void advanceMillis(long millis) {
    logMillis += millis;
  }

  long logMillis() {
    return logMillis;
  }

  Applied apply(Request request) {
    return engine.apply(1, logMillis, 0, request);
  }

  /**
   * Applies a command that must be carried out.
   *
   * @throws IllegalStateException when it is refused
   */
  Outcome applyOrFail(Command command) {
    Outcome outcome = apply(Request.unkeyed(command)).outcome();
    if (outcome instanceof Outcome.Refused refused) {
      throw new IllegalStateException(refused.explanation());
    }
    return outcome;
  }

  private static Venue venue(int objects) {
    VenueBuilder venue = new VenueBuilder("Hall");
    int category = venue.category(new Category("1", "Everywhere", "#888888", false));
    int section = venue.section(new Section("", "", ""));
    for (int start = 0; start < objects; start += ROW_SEATS) {
      int row = start / ROW_SEATS;
      List<VenueObject> seats = new ArrayList<>();
      for (int seat = 0; seat < Math.min(ROW_SEATS, objects - start); seat++) {
        int fromMiddle = Math.abs(2 * seat - ROW_SEATS) * 5;
        int distance = row * 10 + fromMiddle;
        String label = row + "-" + seat;
        seats.add(
            new VenueObject(
                label,
                ObjectKind.SEAT,
                category,
                section,
                seat * 10,
                row * 10,
                distance,
                false,
                1));
      }
      venue.run(seats);
    }
    return venue.build();
  }
}
