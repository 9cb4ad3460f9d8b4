package io.seatkeeper.simulation.model;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.ChannelAccess;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.ObjectUpdate.ChannelCapacity;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.state.EventSale;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.simulation.model.NaiveObject.Share;
import java.util.ArrayList;
import java.util.List;

/** One event as the model knows it. */
public final class NaiveEvent implements EventView {
  private final NaiveShard shard;
  final int number;
  final String workspace;
  final String key;
  final String chart;
  final int chartVersion;
  final Venue venue;
  final long createdWallMillis;
  String name;
  EventSettings settings;
  EventSale sale = EventSale.OPEN;
  Prices prices = Prices.FREE;
  long version;

  /** The names of the custom statuses ever used, in the order of their first use. */
  final List<String> customStatuses = new ArrayList<>();

  final List<NaiveObject> objects = new ArrayList<>();

  NaiveEvent(
      NaiveShard shard,
      int number,
      String workspace,
      String key,
      String name,
      String chart,
      int chartVersion,
      Venue venue,
      EventSettings settings,
      long createdWallMillis) {
    this.shard = shard;
    this.number = number;
    this.workspace = workspace;
    this.key = key;
    this.name = name;
    this.chart = chart;
    this.chartVersion = chartVersion;
    this.venue = venue;
    this.settings = settings;
    this.createdWallMillis = createdWallMillis;
    for (int index = 0; index < venue.objectCount(); index++) {
      objects.add(new NaiveObject(this, index, venue.object(index)));
    }
  }

  public List<NaiveObject> objects() {
    return List.copyOf(objects);
  }

  /** The placement group: what stands before the first dot of the key, or the whole key. */
  @Override
  public String group() {
    return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
  }

  /** People of one buyer, held and booked together; nobody is the empty one. */
  @Override
  public int peopleOf(String buyer) {
    if (buyer.isEmpty()) {
      return 0;
    }
    int people = 0;
    for (NaiveObject object : objects) {
      for (Share share : object.shares) {
        people += share.buyer.equals(buyer) ? share.quantity : 0;
      }
      people += !object.isArea() && object.buyer.equals(buyer) ? object.drawn.capacity() : 0;
    }
    return people;
  }

  /** People whose places a token holds in this event. */
  int peopleHeldBy(long token) {
    int people = 0;
    for (NaiveObject object : objects) {
      if (object.isArea()) {
        people += object.heldBy(token);
      } else if (object.token == token) {
        people += object.drawn.capacity();
      }
    }
    return people;
  }

  /** Raises the version and states what became of an object. */
  Change objectChanged(
      NaiveObject object,
      Change.Reason reason,
      String previousStatus,
      int quantity,
      long token,
      String order) {
    version++;
    return new Change.ObjectChanged(
        number,
        version,
        object.index,
        reason,
        previousStatus,
        object.status,
        object.forSale,
        object.blocked(),
        quantity,
        object.areaHeld(),
        object.areaBooked(),
        token,
        order);
  }

  /** Raises the version and states what became of the event. */
  Change eventChanged(Change.EventFact fact) {
    return eventChanged(fact, key);
  }

  /** Raises the version and states what became of the event. */
  Change eventChanged(Change.EventFact fact, String detail) {
    version++;
    return new Change.EventChanged(number, version, fact, detail);
  }

  /** Raises the version and states what became of an order. */
  Change orderChanged(OrderView order) {
    version++;
    return new Change.OrderChanged(
        number, version, order.reference(), order.state(), order.total());
  }

  /** What a caller may take now. */
  NaiveSale openTo(ChannelAccess access) {
    return NaiveSale.of(this, access, shard.wallMillis);
  }

  @Override
  public int event() {
    return number;
  }

  @Override
  public String key() {
    return key;
  }

  @Override
  public String workspace() {
    return workspace;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String chart() {
    return chart;
  }

  @Override
  public int chartVersion() {
    return chartVersion;
  }

  @Override
  public Venue venue() {
    return venue;
  }

  @Override
  public EventSettings settings() {
    return settings;
  }

  @Override
  public EventSale sale() {
    return sale;
  }

  @Override
  public Prices prices() {
    return prices;
  }

  @Override
  public long version() {
    return version;
  }

  @Override
  public boolean fenced() {
    return false;
  }

  @Override
  public long createdWallMillis() {
    return createdWallMillis;
  }

  @Override
  public int statusCode(int object) {
    String status = objects.get(object).status;
    return switch (status) {
      case NaiveObject.FREE -> FREE;
      case NaiveObject.HELD -> HELD;
      case NaiveObject.BOOKED -> BOOKED;
      default -> BOOKED + 1 + customStatuses.indexOf(status);
    };
  }

  @Override
  public byte stateByte(int object) {
    NaiveObject one = objects.get(object);
    return (byte) (statusCode(object) | (one.forSale ? 0 : 0x40) | (one.blocked() ? 0x80 : 0));
  }

  @Override
  public String statusName(int statusCode) {
    return switch (statusCode) {
      case FREE -> NaiveObject.FREE;
      case HELD -> NaiveObject.HELD;
      case BOOKED -> NaiveObject.BOOKED;
      default -> customStatuses.get(statusCode - BOOKED - 1);
    };
  }

  @Override
  public int statusCodes() {
    return BOOKED + 1 + customStatuses.size();
  }

  @Override
  public boolean forSale(int object) {
    return objects.get(object).forSale;
  }

  @Override
  public String blockReason(int object) {
    return objects.get(object).blockReason;
  }

  @Override
  public String channel(int object) {
    return objects.get(object).channel;
  }

  @Override
  public String extraData(int object) {
    return objects.get(object).extraData;
  }

  @Override
  public long token(int object) {
    return objects.get(object).token;
  }

  @Override
  public String order(int object) {
    return objects.get(object).order;
  }

  @Override
  public int areaHeld(int object) {
    return objects.get(object).areaHeld();
  }

  @Override
  public int areaBooked(int object) {
    return objects.get(object).areaBooked();
  }

  @Override
  public List<AllotmentView> allotments(int object) {
    NaiveObject area = objects.get(object);
    List<AllotmentView> allotments = new ArrayList<>();
    for (ChannelCapacity allotment : area.allotments()) {
      int held = area.heldIn(allotment.channel());
      int booked = area.taken(allotment.channel()) - held;
      allotments.add(new AllotmentView(allotment.channel(), allotment.capacity(), held, booked));
    }
    return allotments;
  }

  @Override
  public List<AreaShareView> areaShares(int object) {
    List<AreaShareView> shares = new ArrayList<>();
    for (Share share : objects.get(object).shares) {
      shares.add(new AreaShareView(share.channel, share.token, share.order, share.quantity));
    }
    return shares;
  }
}
