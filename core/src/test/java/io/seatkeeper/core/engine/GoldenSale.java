package io.seatkeeper.core.engine;

import io.seatkeeper.core.Golden;
import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Decoration;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Outline;
import io.seatkeeper.core.chart.Outline.Point;
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
import io.seatkeeper.core.state.ShardView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small sale with something of everything in it, step by step, as the first build logged it. The
 * log is kept in {@code golden/behaviour-1/log.txt}; a step here may never change.
 */
public final class GoldenSale {
  static final int GALA = 1;
  static final int MATINEE = 2;
  static final int TABLE = 7;
  static final int BOOTH = 8;
  static final int FLOOR = 9;
  static final int TERRACE = 10;

  /** What token 70 still holds of the matinee at the end. */
  static final int HELD_LAST = 4;

  private static final long START_WALL = 1_700_000_000_000L;
  private static final int CHECKPOINT_POSITION = 12;
  private static final long CHECKPOINT_HASH = 0xa55eb192623d6ccaL;

  private final List<Step> steps = new ArrayList<>();
  private long logMillis;

  private GoldenSale() {}

  /** One entry of the log. */
  record Step(long index, long logMillis, long wallMillis, Request request) {}

  /** The whole log. */
  static List<Step> steps() {
    GoldenSale sale = new GoldenSale();
    sale.open();
    sale.prepare();
    sale.sell();
    sale.goOn();
    return List.copyOf(sale.steps);
  }

  /** The step after the whole log, when every token has ended. */
  static Step late(ShardView view) {
    return new Step(
        view.index() + 1,
        view.logMillis() + 300_000,
        view.wallMillis(),
        Request.unkeyed(new Command.Tick()));
  }

  /** The hall that {@code golden/behaviour-1/hall.txt} holds. */
  public static Venue hall() {
    VenueBuilder hall = new VenueBuilder("Hall \u00e9");
    int front = hall.category(new Category("front", "Front", "#aa0000", false));
    int back = hall.category(new Category("back", "Back", "", true));
    hall.zone(new Zone("inside", "Inside"));
    int stalls = hall.section(new Section("Stalls", "inside", "Door 2"));
    int ring = hall.section(new Section("", "", ""));
    hall.decoration(new Decoration("Stage", -40, 0, 80, 20, "#333333"));
    List<VenueObject> row = new ArrayList<>();
    for (int seat = 1; seat <= 4; seat++) {
      row.add(object("A-" + seat, ObjectKind.SEAT, front, stalls, 10 * seat, 1));
    }
    hall.run(row);
    hall.run(
        List.of(
            object("B-1", ObjectKind.SEAT, back, stalls, 60, 1),
            object("B-2", ObjectKind.SEAT, back, stalls, 50, 1)));
    hall.object(new VenueObject("W-1", ObjectKind.SEAT, front, stalls, 5, -7, 15, true, 1));
    hall.object(object("T", ObjectKind.TABLE, back, ring, 70, 4));
    hall.object(object("X", ObjectKind.BOOTH, back, ring, 80, 1));
    hall.object(object("Floor", ObjectKind.AREA, front, ring, 90, 20));
    hall.object(object("Terrace", ObjectKind.AREA, back, ring, 95, 8));
    hall.outline(new Outline(FLOOR, List.of(new Point(0, 0), new Point(9, -1), new Point(4, 30))));
    return hall.build();
  }

  private static VenueObject object(
      String label, ObjectKind kind, int category, int section, int distance, int capacity) {
    return new VenueObject(label, kind, category, section, distance, 3, distance, false, capacity);
  }

  private void open() {
    unkeyed(new Command.ConfigureShard(1000, 600_000));
    unkeyed(workspace("acme", Command.Mode.LIVE));
    unkeyed(workspace("acmex", Command.Mode.TEST));
    byte[] hall = Golden.bytes("hall.txt");
    unkeyed(chunk("acme", "hall", 0, 1, hall));
    keyed(chunk("acme", "hall", 0, 2, Arrays.copyOf(hall, 50)));
    keyed(chunk("acme", "hall", 1, 2, Arrays.copyOfRange(hall, 50, hall.length)));
    unkeyed(chunk("acme", "hallx", 0, 1, hall));
    unkeyed(chunk("acmex", "hall", 0, 1, hall));
    unkeyed(chunk("acme", "later", 0, 3, Arrays.copyOf(hall, 20)));
    unkeyed(chunk("acme", "later", 1, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9}));
    keyed(event("season.gala", new EventSettings(14, 100, 3_600_000)));
    keyed(event("season.matinee", EventSettings.DEFAULT));
    unkeyed(event("season.cancelled", EventSettings.DEFAULT));
    unkeyed(new Command.DeleteEvent(3));
    keyed(new Command.UpdateEvent(MATINEE, "Matin\u00e9e", SettingsChange.NONE));
    unkeyed(new Command.Checkpoint(CHECKPOINT_POSITION, CHECKPOINT_HASH));
  }

  private void prepare() {
    keyed(
        new Command.UpdateObjects(
            GALA,
            List.of(
                new ObjectUpdate(3, false, null, null, null, null),
                new ObjectUpdate(2, null, "camera", null, null, "row ends here"),
                new ObjectUpdate(5, null, null, "press", null, null),
                new ObjectUpdate(
                    FLOOR,
                    null,
                    null,
                    null,
                    List.of(new ChannelCapacity("press", 3), new ChannelCapacity("fans", 6)),
                    "standing"))));
    keyed(new Command.UpdateObjects(GALA, List.of(new ObjectUpdate(8, true, "", "", null, "x"))));
  }

  private void sell() {
    keyed(hold(10, of(GALA, 1, 0), area(GALA, FLOOR, 3), of(MATINEE, 0, TABLE)));
    keyed(hold(20, ChannelAccess.EVERY, area(GALA, FLOOR, 7), area(GALA, TERRACE, 2)));
    keyed(hold(-30, new ChannelAccess(false, List.of("fans")), area(GALA, FLOOR, 1)));
    keyed(hold(-30, of(GALA, 5)));
    keyed(hold(30, new ChannelAccess(false, List.of("press")), of(GALA, 5)));
    keyed(best(40, 2, List.of("back", "front"), true));
    keyed(best(40, 3, List.of(), false));
    keyed(book(10, "order-1", "", of(GALA, 1), area(GALA, FLOOR, 2)));
    keyed(book(0, "order-2", "bea", of(GALA, TABLE), area(GALA, FLOOR, 1)));
    keyed(book(0, "order-2", "cleo", area(GALA, TERRACE, 4), of(MATINEE, BOOTH)));
    keyed(book(0, "order-3", "", area(GALA, TERRACE, 1)));
    keyed(book(0, "order-2", "bea", of(GALA, TABLE)));
    keyed(book(0, "order-4", "bea", of(MATINEE, 1, 2)));
    keyed(new Command.ReleaseObjects(0, "order-2", List.of(area(GALA, TERRACE, 1))));
    keyed(new Command.ReleaseObjects(20, "", List.of(area(GALA, FLOOR, 2))));
    keyed(new Command.ReleaseObjects(0, "", List.of(of(MATINEE, 2))));
  }

  private void goOn() {
    keyed(status("checked_in", List.of("booked"), List.of(), of(GALA, 1)));
    keyed(status("no-show", List.of(), List.of("free"), of(GALA, 0)));
    keyed(status("lost", List.of(), List.of(), of(GALA, BOOTH), of(MATINEE, 3)));
    keyed(new Command.EndToken(lease(50)));
    keyed(new Command.EndToken(lease(30)));
    unkeyed(new Command.SwitchBehaviour(1));
    Step held = steps.get(18);
    step(held.request());
    step(new Request(new Command.Tick(), held.request().key()));
    step(new Request(new Command.DeleteEvent(GALA), key(18, 99)));
    logMillis += 300_000;
    unkeyed(new Command.Tick());
    keyed(hold(60, of(GALA, 4), area(GALA, FLOOR, 2)));
    keyed(hold(70, ChannelAccess.EVERY, of(MATINEE, 5, 4), area(MATINEE, TERRACE, 3)));
    keyed(new Command.EndToken(lease(80)));
    keyed(hold(90, new ChannelAccess(false, List.of("press", "fans")), area(GALA, FLOOR, 4)));
    keyed(book(70, "order-5", "", of(MATINEE, 5), area(MATINEE, TERRACE, 1)));
  }

  private void unkeyed(Command command) {
    step(Request.unkeyed(command));
  }

  private void keyed(Command command) {
    step(new Request(command, key(steps.size(), steps.size())));
  }

  private static RequestKey key(long identity, long digest) {
    return new RequestKey(1000 + identity, -identity, 2000 + digest, 1L << 60 | digest);
  }

  private void step(Request request) {
    logMillis += 7;
    int index = 100 + steps.size() / 2;
    steps.add(new Step(index, logMillis, START_WALL + 2 * logMillis, request));
  }

  private static Command workspace(String name, Command.Mode mode) {
    Bytes secret = Bytes.copyOf(new byte[] {(byte) name.length(), -1, 2});
    return new Command.CreateWorkspace(name, mode, "a".repeat(64), "b".repeat(64), secret);
  }

  private static Command chunk(String workspace, String chart, int chunk, int of, byte[] bytes) {
    return new Command.StoreChartChunk(workspace, chart, 77, chunk, of, Bytes.copyOf(bytes));
  }

  private static Command event(String key, EventSettings settings) {
    return new Command.CreateEvent("acme", key, "A show", "hall", 1, settings);
  }

  private TokenLease lease(long token) {
    return new TokenLease(token, "acme", 200_000 + logMillis + Math.abs(token), "fan-" + token);
  }

  private Command hold(long token, Selection... selections) {
    return hold(token, ChannelAccess.GENERAL, selections);
  }

  private Command hold(long token, ChannelAccess access, Selection... selections) {
    return new Command.HoldObjects(lease(token), List.of(selections), access);
  }

  private Command best(long token, int count, List<String> categories, boolean scattered) {
    return new Command.HoldBestAvailable(
        lease(token),
        MATINEE,
        count,
        categories,
        "Stalls",
        "inside",
        false,
        scattered,
        false,
        false,
        ChannelAccess.EVERY);
  }

  private static Command book(long token, String order, String buyer, Selection... selections) {
    return new Command.BookObjects(token, order, buyer, List.of(selections), ChannelAccess.GENERAL);
  }

  private static Command status(
      String status, List<String> allowed, List<String> rejected, Selection... selections) {
    return new Command.ChangeObjectStatus(List.of(selections), status, allowed, rejected);
  }

  private static Selection of(int event, int... objects) {
    return Selection.of(event, objects);
  }

  private static Selection area(int event, int area, int people) {
    return Selection.withQuantities(event, new int[] {area}, new int[] {people});
  }
}
