package io.seatkeeper.replication;

import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.GroupView;
import io.seatkeeper.core.state.MoneyView;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.PlacementView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.TokenView;
import io.seatkeeper.core.state.WorkspaceView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The view of a {@link LedgerState}: no events, but orders. */
record LedgerView(LedgerState state) implements ShardView {
  /** A copy of the orders with the index at which each was booked. */
  static Map<String, Long> orders(ShardView view) {
    return new TreeMap<>(((LedgerView) view).state().orders());
  }

  @Override
  public long index() {
    return state.index;
  }

  @Override
  public long position() {
    return state.position;
  }

  @Override
  public long logMillis() {
    return state.logMillis;
  }

  @Override
  public long wallMillis() {
    return state.wallMillis;
  }

  @Override
  public int behaviourVersion() {
    return 1;
  }

  @Override
  public long stateHash() {
    return state.hash;
  }

  @Override
  public long contentHash() {
    return state.hash;
  }

  @Override
  public long nextDeadlineLogMillis() {
    return state.nextDeadline();
  }

  @Override
  public long nextOpeningWallMillis() {
    return Long.MAX_VALUE;
  }

  @Override
  public @Nullable OrderView order(int event, String reference) {
    return null;
  }

  @Override
  public List<OrderView> orders(int event) {
    return List.of();
  }

  @Override
  public List<OrderView> refundsDue(String workspace) {
    return List.of();
  }

  @Override
  public List<OrderView> openOrders(long token) {
    return List.of();
  }

  @Override
  public MoneyView money(int event) {
    return MoneyView.NONE;
  }

  @Override
  public int orderCount() {
    return 0;
  }

  @Override
  public List<WorkspaceView> workspaces() {
    return List.of();
  }

  @Override
  public @Nullable ChartView chart(String workspace, String chart) {
    return null;
  }

  @Override
  public @Nullable ChartView chart(String workspace, String chart, int version) {
    return null;
  }

  @Override
  public List<ChartView> chartVersions(String workspace, String chart) {
    return List.of();
  }

  @Override
  public @Nullable PlacementView placement(String group) {
    return null;
  }

  @Override
  public List<PlacementView> placements() {
    return List.of();
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
  public List<ChartView> charts(String workspace) {
    return List.of();
  }

  @Override
  public @Nullable EventView event(int event) {
    return null;
  }

  @Override
  public @Nullable EventView eventByKey(String key) {
    return null;
  }

  @Override
  public List<EventView> events(String workspace) {
    return List.of();
  }

  @Override
  public int eventCount() {
    return 0;
  }

  @Override
  public @Nullable TokenView token(long token) {
    return null;
  }

  @Override
  public @Nullable Outcome outcomeOf(RequestKey key) {
    return null;
  }

  @Override
  public int requestCount() {
    return 0;
  }

  @Override
  public int requestCapacity() {
    return 0;
  }

  @Override
  public long requestWindowMillis() {
    return 0;
  }
}
