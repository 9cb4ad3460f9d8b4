package io.seatkeeper.replication;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import java.util.ArrayList;
import java.util.List;

/** A venue of one row, and what puts it on sale in the real engine. */
final class Hall {
  private static final int KEYS_OF_SET_UP = -1;

  private Hall() {}

  /** Puts the show on sale; does nothing, and returns the same, the second time. */
  static int putOnSale(Node node, int seats) {
    set(
        node,
        1,
        new CreateWorkspace(
            "arena", Mode.TEST, "a".repeat(64), "b".repeat(64), Bytes.copyOf(new byte[32])));
    Bytes venue = Bytes.copyOf(VenueCodec.encode(venue(seats)));
    set(node, 2, new StoreChartChunk("arena", "hall", 1, 0, 1, venue));
    Outcome created =
        set(node, 3, new CreateEvent("arena", "show", "Show", "hall", 0, EventSettings.DEFAULT));
    if (created instanceof EventCreated event) {
      return event.event();
    }
    throw new AssertionError("the show is not on sale: " + created);
  }

  private static Outcome set(Node node, int step, Command command) {
    RequestKey key = new RequestKey(KEYS_OF_SET_UP, step, 0, 0);
    return Nodes.submit(node, new Request(command, key)).outcome();
  }

  private static Venue venue(int seats) {
    VenueBuilder builder = new VenueBuilder("Hall");
    int category = builder.category(new Category("stalls", "Stalls", "#336699", false));
    int section = builder.section(new Section("Stalls", "", ""));
    List<VenueObject> row = new ArrayList<>();
    for (int seat = 0; seat < seats; seat++) {
      row.add(
          new VenueObject(
              "A-" + seat, ObjectKind.SEAT, category, section, seat * 10, 0, seat, false, 1));
    }
    builder.run(row);
    return builder.build();
  }
}
