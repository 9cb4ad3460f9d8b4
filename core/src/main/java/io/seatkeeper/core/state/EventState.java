package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.command.EventSettings;
import io.seatkeeper.core.command.Prices;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * One event, for the engine: what it is, its objects and areas, and who counts for what in it.
 *
 * <p>Every mutator keeps the state hash and the event's counts; raising the version and telling the
 * world is the engine's part.
 */
public final class EventState {
  /** The highest code a custom status may have: with codes from 3, an event may have 60. */
  public static final int HIGHEST_STATUS = 62;

  /** Channels an event may have, what belongs to none counted as one. */
  public static final int CHANNELS = 1001;

  private static final List<String> GIVEN_STATUSES = List.of("free", "held", "booked");
  private static final List<String> GIVEN_CHANNELS = List.of("");

  private final StateHash hash;
  private final long salt;
  private final int number;
  private final EventOrigin origin;
  private final String group;
  private final ChartVersion chart;
  private final ObjectTable objects;
  private final AreaState[] areas;
  private final CountedNames orders;
  private final CountedNames buyers;
  private final NumberedNames statuses;
  private final NumberedNames channels;
  private final Int2ObjectHashMap<String> blockReasons = new Int2ObjectHashMap<>();
  private final Int2ObjectHashMap<String> extraData = new Int2ObjectHashMap<>();
  private final EventView view = new EventReader(this);
  private String name;
  private EventSettings settings;
  private EventSale sale = EventSale.OPEN;
  private Prices prices = Prices.FREE;
  private long version;
  private boolean fenced;
  private boolean frozen;

  /** A new event with every object free; its version is 0 until its creation is told. */
  EventState(
      StateHash hash,
      int number,
      EventOrigin origin,
      ChartVersion chart,
      String name,
      EventSettings settings) {
    this.hash = hash;
    this.salt = StateTerms.eventSalt(number);
    this.number = number;
    this.origin = origin;
    this.group = origin.group();
    this.chart = chart;
    this.name = name;
    this.settings = settings;
    this.orders =
        new CountedNames(hash, StateTerms.orders(salt), "orders count what they have booked");
    this.buyers =
        new CountedNames(hash, StateTerms.buyers(salt), "buyers count what they have taken");
    this.statuses =
        new NumberedNames(
            hash, (code, status) -> StateTerms.status(salt, code, status), GIVEN_STATUSES);
    this.channels =
        new NumberedNames(
            hash, (code, channel) -> StateTerms.channel(salt, code, channel), GIVEN_CHANNELS);
    Venue venue = chart.venue();
    this.objects = new ObjectTable(hash, salt, orders, buyers, venue);
    this.areas = new AreaState[venue.areaCount()];
    for (int area = 0; area < areas.length; area++) {
      int object = venue.objectOfArea(area);
      int capacity = venue.object(object).capacity();
      areas[area] = new AreaState(hash, salt, orders, buyers, object, capacity);
    }
    hash.add(ownTerms());
  }

  public int number() {
    return number;
  }

  public EventOrigin origin() {
    return origin;
  }

  public String key() {
    return origin.key();
  }

  public ChartVersion chart() {
    return chart;
  }

  public Venue venue() {
    return chart.venue();
  }

  public String name() {
    return name;
  }

  public EventSettings settings() {
    return settings;
  }

  public EventSale sale() {
    return sale;
  }

  public void setSale(EventSale newSale) {
    hash.replace(StateTerms.sale(salt, sale), StateTerms.sale(salt, newSale));
    sale = newSale;
  }

  public Prices prices() {
    return prices;
  }

  public void setPrices(Prices newPrices) {
    hash.replace(StateTerms.prices(salt, prices), StateTerms.prices(salt, newPrices));
    prices = newPrices;
  }

  public long version() {
    return version;
  }

  public boolean isFenced() {
    return fenced;
  }

  /** Whether the event's placement group is frozen. */
  public boolean isFrozen() {
    return frozen;
  }

  /** The placement group. */
  public String group() {
    return group;
  }

  public ObjectTable objects() {
    return objects;
  }

  public NumberedNames statuses() {
    return statuses;
  }

  public NumberedNames channels() {
    return channels;
  }

  public EventView view() {
    return view;
  }

  /** The area an object is; the object must be one. */
  public AreaState area(int object) {
    return areas[venue().areaOf(object)];
  }

  /** How many people one object is for: the chairs of a whole table, otherwise 1. */
  public int people(int object) {
    return objects.isTable(object) ? venue().object(object).capacity() : 1;
  }

  /** The token that holds an object; 0 when none does. */
  public long tokenOf(int object) {
    return objects.status(object) == EventView.HELD ? objects.owner(object) : 0;
  }

  /** The order that has booked an object; empty when none has. */
  public String orderOf(int object) {
    return objects.status(object) == EventView.BOOKED
        ? orders.name(ObjectTable.orderOf(objects.owner(object)))
        : "";
  }

  /** People an order has booked in an area. */
  public int areaBookedBy(int object, String order) {
    int number = orders.numberOf(order);
    return number < 0 ? 0 : area(object).bookedBy(number);
  }

  /** Whether an order has booked anything. */
  public boolean hasBookedUnder(String order) {
    return orders.count(order) > 0;
  }

  /** People of a buyer, held and booked. */
  public int peopleOf(String buyer) {
    return buyers.count(buyer);
  }

  public String blockReason(int object) {
    String reason = blockReasons.get(object);
    return reason == null ? "" : reason;
  }

  public String extraData(int object) {
    String text = extraData.get(object);
    return text == null ? "" : text;
  }

  /** Raises the version and returns it. */
  public long nextVersion() {
    setVersion(version + 1, fenced);
    return version;
  }

  /** Stops the event's sales for good. */
  public void fence() {
    setVersion(version, true);
  }

  public void describe(String newName, EventSettings newSettings) {
    long before = StateTerms.eventFacts(salt, name, settings);
    name = newName;
    settings = newSettings;
    hash.replace(before, StateTerms.eventFacts(salt, name, settings));
  }

  public void hold(int object, long token, String buyer) {
    objects.move(object, EventView.FREE, 0, EventView.HELD, token);
    buyers.add(buyer, people(object));
  }

  /** Books what a token holds; the token's buyer goes on counting it. */
  public void bookHeld(int object, long token, String buyer, String order) {
    int buyerNumber = buyers.numberOf(buyer);
    if (buyerNumber < 0) {
      throw new InvariantBrokenException("buyers count what they have taken");
    }
    long owner = ObjectTable.bookedBy(orders.add(order, people(object)), buyerNumber);
    objects.move(object, EventView.HELD, token, EventView.BOOKED, owner);
  }

  public void bookFree(int object, String order, String buyer) {
    int people = people(object);
    long owner = ObjectTable.bookedBy(orders.add(order, people), buyers.add(buyer, people));
    objects.move(object, EventView.FREE, 0, EventView.BOOKED, owner);
  }

  /** Takes a held object from its token. */
  public void takeFromToken(int object, long token, String buyer, int status) {
    objects.move(object, EventView.HELD, token, status, 0);
    buyers.remove(buyer, people(object));
  }

  /** Takes a booked object from its order. */
  public void takeFromOrder(int object, int status) {
    long owner = objects.owner(object);
    objects.move(object, EventView.BOOKED, owner, status, 0);
    orders.remove(ObjectTable.orderOf(owner), people(object));
    buyers.remove(ObjectTable.buyerOf(owner), people(object));
  }

  /** Gives an object nobody owns another status. */
  public void setStatus(int object, int status) {
    objects.move(object, objects.status(object), 0, status, 0);
  }

  public void holdInArea(int object, int place, long token, String buyer, int quantity) {
    area(object).hold(place, token, quantity);
    buyers.add(buyer, quantity);
  }

  public void bookHeldInArea(int object, long token, String buyer, String order, int quantity) {
    int buyerNumber = buyers.numberOf(buyer);
    if (buyerNumber < 0) {
      throw new InvariantBrokenException("buyers count what they have taken");
    }
    area(object).bookHeld(token, orders.add(order, quantity), buyerNumber, quantity);
  }

  public void bookInArea(int object, int place, String order, String buyer, int quantity) {
    int orderNumber = orders.add(order, quantity);
    area(object).book(place, orderNumber, buyers.add(buyer, quantity), quantity);
  }

  public void takeFromTokenInArea(int object, long token, String buyer, int quantity) {
    area(object).releaseHeld(token, quantity);
    buyers.remove(buyer, quantity);
  }

  public void takeFromOrderInArea(int object, String order, int quantity) {
    int orderNumber = orders.numberOf(order);
    area(object).releaseBooked(orderNumber, quantity);
    orders.remove(orderNumber, quantity);
  }

  public void setForSale(int object, boolean forSale) {
    objects.setForSale(object, forSale);
  }

  /** Blocks an object for a reason, or unblocks it when the reason is empty. */
  public void setBlockReason(int object, String reason) {
    hash.replace(
        StateTerms.blockReason(salt, object, blockReason(object)),
        StateTerms.blockReason(salt, object, reason));
    put(blockReasons, object, reason);
    objects.setBlocked(object, !reason.isEmpty());
  }

  public void setExtraData(int object, String text) {
    hash.replace(
        StateTerms.extraData(salt, object, extraData(object)),
        StateTerms.extraData(salt, object, text));
    put(extraData, object, text);
  }

  public void setChannel(int object, String channel) {
    objects.setChannel(object, channels.numberFor(channel));
  }

  /** Replaces an area's allotments. */
  public void setAllotments(int object, int[] channelNumbers, int[] capacities) {
    area(object).setAllotments(channelNumbers, capacities);
  }

  AreaState[] areas() {
    return areas;
  }

  CountedNames orders() {
    return orders;
  }

  CountedNames buyers() {
    return buyers;
  }

  Int2ObjectHashMap<String> blockReasons() {
    return blockReasons;
  }

  Int2ObjectHashMap<String> extraData() {
    return extraData;
  }

  void setVersion(long newVersion, boolean newFenced) {
    long before = StateTerms.eventVersion(salt, version, fenced);
    version = newVersion;
    fenced = newFenced;
    hash.replace(before, StateTerms.eventVersion(salt, version, fenced));
  }

  void setFrozen(boolean newFrozen) {
    frozen = newFrozen;
  }

  /** The sum of the event's terms, from its content. */
  long terms() {
    long sum = ownTerms() + orders.terms() + buyers.terms();
    sum += statuses.terms() + channels.terms();
    for (AreaState area : areas) {
      sum += area.terms();
    }
    for (int object = 0; object < objects.size(); object++) {
      sum += objects.term(object);
    }
    long[] texts = new long[1];
    blockReasons.forEachInt(
        (object, reason) -> texts[0] += StateTerms.blockReason(salt, object, reason));
    extraData.forEachInt((object, text) -> texts[0] += StateTerms.extraData(salt, object, text));
    return sum + texts[0];
  }

  private long ownTerms() {
    return StateTerms.eventIdentity(
            salt,
            origin.key(),
            origin.workspace(),
            chart.chart(),
            chart.version(),
            origin.createdWallMillis())
        + StateTerms.eventFacts(salt, name, settings)
        + StateTerms.sale(salt, sale)
        + StateTerms.prices(salt, prices)
        + StateTerms.eventVersion(salt, version, fenced);
  }

  private static void put(Int2ObjectHashMap<String> texts, int object, String text) {
    if (text.isEmpty()) {
      texts.remove(object);
    } else {
      texts.put(object, text);
    }
  }
}
