package io.seatkeeper.server.live;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.ObjectKind;
import io.seatkeeper.core.chart.Section;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueBuilder;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.outcome.Change.Reason;
import io.seatkeeper.core.state.EventSale;
import io.seatkeeper.core.state.EventView;
import java.util.ArrayList;
import java.util.List;

/** An event whose objects a test changes as it likes: seats, and one area as the last object. */
final class FakeEvent implements EventView {
  static final int AREA_CAPACITY = 1000;

  private final int event;
  private final String key;
  private final Venue venue;
  private final List<String> statuses = new ArrayList<>(List.of("free", "held", "booked"));
  private final int[] codes;
  private final boolean[] notForSale;
  private final boolean[] blocked;
  private int held;
  private int booked;
  private long version = 1;
  private boolean fenced;

  FakeEvent(int event, String key, int seats) {
    this.event = event;
    this.key = key;
    VenueBuilder builder = new VenueBuilder("Hall");
    int category = builder.category(new Category("1", "Stalls", "", false));
    int section = builder.section(new Section("", "", ""));
    for (int seat = 0; seat < seats; seat++) {
      builder.object(
          new VenueObject(
              "A-" + seat, ObjectKind.SEAT, category, section, seat, 0, seat, false, 1));
    }
    builder.object(
        new VenueObject(
            "Floor", ObjectKind.AREA, category, section, 0, 0, 0, false, AREA_CAPACITY));
    this.venue = builder.build();
    this.codes = new int[seats + 1];
    this.notForSale = new boolean[seats + 1];
    this.blocked = new boolean[seats + 1];
  }

  Change created() {
    return new Change.EventChanged(event, version, EventFact.CREATED, key);
  }

  /** Gives a seat another status. */
  Change move(int object, String status) {
    String before = statuses.get(codes[object]);
    if (!statuses.contains(status)) {
      statuses.add(status);
    }
    codes[object] = statuses.indexOf(status);
    return changed(object, Reason.STATUS_CHANGED, before);
  }

  Change setForSale(int object, boolean forSale) {
    notForSale[object] = !forSale;
    return changed(object, Reason.UPDATED, statuses.get(codes[object]));
  }

  Change block(int object, boolean block) {
    blocked[object] = block;
    return changed(object, Reason.UPDATED, statuses.get(codes[object]));
  }

  Change fill(int areaHeld, int areaBooked) {
    held = areaHeld;
    booked = areaBooked;
    return changed(area(), Reason.HELD, "free");
  }

  Change fence() {
    fenced = true;
    return new Change.EventChanged(event, ++version, EventFact.FENCED, "I1");
  }

  Change deleted() {
    return new Change.EventChanged(event, ++version, EventFact.DELETED, key);
  }

  private Change changed(int object, Reason reason, String before) {
    boolean isArea = object == area();
    return new Change.ObjectChanged(
        event,
        ++version,
        object,
        reason,
        before,
        statuses.get(codes[object]),
        !notForSale[object],
        blocked[object],
        1,
        isArea ? held : 0,
        isArea ? booked : 0,
        0,
        "");
  }

  int area() {
    return codes.length - 1;
  }

  int seats() {
    return codes.length - 1;
  }

  @Override
  public int event() {
    return event;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String workspace() {
    return "house";
  }

  @Override
  public String group() {
    return key;
  }

  @Override
  public String name() {
    return key;
  }

  @Override
  public String chart() {
    return "hall";
  }

  @Override
  public int chartVersion() {
    return 1;
  }

  @Override
  public Venue venue() {
    return venue;
  }

  @Override
  public EventSettings settings() {
    return EventSettings.DEFAULT;
  }

  @Override
  public EventSale sale() {
    return EventSale.OPEN;
  }

  @Override
  public Prices prices() {
    return Prices.FREE;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public boolean fenced() {
    return fenced;
  }

  @Override
  public long createdWallMillis() {
    return 0;
  }

  @Override
  public int statusCode(int object) {
    return codes[object];
  }

  @Override
  public String statusName(int statusCode) {
    return statuses.get(statusCode);
  }

  @Override
  public int statusCodes() {
    return statuses.size();
  }

  @Override
  public byte stateByte(int object) {
    return (byte) (codes[object] | (notForSale[object] ? 0x40 : 0) | (blocked[object] ? 0x80 : 0));
  }

  @Override
  public boolean forSale(int object) {
    return !notForSale[object];
  }

  @Override
  public String blockReason(int object) {
    return blocked[object] ? "blocked" : "";
  }

  @Override
  public String channel(int object) {
    return "";
  }

  @Override
  public String extraData(int object) {
    return "";
  }

  @Override
  public long token(int object) {
    return 0;
  }

  @Override
  public String order(int object) {
    return "";
  }

  @Override
  public int areaHeld(int object) {
    return object == area() ? held : 0;
  }

  @Override
  public int areaBooked(int object) {
    return object == area() ? booked : 0;
  }

  @Override
  public List<AllotmentView> allotments(int object) {
    return List.of();
  }

  @Override
  public List<AreaShareView> areaShares(int object) {
    return List.of();
  }

  @Override
  public int peopleOf(String buyer) {
    return 0;
  }
}
