package io.seatkeeper.core.state;

import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.outcome.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shard's state, for reading. Not safe for concurrent use: whoever owns the engine decides who
 * may look when, and no view may be kept past that.
 */
public interface ShardView {
  /** The log index applied last; 0 before the first. */
  long index();

  /** Commands applied since the shard began. */
  long position();

  /** Log time of the command applied last. */
  long logMillis();

  /** Wall time of the command applied last, for display. */
  long wallMillis();

  int behaviourVersion();

  /** The state hash, kept incrementally. */
  long stateHash();

  /**
   * The state hash without the log's index, position and times, which every command moves: a
   * refused or repeated command leaves it as it was.
   */
  long contentHash();

  /**
   * When the next hold token or open order ends, in log time; {@link Long#MAX_VALUE} when none is
   * known.
   */
  long nextDeadlineLogMillis();

  /** When the next event goes on sale by itself; {@link Long#MAX_VALUE} when none is announced. */
  long nextOpeningWallMillis();

  /** All workspaces, by name. */
  List<WorkspaceView> workspaces();

  /** The newest version of a chart, or null. */
  @Nullable ChartView chart(String workspace, String chart);

  /** A version of a chart, or null; 0 asks for the newest. */
  @Nullable ChartView chart(String workspace, String chart, int version);

  /** The versions of a chart that are here, the oldest first. */
  List<ChartView> chartVersions(String workspace, String chart);

  /** The newest versions of a workspace's charts, by key. */
  List<ChartView> charts(String workspace);

  /** The event with a number, or null. */
  @Nullable EventView event(int event);

  /** The event with a key, or null. */
  @Nullable EventView eventByKey(String key);

  /** A workspace's events by number, which is the order of their creation on one shard. */
  List<EventView> events(String workspace);

  /** Events of all workspaces. */
  int eventCount();

  /** The order with a reference that has something of an event in it, or null. */
  @Nullable OrderView order(int event, String reference);

  /** The orders that have something of an event in them, by reference. */
  List<OrderView> orders(int event);

  /** A workspace's orders whose money is to be returned, by group and reference. */
  List<OrderView> refundsDue(String workspace);

  /**
   * The open orders of a hold token, by group: one, unless others moved here; those of a group that
   * moves just now are not among them.
   */
  List<OrderView> openOrders(long token);

  /** The money of an event's orders. */
  MoneyView money(int event);

  /** Orders of all events. */
  int orderCount();

  /** Where a placement group is, or null: the catalogue's part. */
  @Nullable PlacementView placement(String group);

  /** All placements, by group: the catalogue's part. */
  List<PlacementView> placements();

  /** How this shard stands to a placement group; active at epoch 1 when it never heard of it. */
  GroupView group(String group);

  /** The groups that move, have moved or came, by name. */
  List<GroupView> groups();

  /** What the shard knows of a hold token, or null; what is parked is not listed. */
  @Nullable TokenView token(long token);

  /** The remembered outcome of a request whose identity and digest match, or null. */
  @Nullable Outcome outcomeOf(RequestKey key);

  /** Outcomes remembered now. */
  int requestCount();

  int requestCapacity();

  long requestWindowMillis();
}
