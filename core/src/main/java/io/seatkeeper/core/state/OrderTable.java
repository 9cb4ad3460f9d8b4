package io.seatkeeper.core.state;

import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.outcome.OrderState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The orders that were opened on a shard, until their events are deleted: by group and reference,
 * the open ones by token and deadline too.
 *
 * <p>Time stands still for the orders of a frozen group: none of them is open to a token, and none
 * ends.
 */
public final class OrderTable {
  private final Comparator<OrderView> byReference =
      Comparator.comparing(OrderView::group).thenComparing(OrderView::reference);
  private final StateHash hash;
  private final GroupTable groups;
  private final TreeMap<String, TreeMap<String, OrderView>> orders = new TreeMap<>();
  private final Long2ObjectHashMap<List<OrderView>> openByToken = new Long2ObjectHashMap<>();
  private final TreeSet<OrderView> deadlines =
      new TreeSet<>(Comparator.comparingLong(OrderView::payByLogMillis).thenComparing(byReference));
  private final TreeSet<OrderView> refundsDue = new TreeSet<>(byReference);
  private final Int2ObjectHashMap<MoneyView> money = new Int2ObjectHashMap<>();
  private int size;

  OrderTable(StateHash hash, GroupTable groups) {
    this.hash = hash;
    this.groups = groups;
  }

  /** Orders known. */
  public int size() {
    return size;
  }

  /** The order with a reference in a group, or null. */
  public @Nullable OrderView find(String group, String reference) {
    TreeMap<String, OrderView> ofGroup = orders.get(group);
    return ofGroup == null ? null : ofGroup.get(reference);
  }

  /** The open orders of a token, by group; those of frozen groups are not among them. */
  public List<OrderView> openOf(long token) {
    List<OrderView> open = openByToken.get(token);
    return open == null ? List.of() : open;
  }

  /** People (or one object) of what a token holds that its open orders keep. */
  public int keptOf(long token, int event, int object) {
    int kept = 0;
    if (!openByToken.isEmpty()) {
      for (OrderView order : openOf(token)) {
        kept += order.quantityOf(event, object);
      }
    }
    return kept;
  }

  /** When the next open order ends; {@link Long#MAX_VALUE} when there is none. */
  public long firstDeadline() {
    return deadlines.isEmpty() ? Long.MAX_VALUE : deadlines.first().payByLogMillis();
  }

  /** The open order that ends first; there must be one. */
  public OrderView firstToEnd() {
    return deadlines.first();
  }

  /** Keeps an order, in place of what it was. */
  public void put(OrderView order) {
    OrderView before =
        orders
            .computeIfAbsent(order.group(), unknown -> new TreeMap<>())
            .put(order.reference(), order);
    if (before == null) {
      size++;
    } else {
      leave(before);
    }
    enter(order);
  }

  /** The orders of an event, by reference. */
  List<OrderView> of(int event, String group) {
    return ofGroup(group).stream().filter(order -> order.isIn(event)).toList();
  }

  /** Orders whose money is to be returned, by group and reference. */
  List<OrderView> refundsDue() {
    return List.copyOf(refundsDue);
  }

  MoneyView money(int event) {
    MoneyView known = money.get(event);
    return known == null ? MoneyView.NONE : known;
  }

  /** Whether an event has orders that are not settled. */
  public boolean hasUnsettled(int event, String group) {
    for (OrderView order : ofGroup(group)) {
      if (order.isUnsettled() && order.isIn(event)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Forgets the orders of which an event was the last that is left.
   *
   * @param left whether an event is still here
   */
  void forgetEvent(int event, String group, IntPredicate left) {
    for (OrderView order : of(event, group)) {
      if (order.events().stream().noneMatch(number -> number != event && left.test(number))) {
        remove(order);
      }
    }
    money.remove(event);
  }

  /** Stops the time of a group's orders; the group must be frozen by now. */
  void freeze(String group) {
    for (OrderView order : ofGroup(group)) {
      if (order.state() == OrderState.OPEN) {
        close(order);
      }
    }
  }

  /** Lets the time of a group's orders go on, which must not be frozen any more. */
  void unfreeze(String group, long stoodMillis) {
    for (OrderView order : ofGroup(group)) {
      if (order.state() == OrderState.OPEN) {
        OrderView later = order.payableUntil(order.payByLogMillis() + stoodMillis);
        orders.computeIfAbsent(group, unknown -> new TreeMap<>()).put(later.reference(), later);
        hash.replace(StateTerms.order(order), StateTerms.order(later));
        open(later);
      }
    }
  }

  /** A group's orders by reference, with what is left until they end since a log time. */
  List<OrderView> content(String group, long sinceLogMillis) {
    return ofGroup(group).stream()
        .map(order -> order.payableUntil(order.payByLogMillis() - sinceLogMillis))
        .toList();
  }

  /** Forgets a group that has left. */
  void forgetGroup(String group) {
    ofGroup(group)
        .forEach(
            order -> {
              remove(order);
              order.events().forEach(event -> money.remove(event));
            });
  }

  /** All orders, by group and reference. */
  List<OrderView> all() {
    List<OrderView> all = new ArrayList<>(size);
    orders.values().forEach(ofGroup -> all.addAll(ofGroup.values()));
    return all;
  }

  /** The sum of all terms, from the content. */
  long terms() {
    return all().stream().mapToLong(StateTerms::order).sum();
  }

  private List<OrderView> ofGroup(String group) {
    TreeMap<String, OrderView> ofGroup = orders.get(group);
    return ofGroup == null ? List.of() : List.copyOf(ofGroup.values());
  }

  private void remove(OrderView order) {
    TreeMap<String, OrderView> ofGroup = orders.get(order.group());
    if (ofGroup != null) {
      ofGroup.remove(order.reference());
      if (ofGroup.isEmpty()) {
        orders.remove(order.group());
      }
    }
    size--;
    leave(order);
  }

  private void enter(OrderView order) {
    hash.add(StateTerms.order(order));
    count(order, 1);
    if (order.state() == OrderState.REFUND_DUE) {
      refundsDue.add(order);
    }
    if (order.state() == OrderState.OPEN
        && groups.group(order.group()).state() != GroupState.FROZEN) {
      open(order);
    }
  }

  private void leave(OrderView order) {
    hash.remove(StateTerms.order(order));
    count(order, -1);
    refundsDue.remove(order);
    close(order);
  }

  private void open(OrderView order) {
    deadlines.add(order);
    List<OrderView> open = new ArrayList<>(openOf(order.token()));
    open.add(order);
    open.sort(byReference);
    openByToken.put(order.token(), open);
  }

  private void close(OrderView order) {
    if (deadlines.remove(order)) {
      List<OrderView> open = new ArrayList<>(openOf(order.token()));
      open.remove(order);
      if (open.isEmpty()) {
        openByToken.remove(order.token());
      } else {
        openByToken.put(order.token(), open);
      }
    }
  }

  private void count(OrderView order, int sign) {
    for (int event : order.events()) {
      money.put(event, money(event).plus(order.state(), sign * order.amountIn(event)));
    }
  }
}
