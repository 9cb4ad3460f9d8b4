package io.seatkeeper.core.codec;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.SettingsChange;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.engine.SeatEngine;
import io.seatkeeper.core.outcome.Applied;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A stream of random requests to a small house: many are refused, enough are not, time passes and
 * some are repeated.
 */
final class RandomSales {
  private static final String WORKSPACE = "house";
  private static final int OBJECTS = 24;
  private static final int TABLE = 20;
  private static final int BOOTH = 21;
  private static final int FIRST_AREA = 22;
  private static final List<String> TEXTS = List.of("", "presale", "sponsor", "Chor 🎭");

  private final Random random;
  private final List<Request> past = new ArrayList<>();
  private long index;
  private long logMillis;
  private int applied;

  RandomSales(Random random) {
    this.random = random;
  }

  /** One step of log time, the same for every engine it is given to. */
  record Step(long index, long logMillis, Request request) {
    Applied applyTo(SeatEngine engine) {
      return engine.apply(index, logMillis, 1_700_000_000_000L + logMillis, request);
    }
  }

  Step next() {
    index += random.nextInt(2);
    logMillis += random.nextInt(400);
    Request request = request();
    past.add(request);
    applied++;
    return new Step(index, logMillis, request);
  }

  private Request request() {
    if (applied < 12) {
      return Request.unkeyed(setup(applied));
    }
    if (random.nextInt(12) == 0) {
      return past.get(random.nextInt(past.size()));
    }
    RequestKey key =
        new RequestKey(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return new Request(command(), random.nextInt(10) == 0 ? null : key);
  }

  private static Command setup(int step) {
    byte[] venue = VenueCodec.encode(venue());
    byte[] first = Arrays.copyOf(venue, venue.length / 2);
    byte[] second = Arrays.copyOfRange(venue, venue.length / 2, venue.length);
    return switch (step) {
      case 0 ->
          new Command.CreateWorkspace(
              WORKSPACE,
              Command.Mode.LIVE,
              "a".repeat(64),
              "b".repeat(64),
              Bytes.copyOf(new byte[] {1, 2, 3}));
      case 1 -> chunk("hall", 5, 0, first);
      case 2 -> chunk("hall", 5, 1, second);
      case 3 -> chunk("unfinished", 6, 0, first);
      case 4 -> chunk("hall", 7, 0, first);
      case 5 -> chunk("hall", 7, 1, second);
      default ->
          new Command.CreateEvent(
              WORKSPACE,
              step % 2 == 0 ? "gala.night" + step : "show" + step,
              "Été",
              "hall",
              step % 3,
              new EventSettings(step % 2 * 8, 10, 60_000));
    };
  }

  private static Command chunk(String chart, long upload, int chunk, byte[] bytes) {
    return new Command.StoreChartChunk(WORKSPACE, chart, upload, chunk, 2, Bytes.copyOf(bytes));
  }

  private Command command() {
    return switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4 -> new Command.HoldObjects(lease(), selections(), access());
      case 5, 6 ->
          new Command.HoldBestAvailable(
              lease(),
              event(),
              1 + random.nextInt(4),
              List.of(),
              null,
              null,
              false,
              true,
              true,
              true,
              access());
      case 7, 8, 9 -> new Command.BookObjects(token(), order(), "", selections(), access());
      case 10, 11 -> new Command.BookObjects(0, order(), buyer(), selections(), access());
      case 12 -> new Command.ReleaseObjects(token(), "", selections());
      case 13 -> new Command.ReleaseObjects(0, random.nextBoolean() ? order() : "", selections());
      case 14 -> new Command.EndToken(lease());
      case 15 ->
          new Command.ChangeObjectStatus(
              selections(), "status-" + random.nextInt(4), List.of(), List.of("booked"));
      case 16, 17 -> new Command.UpdateObjects(event(), List.of(update()));
      case 18 -> eventCommand();
      default -> new Command.Tick();
    };
  }

  private Command eventCommand() {
    return switch (random.nextInt(20)) {
      case 0 -> new Command.DeleteEvent(event());
      case 1, 2 ->
          new Command.CreateEvent(
              WORKSPACE, "late-" + applied, "Late", "hall", 0, EventSettings.DEFAULT);
      default -> new Command.UpdateEvent(event(), "Name " + random.nextInt(9), SettingsChange.NONE);
    };
  }

  private ObjectUpdate update() {
    int object = random.nextInt(OBJECTS);
    boolean isArea = object >= FIRST_AREA;
    String text = TEXTS.get(random.nextInt(TEXTS.size()));
    return switch (random.nextInt(4)) {
      case 0 -> new ObjectUpdate(object, random.nextBoolean(), null, null, null, null);
      case 1 -> new ObjectUpdate(object, null, text, null, null, null);
      case 2 -> new ObjectUpdate(object, null, null, null, null, text);
      default ->
          isArea
              ? new ObjectUpdate(
                  object,
                  null,
                  null,
                  null,
                  List.of(new ChannelCapacity("presale", random.nextInt(20))),
                  null)
              : new ObjectUpdate(
                  object, null, null, random.nextBoolean() ? "presale" : "", null, null);
    };
  }

  private List<Selection> selections() {
    int count = 1 + random.nextInt(2);
    int[] objects = random.ints(count, 0, OBJECTS).toArray();
    int[] quantities =
        Arrays.stream(objects)
            .map(object -> object >= FIRST_AREA ? 1 + random.nextInt(4) : 1)
            .toArray();
    return List.of(Selection.withQuantities(event(), objects, quantities));
  }

  private int event() {
    return 1 + random.nextInt(6);
  }

  private TokenLease lease() {
    long token = token();
    return new TokenLease(
        token, WORKSPACE, logMillis + 1000 + random.nextInt(20_000), "buyer-" + token % 5);
  }

  private long token() {
    long few = 1L + random.nextInt(12);
    return few % 3 == 0 ? -few : few;
  }

  private String order() {
    return "order-" + random.nextInt(40);
  }

  private String buyer() {
    return random.nextBoolean() ? "" : "buyer-" + random.nextInt(5);
  }

  private ChannelAccess access() {
    return random.nextBoolean()
        ? ChannelAccess.EVERY
        : new ChannelAccess(false, List.of("presale", "sponsor"));
  }

  private static Venue venue() {
    VenueBuilder venue = new VenueBuilder("Hall");
    int category = venue.category(new Category("1", "Rang", "", false));
    venue.zone(new Zone("z", "Zone"));
    int section = venue.section(new Section("Parkett", "z", ""));
    for (int row = 0; row < 4; row++) {
      List<VenueObject> seats = new ArrayList<>();
      for (int seat = 0; seat < 5; seat++) {
        String label = (char) ('A' + row) + "-" + (seat + 1);
        seats.add(object(label, ObjectKind.SEAT, category, section, 10 * row + seat, 1));
      }
      venue.run(seats);
    }
    require(TABLE, venue.object(object("T", ObjectKind.TABLE, category, section, 70, 4)));
    require(BOOTH, venue.object(object("B", ObjectKind.BOOTH, category, section, 80, 1)));
    require(FIRST_AREA, venue.object(object("GA 1", ObjectKind.AREA, category, section, 90, 30)));
    venue.object(object("GA 2", ObjectKind.AREA, category, section, 95, 12));
    return venue.build();
  }

  private static VenueObject object(
      String label, ObjectKind kind, int category, int section, int distance, int capacity) {
    return new VenueObject(label, kind, category, section, distance, 0, distance, false, capacity);
  }

  private static void require(int expected, int index) {
    if (expected != index) {
      throw new IllegalStateException("the venue has another order");
    }
  }
}
