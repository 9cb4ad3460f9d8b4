package io.seatkeeper.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.chart.Zone;
import io.seatkeeper.core.codec.VenueCodec;
import io.seatkeeper.core.command.Bytes;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.command.TokenLease;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Outcome.Done;
import io.seatkeeper.core.outcome.Outcome.EventCreated;
import io.seatkeeper.core.outcome.Outcome.Refused;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.EventView;
import java.util.List;
import java.util.Objects;

/**
 * An engine with a small house in it, and short words for what tests do to it. After every command
 * the incremental hash is held against the one from scratch.
 *
 * <p>The house: row A (A-1 to A-6, index 0 to 5) in category "front", row B (B-1 to B-4, index 6 to
 * 9) in "back", a table for four (T, 10), a booth (X, 11), an area for ten (GA, 12), and an
 * accessible seat outside all rows (W-1, 13).
 */
final class EngineFixture {
  static final String WORKSPACE = "acme";
  static final int TABLE = 10;
  static final int BOOTH = 11;
  static final int AREA = 12;
  static final int LONER = 13;
  static final long HOLD_MILLIS = 60_000;

  final SeatEngine engine;
  long now;
  private long index;
  long keys = 1000;

  EngineFixture() {
    this(new SeatEngine());
    String hash = "0".repeat(64);
    done(
        new CreateWorkspace(
            WORKSPACE, Mode.TEST, hash, hash, Bytes.copyOf(new byte[] {1, 2, 3, 4})));
    storeChart("hall", house());
  }

  EngineFixture(SeatEngine engine) {
    this.engine = engine;
    this.now = engine.view().logMillis();
    this.index = engine.view().index();
  }

  static Venue house() {
    VenueBuilder house = new VenueBuilder("House");
    int front = house.category(new Category("front", "Front", "", false));
    int back = house.category(new Category("back", "Back", "", false));
    house.zone(new Zone("inside", "Inside"));
    int stalls = house.section(new Section("Stalls", "inside", ""));
    int floor = house.section(new Section("Floor", "", ""));
    house.run(
        List.of(
            seat("A-1", front, stalls, 30),
            seat("A-2", front, stalls, 20),
            seat("A-3", front, stalls, 10),
            seat("A-4", front, stalls, 10),
            seat("A-5", front, stalls, 20),
            seat("A-6", front, stalls, 30)));
    house.run(
        List.of(
            seat("B-1", back, stalls, 60),
            seat("B-2", back, stalls, 50),
            seat("B-3", back, stalls, 50),
            seat("B-4", back, stalls, 60)));
    house.object(object("T", ObjectKind.TABLE, back, floor, 4));
    house.object(object("X", ObjectKind.BOOTH, back, floor, 1));
    house.object(object("GA", ObjectKind.AREA, back, floor, 10));
    house.object(new VenueObject("W-1", ObjectKind.SEAT, front, stalls, 0, 0, 5, true, 1));
    return house.build();
  }

  static VenueObject seat(String label, int category, int section, int distance) {
    return new VenueObject(label, ObjectKind.SEAT, category, section, 0, 0, distance, false, 1);
  }

  private static VenueObject object(
      String label, ObjectKind kind, int category, int section, int capacity) {
    return new VenueObject(label, kind, category, section, 0, 0, 100, false, capacity);
  }

  void storeChart(String chart, Venue venue) {
    done(new StoreChartChunk(WORKSPACE, chart, 7, 0, 1, Bytes.copyOf(VenueCodec.encode(venue))));
  }

  /** Creates an event on the newest version of the house. */
  int event(String key) {
    return event(key, EventSettings.DEFAULT);
  }

  int event(String key, EventSettings settings) {
    CreateEvent create = new CreateEvent(WORKSPACE, key, "A show", "hall", 0, settings);
    return ((EventCreated) done(create)).event();
  }

  TokenLease lease(long token) {
    return new TokenLease(token, WORKSPACE, now + HOLD_MILLIS, "buyer-" + token);
  }

  Command hold(long token, int event, int... objects) {
    return hold(lease(token), Selection.of(event, objects));
  }

  static Command hold(TokenLease lease, Selection... selections) {
    return new HoldObjects(lease, List.of(selections), ChannelAccess.GENERAL);
  }

  Command holdArea(long token, int event, int quantity, String... channels) {
    return new HoldObjects(
        lease(token), List.of(area(event, quantity)), new ChannelAccess(false, List.of(channels)));
  }

  static Selection area(int event, int quantity) {
    return Selection.withQuantities(event, new int[] {AREA}, new int[] {quantity});
  }

  static Command bookHeld(long token, String order, Selection... selections) {
    return new BookObjects(token, order, "", List.of(selections), ChannelAccess.GENERAL);
  }

  static Command bookFree(String order, String buyer, Selection... selections) {
    return new BookObjects(0, order, buyer, List.of(selections), ChannelAccess.GENERAL);
  }

  static Command releaseHeld(long token, Selection... selections) {
    return new ReleaseObjects(token, "", List.of(selections));
  }

  static Command releaseBooked(String order, Selection... selections) {
    return new ReleaseObjects(0, order, List.of(selections));
  }

  static Command release(int event, int... objects) {
    return new ReleaseObjects(0, "", List.of(Selection.of(event, objects)));
  }

  static Command status(String status, int event, int... objects) {
    return new ChangeObjectStatus(
        List.of(Selection.of(event, objects)), status, List.of(), List.of());
  }

  static Command end(TokenLease lease) {
    return new EndToken(lease);
  }

  static Command update(int event, ObjectUpdate... updates) {
    return new UpdateObjects(event, List.of(updates));
  }

  static ObjectUpdate forSale(int object, boolean forSale) {
    return new ObjectUpdate(object, forSale, null, null, null, null);
  }

  static ObjectUpdate block(int object, String reason) {
    return new ObjectUpdate(object, null, reason, null, null, null);
  }

  static ObjectUpdate channel(int object, String channel) {
    return new ObjectUpdate(object, null, null, channel, null, null);
  }

  static ObjectUpdate allotments(int object, ObjectUpdate.ChannelCapacity... capacities) {
    return new ObjectUpdate(object, null, null, null, List.of(capacities), null);
  }

  static ObjectUpdate extraData(int object, String text) {
    return new ObjectUpdate(object, null, null, null, null, text);
  }

  /** Applies a command under a fresh idempotency key. */
  Applied apply(Command command) {
    keys++;
    return apply(new Request(command, new RequestKey(keys, keys, keys, keys)));
  }

  Applied apply(Request request) {
    Applied applied = engine.apply(++index, now, 1_000_000 + now, request);
    assertThat(engine.view().stateHash())
        .as("the incremental hash after %s", request.command())
        .isEqualTo(engine.computeStateHash());
    engine.verify();
    return applied;
  }

  /** Applies a command that must be carried out. */
  Done done(Command command) {
    Outcome outcome = apply(command).outcome();
    assertThat(outcome).as("the outcome of %s", command).isInstanceOf(Done.class);
    return (Done) outcome;
  }

  /** Applies a command that must be refused without a change; returns the refusal's subject. */
  String refused(Command command, Rejection rejection) {
    long content = engine.view().contentHash();
    Applied applied = apply(command);
    assertThat(applied.outcome()).isInstanceOf(Refused.class);
    Refused refused = (Refused) applied.outcome();
    assertThat(refused.rejection()).as("%s", refused.explanation()).isEqualTo(rejection);
    assertThat(applied.changes()).isEmpty();
    assertThat(engine.view().contentHash()).as("the content after a refusal").isEqualTo(content);
    return refused.subject();
  }

  /** Lets log time pass. */
  List<Change> pass(long millis) {
    now += millis;
    return apply(Request.unkeyed(new Tick())).changes();
  }

  EventView view(int event) {
    return Objects.requireNonNull(engine.view().event(event));
  }

  String statusOf(int event, int object) {
    return view(event).statusName(view(event).statusCode(object));
  }

  /** The objects that changed, in order. */
  static List<Integer> objects(List<Change> changes) {
    return changes.stream()
        .filter(ObjectChanged.class::isInstance)
        .map(change -> ((ObjectChanged) change).object())
        .toList();
  }

  /** An engine restored from this one's image, at the same log position. */
  EngineFixture restored() {
    EngineFixture restored = new EngineFixture(SeatEngine.fromImage(engine.image()));
    restored.keys = keys;
    return restored;
  }
}
