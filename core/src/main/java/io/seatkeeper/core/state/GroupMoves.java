package io.seatkeeper.core.state;

import io.seatkeeper.core.command.GroupState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes placement groups out of a shard's state and puts them in. What it is asked to do must have
 * been checked.
 */
public final class GroupMoves {
  private static final int[] NOTHING = {};

  private final ShardState state;

  GroupMoves(ShardState state) {
    this.state = state;
  }

  /** The events of a group, by number. */
  public List<EventState> events(String group) {
    return state.events().stream().filter(event -> event.group().equals(group)).toList();
  }

  /** Stops a group, and parks what is held of it; one that is frozen already gets a later epoch. */
  public void freeze(String group, long epoch, String toShard) {
    GroupImage before = state.groups().group(group);
    if (before.state() == GroupState.FROZEN) {
      long since = before.frozenLogMillis();
      state.groups().put(GroupImage.frozen(before, epoch, toShard, since, before.parked()));
      return;
    }
    events(group).forEach(event -> state.setFrozen(event, true));
    List<ParkedToken> parked = park();
    state.groups().put(GroupImage.frozen(before, epoch, toShard, state.logMillis(), parked));
    state.orders().freeze(group);
  }

  /**
   * Lets a frozen group go on, with what was held of it.
   *
   * @param epoch of the move that is given up; freezes up to it are refused from now on
   * @return the tokens that hold something of it again
   */
  public long[] unfreeze(String group, long epoch) {
    GroupImage frozen = state.groups().group(group);
    events(group).forEach(event -> state.setFrozen(event, false));
    state.groups().put(GroupImage.active(group, frozen.epoch(), epoch));
    state.orders().unfreeze(group, state.logMillis() - frozen.frozenLogMillis());
    return give(frozen.parked());
  }

  /** Refuses a freeze or an activation with this epoch, should one come later. */
  public void refuseMovesUntil(String group, long epoch) {
    state.groups().put(state.groups().group(group).refusingUntil(epoch));
  }

  /** Everything of a group that is frozen for a move; null when it is not. */
  public @Nullable GroupContent content(String group, long epoch) {
    GroupImage frozen = state.groups().group(group);
    if (frozen.state() != GroupState.FROZEN || frozen.moveEpoch() != epoch) {
      return null;
    }
    List<EventState> leaving = events(group);
    List<EventImage> events = new ArrayList<>();
    leaving.forEach(event -> events.add(CanonicalEvent.of(EventImage.of(event))));
    return new GroupContent(
        group,
        epoch,
        charts(leaving),
        events,
        frozen.parked(),
        ended(frozen.frozenLogMillis()),
        state.orders().content(group, frozen.frozenLogMillis()),
        state.latestWallMillis(),
        state.requests().about(group, frozen.frozenLogMillis()));
  }

  /**
   * Makes a group active with everything in it.
   *
   * @return the tokens that hold something of it, or were ended where it comes from
   */
  public long[] activate(GroupContent content) {
    content.events().forEach(state::restoreEvent);
    state.groups().put(GroupImage.active(content.group(), content.epoch(), content.epoch()));
    state.seeWallMillis(content.wallMillis());
    content
        .orders()
        .forEach(
            order ->
                state.orders().put(order.payableUntil(state.logMillis() + order.payByLogMillis())));
    List<ParkedToken> all = new ArrayList<>(content.parked());
    all.addAll(content.ended());
    long[] tokens = give(all);
    for (ParkedToken ended : content.ended()) {
      state.tokens().markEnded(state.tokens().slotOf(ended.token()));
    }
    state.requests().merge(content.requests(), state.logMillis());
    return tokens;
  }

  /** Removes a frozen group and remembers which events it had. */
  public void forget(String group) {
    List<EventState> events = events(group);
    int[] numbers = events.stream().mapToInt(EventState::number).toArray();
    events.forEach(state::removeEvent);
    state.requests().forgetGroup(group);
    state.orders().forgetGroup(group);
    state.groups().put(state.groups().group(group).moved(numbers));
  }

  /**
   * Whether what an export says of a group hangs together.
   *
   * @throws InvariantBrokenException when it does not
   */
  public static void verify(GroupContent content, List<ChartVersion> charts) {
    ShardState alone = new ShardState();
    charts.forEach(alone.catalogue()::addChart);
    content.events().forEach(alone::restoreEvent);
    content.orders().forEach(alone.orders()::put);
    alone
        .moves()
        .restore(
            GroupImage.frozen(
                GroupImage.active(content.group(), 1, 1),
                content.epoch(),
                "elsewhere",
                0,
                content.parked()));
    alone.verify();
  }

  /** Brings back what is known of a group. */
  void restore(GroupImage group) {
    state.groups().put(group);
    if (group.state() == GroupState.FROZEN) {
      events(group.group()).forEach(event -> state.setFrozen(event, true));
      state.orders().freeze(group.group());
    }
  }

  private static List<ChartView> charts(List<EventState> events) {
    return events.stream()
        .map(event -> event.chart().view())
        .distinct()
        .sorted(
            Comparator.comparing(ChartView::workspace)
                .thenComparing(ChartView::chart)
                .thenComparingInt(ChartView::version))
        .toList();
  }

  private List<ParkedToken> park() {
    List<ParkedToken> parked = new ArrayList<>();
    TokenTable tokens = state.tokens();
    tokens.forEach(
        slot -> {
          int[] taken = tokens.takeHoldings(slot, this::isFrozen);
          if (taken.length > 0) {
            parked.add(parked(slot, state.logMillis(), taken));
          }
        });
    sort(parked);
    return parked;
  }

  private static void sort(List<ParkedToken> tokens) {
    tokens.sort(Comparator.comparing(ParkedToken::token, Long::compareUnsigned));
  }

  private boolean isFrozen(int number) {
    EventState event = state.event(number);
    return event != null && event.isFrozen();
  }

  private List<ParkedToken> ended(long sinceLogMillis) {
    List<ParkedToken> ended = new ArrayList<>();
    state
        .tokens()
        .forEach(
            slot -> {
              if (state.tokens().isEnded(slot)) {
                ended.add(parked(slot, sinceLogMillis, NOTHING));
              }
            });
    sort(ended);
    return ended;
  }

  private ParkedToken parked(int slot, long sinceLogMillis, int[] holdings) {
    TokenTable tokens = state.tokens();
    return new ParkedToken(
        tokens.token(slot),
        tokens.workspace(slot),
        tokens.buyer(slot),
        tokens.deadline(slot) - sinceLogMillis,
        tokens.use(slot),
        holdings);
  }

  private long[] give(List<ParkedToken> parked) {
    TokenTable tokens = state.tokens();
    long[] given = new long[parked.size()];
    int[] slots = new int[parked.size()];
    long[] deadlines = new long[parked.size()];
    for (int at = 0; at < given.length; at++) {
      ParkedToken token = parked.get(at);
      given[at] = token.token();
      deadlines[at] = state.logMillis() + token.remainingMillis();
      int known = tokens.slotOf(token.token());
      slots[at] =
          known == TokenTable.UNKNOWN
              ? tokens.learn(token.token(), token.workspace(), token.buyer(), deadlines[at])
              : known;
      tokens.giveHoldings(slots[at], token.holdings());
      tokens.merge(slots[at], token.use());
    }
    tokens.prolong(slots, deadlines);
    return given;
  }
}
