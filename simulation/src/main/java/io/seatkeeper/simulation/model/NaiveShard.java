package io.seatkeeper.simulation.model;

import io.seatkeeper.core.command.Command;
import io.seatkeeper.core.command.Command.BookObjects;
import io.seatkeeper.core.command.Command.ChangeObjectStatus;
import io.seatkeeper.core.command.Command.Checkpoint;
import io.seatkeeper.core.command.Command.ConfigureShard;
import io.seatkeeper.core.command.Command.CopyChartChunk;
import io.seatkeeper.core.command.Command.CreateEvent;
import io.seatkeeper.core.command.Command.CreateWorkspace;
import io.seatkeeper.core.command.Command.DeleteEvent;
import io.seatkeeper.core.command.Command.EndToken;
import io.seatkeeper.core.command.Command.ExtendToken;
import io.seatkeeper.core.command.Command.GroupCommand;
import io.seatkeeper.core.command.Command.HoldBestAvailable;
import io.seatkeeper.core.command.Command.HoldObjects;
import io.seatkeeper.core.command.Command.NumberEvents;
import io.seatkeeper.core.command.Command.PlacementCommand;
import io.seatkeeper.core.command.Command.ReleaseObjects;
import io.seatkeeper.core.command.Command.ScheduleSale;
import io.seatkeeper.core.command.Command.SetPrices;
import io.seatkeeper.core.command.Command.SetSaleState;
import io.seatkeeper.core.command.Command.StoreChartChunk;
import io.seatkeeper.core.command.Command.SwitchBehaviour;
import io.seatkeeper.core.command.Command.Tick;
import io.seatkeeper.core.command.Command.UpdateEvent;
import io.seatkeeper.core.command.Command.UpdateObjects;
import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.OrderCommand;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Applied;
import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.outcome.Rejection;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.GroupView;
import io.seatkeeper.core.state.MoneyView;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.TokenView;
import io.seatkeeper.core.state.WorkspaceView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A shard in plain lists and maps: each rule of the engine once, in the most obvious way, with
 * everything counted afresh whenever it is asked for.
 *
 * <p>Each story has its rules: {@link CatalogueRules}, {@link EventRules}, {@link HoldRules} with
 * {@link NaiveBestAvailable}, {@link BookRules}, {@link ReleaseRules}, {@link StatusRules}, {@link
 * SaleRules}, {@link OrderRules}, {@link TokenRules} and {@link PlacementRules}. A rule checks
 * everything first, in the order of the engine's refusals; below the blank line it changes.
 */
public final class NaiveShard implements ShardView {
  private static final String ALONE = "the model is one shard, and no group ever leaves it";

  private static final Comparator<OrderView> BY_REFERENCE =
      Comparator.comparing(OrderView::group).thenComparing(OrderView::reference);

  final SortedMap<String, WorkspaceView> workspaces = new TreeMap<>();
  final SortedMap<Integer, NaiveEvent> events = new TreeMap<>();
  final List<NaiveToken> tokens = new ArrayList<>();
  final List<OrderView> orders = new ArrayList<>();
  final CatalogueRules catalogue = new CatalogueRules(this);
  private final EventRules eventRules = new EventRules(this);
  final TokenRules tokenRules = new TokenRules(this);
  private final SaleRules saleRules = new SaleRules(this);
  private final HoldRules holdRules = new HoldRules(this, saleRules);
  private final BookRules bookRules = new BookRules(this, saleRules);
  private final ReleaseRules releaseRules = new ReleaseRules(this);
  private final StatusRules statusRules = new StatusRules(this, releaseRules);
  private final OrderRules orderRules = new OrderRules(this, releaseRules, saleRules);
  private final PlacementRules placementRules = new PlacementRules(this);
  final List<Remembered> requestLog = new ArrayList<>();

  long index;
  long position;
  long now;
  long wallMillis;
  int behaviourVersion = 1;
  int requestCapacity = 2_000_000;
  long requestWindowMillis = 24L * 60 * 60 * 1000;
  int firstEvent = 1;
  int lastEvent = Integer.MAX_VALUE - 1;
  int eventsEver;

  /** What the current request made true so far. */
  private List<Change> changes = new ArrayList<>();

  /** Whether the current request came with a key, and whether it changes anything. */
  private boolean keyed;

  private boolean changing;

  /** One answer of the request log. */
  record Remembered(RequestKey key, Outcome outcome, long logMillis) {}

  /** Applies one request; the contract is that of {@code SeatEngine}. */
  public Applied apply(long atIndex, long logMillis, long atWallMillis, Request request) {
    index = Math.max(index, atIndex);
    now = Math.max(now, logMillis);
    wallMillis = behaviourVersion >= 3 ? Math.max(wallMillis, atWallMillis) : atWallMillis;
    position++;
    changes = new ArrayList<>();
    endWhatIsPastItsDeadline();
    saleRules.openWhatIsDue();
    requestLog.removeIf(old -> now - old.logMillis() >= requestWindowMillis);

    RequestKey key = request.key();
    Remembered earlier = key == null ? null : remembered(key);
    if (key != null && earlier != null) {
      boolean sameBody =
          earlier.key().digestHigh() == key.digestHigh()
              && earlier.key().digestLow() == key.digestLow();
      return sameBody
          ? new Applied(earlier.outcome(), true, changes)
          : new Applied(new Outcome.Refused(Rejection.REQUEST_KEY_REUSED, ""), false, changes);
    }

    keyed = key != null;
    changing = false;
    Outcome outcome;
    try {
      outcome = carryOut(request.command());
    } catch (Refusal refusal) {
      return new Applied(refusal.refused(), false, changes);
    }
    if (key != null && changing) {
      requestLog.add(new Remembered(key, outcome, now));
    }
    return new Applied(outcome, false, changes);
  }

  private Outcome carryOut(Command command) {
    return switch (command) {
      case CreateWorkspace create -> catalogue.createWorkspace(create);
      case StoreChartChunk chunk -> catalogue.storeChartChunk(chunk);
      case CreateEvent create -> eventRules.create(create);
      case UpdateEvent update -> eventRules.update(update);
      case DeleteEvent delete -> eventRules.delete(delete);
      case UpdateObjects update -> eventRules.updateObjects(update);
      case HoldObjects hold -> holdRules.hold(hold);
      case HoldBestAvailable best -> holdRules.holdBestAvailable(best);
      case BookObjects book -> bookRules.book(book);
      case ReleaseObjects release -> releaseRules.release(release);
      case EndToken end -> releaseRules.endToken(end);
      case ChangeObjectStatus change -> statusRules.changeStatus(change);
      case ExtendToken extend -> tokenRules.extend(extend);
      case SetPrices prices -> saleRules.setPrices(prices);
      case ScheduleSale schedule -> saleRules.schedule(schedule);
      case SetSaleState state -> saleRules.setState(state);
      case OrderCommand order -> orderRules.apply(order);
      case Tick tick -> new Outcome.Ticked();
      case Checkpoint checkpoint -> new Outcome.CheckpointPassed(checkpoint.position());
      case SwitchBehaviour behaviour -> switchBehaviour(behaviour);
      case ConfigureShard configure -> configure(configure);
      case NumberEvents numbers -> numberEvents(numbers);
      case PlacementCommand placement -> placementRules.apply(placement);
      case CopyChartChunk copy -> throw new UnsupportedOperationException(ALONE);
      case GroupCommand group -> throw new UnsupportedOperationException(ALONE);
    };
  }

  /**
   * Every rule of the command is kept, and it is going to change something: the last point at which
   * it can be refused, because its answer could not be remembered.
   */
  void aboutToChange() {
    Refusal.when(keyed && requestLog.size() >= requestCapacity, Rejection.REQUEST_LOG_FULL, "");
    changing = true;
  }

  /** Behaviour never goes back; a version that the model does not know is the end of a trial. */
  private Outcome switchBehaviour(SwitchBehaviour command) {
    Refusal.when(command.version() < behaviourVersion, Rejection.MALFORMED_COMMAND, "version");
    if (command.version() != behaviourVersion) {
      aboutToChange();
    }
    behaviourVersion = command.version();
    return new Outcome.BehaviourSwitched(command.version());
  }

  private Outcome numberEvents(NumberEvents command) {
    int first = command.firstEvent();
    int last = command.lastEvent();
    Refusal.when(
        first < 1 || last < first || last == Integer.MAX_VALUE,
        Rejection.MALFORMED_COMMAND,
        "event numbers");
    if (first != firstEvent || last != lastEvent) {
      Refusal.when(eventsEver > 0, Rejection.EVENT_NUMBERS_GIVEN, firstEvent);
      aboutToChange();
    }
    firstEvent = first;
    lastEvent = last;
    return new Outcome.EventsNumbered(first, last);
  }

  private Outcome configure(ConfigureShard command) {
    Refusal.when(command.requestCapacity() < 1, Rejection.MALFORMED_COMMAND, "requestCapacity");
    Refusal.when(
        command.requestWindowMillis() < 1000, Rejection.MALFORMED_COMMAND, "requestWindowMillis");
    if (command.requestCapacity() != requestCapacity
        || command.requestWindowMillis() != requestWindowMillis) {
      aboutToChange();
    }
    requestCapacity = command.requestCapacity();
    requestWindowMillis = command.requestWindowMillis();
    return new Outcome.ShardConfigured();
  }

  /** Ends tokens and open orders past their deadline, the earliest first, orders before tokens. */
  private void endWhatIsPastItsDeadline() {
    while (true) {
      NaiveToken token =
          tokens.stream()
              .filter(known -> known.deadlineLogMillis <= now)
              .min(
                  Comparator.<NaiveToken>comparingLong(known -> known.deadlineLogMillis)
                      .thenComparing(known -> known.token, Long::compareUnsigned))
              .orElse(null);
      OrderView order = orderRules.nextToEnd();
      if (order != null && (token == null || order.payByLogMillis() <= token.deadlineLogMillis)) {
        orderRules.expire(order);
      } else if (token != null) {
        releaseRules.freeEverythingHeld(token, Change.Reason.EXPIRED);
        tokens.remove(token);
      } else {
        return;
      }
    }
  }

  /** Commands that came with a behaviour version are refused before it. */
  void checkBehaviour(int needed) {
    Refusal.when(behaviourVersion < needed, Rejection.BEHAVIOUR_TOO_OLD, needed);
  }

  /** Whether a reference is that of an order that was opened in an event's group. */
  boolean isOrder(NaiveEvent event, String reference) {
    return orders.stream()
        .anyMatch(
            order -> order.group().equals(event.group()) && order.reference().equals(reference));
  }

  void changed(Change change) {
    changes.add(change);
  }

  void changed(
      NaiveObject object,
      Change.Reason reason,
      String previous,
      int quantity,
      long token,
      String order) {
    changed(object.event.objectChanged(object, reason, previous, quantity, token, order));
  }

  /** The remembered answer with the same identity, whatever its digest. */
  @Nullable Remembered remembered(RequestKey key) {
    for (Remembered old : requestLog) {
      if (old.key().identityHigh() == key.identityHigh()
          && old.key().identityLow() == key.identityLow()) {
        return old;
      }
    }
    return null;
  }

  /** All events in the order of their creation. */
  public List<NaiveEvent> allEvents() {
    return List.copyOf(events.values());
  }

  @Nullable NaiveToken knownToken(long token) {
    return tokens.stream().filter(known -> known.token == token).findFirst().orElse(null);
  }

  @Override
  public long index() {
    return index;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public long logMillis() {
    return now;
  }

  @Override
  public long wallMillis() {
    return wallMillis;
  }

  @Override
  public int behaviourVersion() {
    return behaviourVersion;
  }

  /** The model keeps no hash: always 0. */
  @Override
  public long stateHash() {
    return 0;
  }

  /** The model keeps no hash: always 0. */
  @Override
  public long contentHash() {
    return 0;
  }

  @Override
  public long nextDeadlineLogMillis() {
    return LongStream.concat(
            tokens.stream().mapToLong(token -> token.deadlineLogMillis),
            orders.stream()
                .filter(order -> order.state() == OrderState.OPEN)
                .mapToLong(OrderView::payByLogMillis))
        .min()
        .orElse(Long.MAX_VALUE);
  }

  @Override
  public long nextOpeningWallMillis() {
    return events.values().stream().mapToLong(SaleRules::opening).min().orElse(Long.MAX_VALUE);
  }

  @Override
  public List<WorkspaceView> workspaces() {
    return List.copyOf(workspaces.values());
  }

  @Override
  public @Nullable ChartView chart(String workspace, String chart) {
    return catalogue.chart(workspace, chart, 0);
  }

  @Override
  public @Nullable ChartView chart(String workspace, String chart, int version) {
    return catalogue.chart(workspace, chart, version);
  }

  @Override
  public List<ChartView> chartVersions(String workspace, String chart) {
    return catalogue.versions(workspace, chart);
  }

  @Override
  public List<ChartView> charts(String workspace) {
    return catalogue.newest(workspace);
  }

  @Override
  public @Nullable NaiveEvent event(int event) {
    return events.get(event);
  }

  @Override
  public @Nullable NaiveEvent eventByKey(String key) {
    return events.values().stream().filter(event -> event.key.equals(key)).findFirst().orElse(null);
  }

  @Override
  public List<EventView> events(String workspace) {
    return events.values().stream()
        .filter(event -> event.workspace.equals(workspace))
        .<EventView>map(event -> event)
        .toList();
  }

  @Override
  public int eventCount() {
    return events.size();
  }

  @Override
  public @Nullable OrderView order(int event, String reference) {
    return orders(event).stream()
        .filter(order -> order.reference().equals(reference))
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<OrderView> orders(int event) {
    return orders.stream()
        .filter(order -> order.isIn(event) && events.containsKey(event))
        .sorted(BY_REFERENCE)
        .toList();
  }

  @Override
  public List<OrderView> refundsDue(String workspace) {
    return orders.stream()
        .filter(order -> order.workspace().equals(workspace))
        .filter(order -> order.state() == OrderState.REFUND_DUE)
        .sorted(BY_REFERENCE)
        .toList();
  }

  @Override
  public List<OrderView> openOrders(long token) {
    return orders.stream()
        .filter(order -> order.token() == token && order.state() == OrderState.OPEN)
        .sorted(BY_REFERENCE)
        .toList();
  }

  @Override
  public MoneyView money(int event) {
    MoneyView money = MoneyView.NONE;
    for (OrderView order : orders(event)) {
      money = money.plus(order.state(), order.amountIn(event));
    }
    return money;
  }

  @Override
  public int orderCount() {
    return orders.size();
  }

  @Override
  public @Nullable PlacementView placement(String group) {
    return placementRules.view(group);
  }

  @Override
  public List<PlacementView> placements() {
    return placementRules.views();
  }

  @Override
  public GroupView group(String group) {
    return new GroupView(group, 1, GroupState.ACTIVE, null);
  }

  @Override
  public List<GroupView> groups() {
    return List.of();
  }

  @Override
  public @Nullable TokenView token(long token) {
    NaiveToken known = knownToken(token);
    return known == null ? null : known.view();
  }

  @Override
  public @Nullable Outcome outcomeOf(RequestKey key) {
    Remembered remembered = remembered(key);
    return remembered != null && remembered.key().equals(key) ? remembered.outcome() : null;
  }

  @Override
  public int requestCount() {
    return requestLog.size();
  }

  @Override
  public int requestCapacity() {
    return requestCapacity;
  }

  @Override
  public long requestWindowMillis() {
    return requestWindowMillis;
  }
}
