package io.seatkeeper.core.state;

import io.seatkeeper.core.chart.SeatIndex;
import io.seatkeeper.core.command.EventSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Object2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/** Everything one shard knows, for the engine, which alone may change it. */
public final class ShardState {
  /** The first behaviour version at which wall time never falls. */
  public static final int STEADY_WALL_BEHAVIOUR = 3;

  /** The first event's number, unless the shard's numbers were given. */
  static final int FIRST_EVENT = 1;

  /** The last event's number, unless the shard's numbers were given. */
  static final int LAST_EVENT = Integer.MAX_VALUE - 1;

  private final StateHash hash = new StateHash();
  private final CatalogueState catalogue = new CatalogueState(hash);
  private final TokenTable tokens = new TokenTable(hash);
  private final RequestLog requests = new RequestLog(hash);
  private final PlacementTable placements = new PlacementTable(hash);
  private final GroupTable groups = new GroupTable(hash);
  private final OrderTable orders = new OrderTable(hash, groups);
  private final GroupMoves moves = new GroupMoves(this);
  private final TreeSet<Opening> openings = new TreeSet<>();
  private final Int2ObjectHashMap<EventState> eventByNumber = new Int2ObjectHashMap<>();
  private final Object2ObjectHashMap<String, EventState> eventByKey = new Object2ObjectHashMap<>();
  private final List<EventState> events = new ArrayList<>();
  private final ShardView view = new ShardReader(this);
  private long index;
  private long position;
  private long logMillis;
  private long wallMillis;
  private int behaviourVersion = 1;
  private int requestCapacity = RequestLog.DEFAULT_CAPACITY;
  private long requestWindowMillis = RequestLog.DEFAULT_WINDOW_MILLIS;
  private int firstEvent = FIRST_EVENT;
  private int lastEvent = LAST_EVENT;
  private int nextEvent = FIRST_EVENT;
  private long clockTermNow;
  private long eventObjects;

  /** The state of a shard that has seen nothing. */
  public ShardState() {
    clockTermNow = clockTerm();
    hash.add(clockTermNow + boundsTerm());
  }

  public CatalogueState catalogue() {
    return catalogue;
  }

  public TokenTable tokens() {
    return tokens;
  }

  public RequestLog requests() {
    return requests;
  }

  public PlacementTable placements() {
    return placements;
  }

  public GroupTable groups() {
    return groups;
  }

  public OrderTable orders() {
    return orders;
  }

  /** What takes placement groups out of this state and into it. */
  public GroupMoves moves() {
    return moves;
  }

  /** The event with a number, or null. */
  public @Nullable EventState event(int number) {
    return eventByNumber.get(number);
  }

  /** The event with a key, or null. */
  public @Nullable EventState eventByKey(String key) {
    return eventByKey.get(key);
  }

  /** Whether another event can have a number of its own. */
  public boolean hasEventNumbers() {
    return nextFreeEvent() <= lastEvent;
  }

  /** Whether the shard has ever created an event. */
  public boolean hasCreatedEvents() {
    return nextEvent > firstEvent;
  }

  /** The first number of the shard's events. */
  public int firstEvent() {
    return firstEvent;
  }

  /** The last number of the shard's events. */
  public int lastEvent() {
    return lastEvent;
  }

  public int eventCount() {
    return events.size();
  }

  /** Objects of all events together. */
  public long eventObjectCount() {
    return eventObjects;
  }

  public long index() {
    return index;
  }

  public long position() {
    return position;
  }

  public long logMillis() {
    return logMillis;
  }

  public long wallMillis() {
    return wallMillis;
  }

  public int behaviourVersion() {
    return behaviourVersion;
  }

  public int requestCapacity() {
    return requestCapacity;
  }

  public long requestWindowMillis() {
    return requestWindowMillis;
  }

  public long stateHash() {
    return hash.value();
  }

  /** The state hash without the log's clocks. */
  public long contentHash() {
    return hash.value() - clockTermNow;
  }

  public ShardView view() {
    return view;
  }

  /** Counts one more command and takes its times; index and log time never fall. */
  public void advance(long newIndex, long newLogMillis, long newWallMillis) {
    index = Math.max(index, newIndex);
    position++;
    logMillis = Math.max(logMillis, newLogMillis);
    wallMillis = isWallSteady() ? Math.max(wallMillis, newWallMillis) : newWallMillis;
    long term = clockTerm();
    hash.replace(clockTermNow, term);
    clockTermNow = term;
  }

  /** Wall time goes on from here, should it be later than the latest the shard has seen. */
  void seeWallMillis(long elsewhereWallMillis) {
    wallMillis = Math.max(wallMillis, elsewhereWallMillis);
    long term = clockTerm();
    hash.replace(clockTermNow, term);
    clockTermNow = term;
  }

  /** The latest wall time the shard has seen; 0 while its behaviour takes no care of that. */
  long latestWallMillis() {
    return isWallSteady() ? wallMillis : 0;
  }

  /** When the next event goes on sale by itself; {@link Long#MAX_VALUE} when none does. */
  public long nextOpeningWallMillis() {
    return openings.isEmpty() ? Long.MAX_VALUE : openings.first().wallMillis();
  }

  /** The event that goes on sale next; there must be one. */
  public EventState nextToOpen() {
    return Objects.requireNonNull(eventByNumber.get(openings.first().event()));
  }

  /** Changes where an event's sale stands. */
  public void setSale(EventState event, EventSale sale) {
    openings.remove(Opening.of(event));
    event.setSale(sale);
    addOpening(event);
  }

  /** Lets an event that stands still not be opened, until it goes on. */
  void setFrozen(EventState event, boolean frozen) {
    openings.remove(Opening.of(event));
    event.setFrozen(frozen);
    addOpening(event);
  }

  private void addOpening(EventState event) {
    if (event.sale().opensAtWallMillis() < Long.MAX_VALUE && !event.isFrozen()) {
      openings.add(Opening.of(event));
    }
  }

  /** When time opens an event. */
  private record Opening(long wallMillis, int event) implements Comparable<Opening> {
    static Opening of(EventState event) {
      return new Opening(event.sale().opensAtWallMillis(), event.number());
    }

    @Override
    public int compareTo(Opening other) {
      int byTime = Long.compare(wallMillis, other.wallMillis);
      return byTime == 0 ? Integer.compare(event, other.event) : byTime;
    }
  }

  /** From some behaviour on, wall time never falls, so that no sale shuts again. */
  private boolean isWallSteady() {
    return behaviourVersion >= STEADY_WALL_BEHAVIOUR;
  }

  public void switchBehaviour(int version) {
    long before = boundsTerm();
    behaviourVersion = version;
    hash.replace(before, boundsTerm());
  }

  public void boundRequests(int capacity, long windowMillis) {
    long before = boundsTerm();
    requestCapacity = capacity;
    requestWindowMillis = windowMillis;
    hash.replace(before, boundsTerm());
  }

  /** Sets the numbers of the shard's events, before there is one. */
  public void numberEvents(int first, int last) {
    long before = boundsTerm();
    firstEvent = first;
    lastEvent = last;
    nextEvent = first;
    hash.replace(before, boundsTerm());
  }

  /** Creates an event under the next number. */
  public EventState createEvent(
      EventOrigin origin, ChartVersion chart, String name, EventSettings settings) {
    long before = boundsTerm();
    int number = nextFreeEvent();
    nextEvent = number + 1;
    hash.replace(before, boundsTerm());
    EventState event = new EventState(hash, number, origin, chart, name, settings);
    enter(event);
    return event;
  }

  /** Removes an event; tokens lose what they held in it. */
  public void deleteEvent(EventState event) {
    removeEvent(event);
    tokens.forgetEvent(event.number());
    orders.forgetEvent(event.number(), event.group(), eventByNumber::containsKey);
  }

  /** Removes an event of which no token holds anything. */
  void removeEvent(EventState event) {
    eventByNumber.remove(event.number());
    eventByKey.remove(event.key());
    events.remove(event);
    eventObjects -= event.objects().size();
    openings.remove(Opening.of(event));
    hash.remove(event.terms());
  }

  /** The state hash from scratch, for checks; equal to {@link #stateHash()}. */
  public long computeStateHash() {
    return FullHash.of(this);
  }

  /**
   * Holds everything that is counted or cached against what it is worked out from; walks over the
   * whole state.
   *
   * @throws InvariantBrokenException when something does not fit
   */
  public void verify() {
    new StateCheck(this).run();
  }

  /** Makes the incremental hash what the state has become, when an event broke halfway. */
  public void rehash() {
    hash.set(FullHash.of(this));
  }

  /** A copy of the whole state. */
  public ShardImage image() {
    return new ShardImage(
        index,
        position,
        logMillis,
        wallMillis,
        behaviourVersion,
        requestCapacity,
        requestWindowMillis,
        firstEvent,
        lastEvent,
        nextEvent,
        stateHash(),
        catalogue.workspaces(),
        catalogue.chartImages(),
        catalogue.uploadImages(),
        placements.image(),
        events.stream().map(EventImage::of).toList(),
        orders.all(),
        groups.images(),
        groups.uploadImages(),
        tokens.image(),
        requests.image());
  }

  /**
   * The state an image is of.
   *
   * @throws InvariantBrokenException when the image does not hang together
   */
  public static ShardState restore(ShardImage image) {
    ShardState state = new ShardState();
    state.hash.remove(state.clockTerm() + state.boundsTerm());
    state.index = image.index();
    state.position = image.position();
    state.logMillis = image.logMillis();
    state.wallMillis = image.wallMillis();
    state.behaviourVersion = image.behaviourVersion();
    state.requestCapacity = image.requestCapacity();
    state.requestWindowMillis = image.requestWindowMillis();
    state.firstEvent = image.firstEvent();
    state.lastEvent = image.lastEvent();
    state.nextEvent = image.nextEvent();
    state.clockTermNow = state.clockTerm();
    state.hash.add(state.clockTermNow + state.boundsTerm());
    image.workspaces().forEach(state.catalogue::addWorkspace);
    for (ChartImage chart : image.charts()) {
      state.catalogue.addChart(
          new ChartVersion(
              chart.workspace(),
              chart.chart(),
              chart.version(),
              chart.venue(),
              chart.contentHash(),
              new SeatIndex(chart.venue())));
    }
    image.uploads().forEach(state.catalogue::restoreUpload);
    state.placements.restore(image.placements());
    image.events().forEach(state::restoreEvent);
    image.orders().forEach(state.orders::put);
    image.groups().forEach(state.moves::restore);
    image.groupUploads().forEach(state.groups::restoreUpload);
    state.tokens.restore(image.tokens());
    state.requests.restore(image.requests());
    return state;
  }

  List<EventState> events() {
    return events;
  }

  long clockTerm() {
    return StateTerms.clocks(index, position, logMillis, wallMillis);
  }

  long boundsTerm() {
    return StateTerms.bounds(behaviourVersion, requestCapacity, requestWindowMillis, nextEvent)
        + StateTerms.numbering(firstEvent, lastEvent);
  }

  /** The next number that no event has here or left with. */
  private int nextFreeEvent() {
    int number = nextEvent;
    while (number <= lastEvent
        && (eventByNumber.containsKey(number) || groups.movedWith(number) != null)) {
      number++;
    }
    return number;
  }

  /** Brings an event back from its image, for a chart that is here. */
  EventState restoreEvent(EventImage image) {
    ChartVersion chart =
        catalogue.chart(image.origin().workspace(), image.chart(), image.chartVersion());
    if (chart == null) {
      throw new InvariantBrokenException("events have their chart");
    }
    EventState event =
        new EventState(hash, image.number(), image.origin(), chart, image.name(), image.settings());
    image.restoreInto(event);
    enter(event);
    return event;
  }

  private void enter(EventState event) {
    eventByNumber.put(event.number(), event);
    eventByKey.put(event.key(), event);
    int at = events.size();
    while (at > 0 && events.get(at - 1).number() > event.number()) {
      at--;
    }
    events.add(at, event);
    eventObjects += event.objects().size();
    addOpening(event);
  }
}
