package io.seatkeeper.simulation.check;

import io.seatkeeper.core.command.RequestKey;
import io.seatkeeper.core.state.ChartView;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.EventView.AreaShareView;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.core.state.WorkspaceView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares everything that can be read from two shards, except their state hashes. */
public final class ViewComparison {
  private static final Comparator<AreaShareView> SHARE_ORDER =
      Comparator.comparing(AreaShareView::channel)
          .thenComparingLong(AreaShareView::token)
          .thenComparing(AreaShareView::order);

  private final ShardView expected;
  private final ShardView actual;
  private final List<String> differences = new ArrayList<>();

  private ViewComparison(ShardView expected, ShardView actual) {
    this.expected = expected;
    this.actual = actual;
  }

  /**
   * What differs, a sentence each; empty when nothing does.
   *
   * @param names the tokens, request keys and buyers to ask about
   */
  public static List<String> differences(ShardView expected, ShardView actual, Names names) {
    ViewComparison comparison = new ViewComparison(expected, actual);
    comparison.compareShard();
    comparison.compareCatalogue();
    comparison.compareEvents(names.buyers());
    for (long token : names.tokens()) {
      comparison.same("token", token, "", expected.token(token), actual.token(token));
      comparison.same(
          "token", token, "orders", expected.openOrders(token), actual.openOrders(token));
    }
    for (RequestKey key : names.keys()) {
      comparison.same("outcome of a key", expected.outcomeOf(key), actual.outcomeOf(key));
    }
    return comparison.differences;
  }

  /** What can only be asked for by name. */
  public record Names(
      Collection<Long> tokens, Collection<RequestKey> keys, Collection<String> buyers) {}

  private void same(String what, @Nullable Object wanted, @Nullable Object found) {
    same("shard", 0, what, wanted, found);
  }

  private void same(
      String of, long number, String what, @Nullable Object wanted, @Nullable Object found) {
    if (!Objects.equals(wanted, found)) {
      differences.add(
          "%s %d %s: %s was expected, found %s".formatted(of, number, what, wanted, found));
    }
  }

  private void compareShard() {
    same("index", expected.index(), actual.index());
    same("position", expected.position(), actual.position());
    same("logMillis", expected.logMillis(), actual.logMillis());
    same("wallMillis", expected.wallMillis(), actual.wallMillis());
    same("behaviourVersion", expected.behaviourVersion(), actual.behaviourVersion());
    same("deadline", expected.nextDeadlineLogMillis(), actual.nextDeadlineLogMillis());
    same("opening", expected.nextOpeningWallMillis(), actual.nextOpeningWallMillis());
    same("orderCount", expected.orderCount(), actual.orderCount());
    same("requestCount", expected.requestCount(), actual.requestCount());
    same("requestCapacity", expected.requestCapacity(), actual.requestCapacity());
    same("requestWindowMillis", expected.requestWindowMillis(), actual.requestWindowMillis());
    same("placements", expected.placements(), actual.placements());
  }

  private void compareCatalogue() {
    same("workspaces", expected.workspaces(), actual.workspaces());
    for (WorkspaceView workspace : expected.workspaces()) {
      String name = workspace.workspace();
      List<String> charts = names(expected.charts(name));
      same("charts", charts, names(actual.charts(name)));
      for (ChartView chart : expected.charts(name)) {
        ChartView found = actual.chart(name, chart.chart());
        same("chart", names(List.of(chart)), found == null ? null : names(List.of(found)));
      }
    }
  }

  private static List<String> names(List<ChartView> charts) {
    return charts.stream()
        .map(
            chart ->
                "%s/%s version %d, %d objects"
                    .formatted(
                        chart.workspace(),
                        chart.chart(),
                        chart.version(),
                        chart.venue().objectCount()))
        .toList();
  }

  private void compareEvents(Collection<String> buyers) {
    same("eventCount", expected.eventCount(), actual.eventCount());
    for (WorkspaceView workspace : expected.workspaces()) {
      String name = workspace.workspace();
      same("events", numbers(expected.events(name)), numbers(actual.events(name)));
      same("refunds due", expected.refundsDue(name), actual.refundsDue(name));
      for (EventView event : expected.events(name)) {
        EventView found = actual.event(event.event());
        EventView byKey = actual.eventByKey(event.key());
        if (found == null || byKey == null || byKey.event() != event.event()) {
          differences.add("event " + event.event() + " is not found by number and key");
        } else {
          compareEvent(event, found, buyers);
          compareMoney(event.event());
        }
      }
    }
  }

  private static List<Integer> numbers(List<EventView> events) {
    return events.stream().map(EventView::event).toList();
  }

  private void compareMoney(int event) {
    same("event", event, "money", expected.money(event), actual.money(event));
    List<OrderView> orders = expected.orders(event);
    same("event", event, "orders", orders, actual.orders(event));
    for (OrderView order : orders.subList(0, Math.min(orders.size(), 3))) {
      same("event", event, "order", order, actual.order(event, order.reference()));
    }
  }

  private void compareEvent(EventView wanted, EventView found, Collection<String> buyers) {
    int event = wanted.event();
    same("event", event, "number", wanted.event(), found.event());
    same("event", event, "key", wanted.key(), found.key());
    same("event", event, "workspace", wanted.workspace(), found.workspace());
    same("event", event, "group", wanted.group(), found.group());
    same("event", event, "name", wanted.name(), found.name());
    same("event", event, "chart", wanted.chart(), found.chart());
    same("event", event, "chart version", wanted.chartVersion(), found.chartVersion());
    same("event", event, "settings", wanted.settings(), found.settings());
    same("event", event, "sale", wanted.sale(), found.sale());
    same("event", event, "prices", wanted.prices(), found.prices());
    same("event", event, "version", wanted.version(), found.version());
    same("event", event, "fenced", wanted.fenced(), found.fenced());
    same("event", event, "created", wanted.createdWallMillis(), found.createdWallMillis());
    same("event", event, "objects", wanted.venue().objectCount(), found.venue().objectCount());
    for (String buyer : buyers) {
      same("people of " + buyer, event, "", wanted.peopleOf(buyer), found.peopleOf(buyer));
    }
    for (int object = 0; object < wanted.venue().objectCount(); object++) {
      compareObject(wanted, found, object);
    }
  }

  private void compareObject(EventView wanted, EventView found, int object) {
    if (!sameState(wanted, found, object)) {
      same("object", object, "", describe(wanted, object), describe(found, object));
    }
    if (wanted.venue().areaOf(object) >= 0) {
      same("area", object, "held", wanted.areaHeld(object), found.areaHeld(object));
      same("area", object, "booked", wanted.areaBooked(object), found.areaBooked(object));
      same("area", object, "allotments", wanted.allotments(object), found.allotments(object));
      same(
          "area",
          object,
          "shares",
          added(wanted.areaShares(object)),
          added(found.areaShares(object)));
    }
  }

  private static boolean sameState(EventView wanted, EventView found, int object) {
    String status = wanted.statusName(wanted.statusCode(object));
    return status.equals(found.statusName(found.statusCode(object)))
        && wanted.forSale(object) == found.forSale(object)
        && wanted.blockReason(object).equals(found.blockReason(object))
        && wanted.channel(object).equals(found.channel(object))
        && wanted.extraData(object).equals(found.extraData(object))
        && wanted.token(object) == found.token(object)
        && wanted.order(object).equals(found.order(object));
  }

  private static String describe(EventView view, int object) {
    return "event %d, %s, forSale %s, block '%s', channel '%s', extra data '%s', token %d, order '%s'"
        .formatted(
            view.event(),
            view.statusName(view.statusCode(object)),
            view.forSale(object),
            view.blockReason(object),
            view.channel(object),
            view.extraData(object),
            view.token(object),
            view.order(object));
  }

  /** The shares in one order, those of one owner in one allotment added up. */
  private static List<AreaShareView> added(List<AreaShareView> shares) {
    TreeMap<AreaShareView, Integer> sums = new TreeMap<>(SHARE_ORDER);
    for (AreaShareView share : shares) {
      sums.merge(share, share.quantity(), Integer::sum);
    }
    List<AreaShareView> added = new ArrayList<>();
    sums.forEach(
        (share, sum) ->
            added.add(new AreaShareView(share.channel(), share.token(), share.order(), sum)));
    return added;
  }
}
