package io.seatkeeper.core.state;

import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.command.Selection;
import io.seatkeeper.core.outcome.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a shard to readers, who get no hold of its mutators. */
final class ShardReader implements ShardView {
  private final ShardState state;

  ShardReader(ShardState state) {
    this.state = state;
  }

  @Override
  public long index() {
    return state.index();
  }

  @Override
  public long position() {
    return state.position();
  }

  @Override
  public long logMillis() {
    return state.logMillis();
  }

  @Override
  public long wallMillis() {
    return state.wallMillis();
  }

  @Override
  public int behaviourVersion() {
    return state.behaviourVersion();
  }

  @Override
  public long stateHash() {
    return state.stateHash();
  }

  @Override
  public long contentHash() {
    return state.contentHash();
  }

  @Override
  public long nextDeadlineLogMillis() {
    return Math.min(state.tokens().firstDeadline(), state.orders().firstDeadline());
  }

  @Override
  public long nextOpeningWallMillis() {
    return state.nextOpeningWallMillis();
  }

  @Override
  public List<WorkspaceView> workspaces() {
    return state.catalogue().workspaces();
  }

  @Override
  public @Nullable ChartView chart(String workspace, String chart) {
    return chart(workspace, chart, 0);
  }

  @Override
  public @Nullable ChartView chart(String workspace, String chart, int version) {
    ChartVersion found = state.catalogue().chart(workspace, chart, version);
    return found == null ? null : found.view();
  }

  @Override
  public List<ChartView> chartVersions(String workspace, String chart) {
    return state.catalogue().versions(workspace, chart).stream().map(ChartVersion::view).toList();
  }

  @Override
  public List<ChartView> charts(String workspace) {
    return state.catalogue().newestCharts(workspace);
  }

  @Override
  public @Nullable EventView event(int event) {
    EventState found = state.event(event);
    return found == null ? null : found.view();
  }

  @Override
  public @Nullable EventView eventByKey(String key) {
    EventState found = state.eventByKey(key);
    return found == null ? null : found.view();
  }

  @Override
  public List<EventView> events(String workspace) {
    List<EventView> views = new ArrayList<>();
    for (EventState event : state.events()) {
      if (event.origin().workspace().equals(workspace)) {
        views.add(event.view());
      }
    }
    return views;
  }

  @Override
  public int eventCount() {
    return state.eventCount();
  }

  @Override
  public @Nullable OrderView order(int event, String reference) {
    EventState found = state.event(event);
    OrderView order = found == null ? null : state.orders().find(found.group(), reference);
    return order != null && order.isIn(event) ? order : null;
  }

  @Override
  public List<OrderView> orders(int event) {
    EventState found = state.event(event);
    return found == null ? List.of() : state.orders().of(event, found.group());
  }

  @Override
  public List<OrderView> refundsDue(String workspace) {
    return state.orders().refundsDue().stream()
        .filter(order -> order.workspace().equals(workspace))
        .toList();
  }

  @Override
  public List<OrderView> openOrders(long token) {
    return List.copyOf(state.orders().openOf(token));
  }

  @Override
  public MoneyView money(int event) {
    return state.event(event) == null ? MoneyView.NONE : state.orders().money(event);
  }

  @Override
  public int orderCount() {
    return state.orders().size();
  }

  @Override
  public @Nullable PlacementView placement(String group) {
    return state.placements().placement(group);
  }

  @Override
  public List<PlacementView> placements() {
    return state.placements().all();
  }

  @Override
  public GroupView group(String group) {
    return state.groups().group(group).view();
  }

  @Override
  public List<GroupView> groups() {
    return state.groups().images().stream().map(GroupImage::view).toList();
  }

  @Override
  public @Nullable TokenView token(long token) {
    TokenTable tokens = state.tokens();
    int slot = tokens.slotOf(token);
    return slot == TokenTable.UNKNOWN
        ? null
        : new TokenView(
            token,
            tokens.workspace(slot),
            tokens.buyer(slot),
            tokens.deadline(slot),
            tokens.isEnded(slot),
            tokens.use(slot),
            selections(slot));
  }

  @Override
  public @Nullable Outcome outcomeOf(RequestKey key) {
    RequestLog requests = state.requests();
    int position = requests.find(key);
    return position < 0 || !requests.hasDigestOf(position, key) ? null : requests.outcome(position);
  }

  @Override
  public int requestCount() {
    return state.requests().size();
  }

  @Override
  public int requestCapacity() {
    return state.requestCapacity();
  }

  @Override
  public long requestWindowMillis() {
    return state.requestWindowMillis();
  }

  /** What a token holds: events in the order of their first holding. */
  private List<Selection> selections(int slot) {
    TokenTable tokens = state.tokens();
    int count = tokens.holdings(slot);
    boolean[] listed = new boolean[count];
    List<Selection> selections = new ArrayList<>();
    for (int first = 0; first < count; first++) {
      if (!listed[first]) {
        int event = tokens.event(slot, first);
        int[] positions = new int[count];
        int found = 0;
        for (int position = first; position < count; position++) {
          if (tokens.event(slot, position) == event) {
            listed[position] = true;
            positions[found++] = position;
          }
        }
        selections.add(selection(slot, event, Arrays.copyOf(positions, found)));
      }
    }
    return selections;
  }

  private Selection selection(int slot, int event, int[] positions) {
    TokenTable tokens = state.tokens();
    EventState held = state.event(event);
    int[] objects = new int[positions.length];
    int[] quantities = new int[positions.length];
    for (int at = 0; at < positions.length; at++) {
      objects[at] = tokens.object(slot, positions[at]);
      boolean area = held != null && held.objects().isArea(objects[at]);
      quantities[at] = area ? tokens.people(slot, positions[at]) : 1;
    }
    return Selection.withQuantities(event, objects, quantities);
  }
}
