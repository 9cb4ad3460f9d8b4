package io.seatkeeper.server.api;

import io.seatkeeper.core.chart.Category;
import io.seatkeeper.core.chart.Venue;
import io.seatkeeper.core.chart.VenueObject;
import io.seatkeeper.core.command.Prices;
import io.seatkeeper.core.command.Prices.TicketType;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.state.EventView;
import io.seatkeeper.core.state.OrderLine;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.server.api.OrderDocuments.Line;
import io.seatkeeper.server.api.OrderDocuments.Order;
import io.seatkeeper.server.auth.OrderKeys;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts orders into words: what it needs of their events is copied under the shard's lock, the words
 * are made outside.
 */
final class OrderWords {
  private final Map<Integer, Facts> events = new HashMap<>();

  /** What of an event names the places and tickets of its orders. */
  private record Facts(String key, String name, Venue venue, Prices prices) {
    String ticketTypeName(String key) {
      for (TicketType type : prices.ticketTypes()) {
        if (type.key().equals(key)) {
          return type.name();
        }
      }
      return key;
    }
  }

  /** The words for some orders; call while the shard is read. */
  static OrderWords of(ShardView view, Iterable<OrderView> orders) {
    OrderWords words = new OrderWords();
    for (OrderView order : orders) {
      for (OrderLine line : order.lines()) {
        if (!words.events.containsKey(line.event())) {
          EventView event = view.event(line.event());
          if (event != null) {
            words.events.put(
                line.event(), new Facts(event.key(), event.name(), event.venue(), event.prices()));
          }
        }
      }
    }
    return words;
  }

  /** A state as the API words it. */
  static String state(OrderState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A moment as the API words it. */
  static String time(long wallMillis) {
    return Instant.ofEpochMilli(wallMillis).toString();
  }

  /**
   * An order's document.
   *
   * @param logMillis the shard's time now
   * @param secret whether it is for the shop
   */
  Order document(OrderView order, OrderKeys keys, long logMillis, boolean secret) {
    Facts first = first(order);
    String event = first == null ? "" : first.key;
    String key = keys.key(order.group(), order.reference());
    boolean open = order.state() == OrderState.OPEN;
    return new Order(
        order.reference(),
        event,
        first == null ? "" : first.name,
        state(order.state()),
        lines(order),
        order.orderFee(),
        order.total(),
        order.currency(),
        PriceDocuments.digits(order.currency()),
        open ? Math.max(0, order.payByLogMillis() - logMillis) : 0,
        time(order.openedWallMillis()),
        time(order.changedWallMillis()),
        key,
        "/o/" + inPath(event) + "/" + inPath(order.reference()) + "?key=" + key,
        secret ? order.payment() : null,
        secret ? order.refund() : null,
        secret ? order.buyer() : null,
        secret ? order.idempotencyId() : null);
  }

  /** An order's lines. */
  List<Line> lines(OrderView order) {
    List<Line> lines = new ArrayList<>(order.lines().size());
    for (OrderLine line : order.lines()) {
      lines.add(line(line, events.get(line.event())));
    }
    return lines;
  }

  private static Line line(OrderLine line, @Nullable Facts event) {
    if (event == null) {
      return new Line(
          "",
          "",
          line.quantity(),
          "",
          "",
          line.ticketType(),
          line.ticketType(),
          line.price(),
          line.fee(),
          line.amount());
    }
    VenueObject object = event.venue.object(line.object());
    Category category = event.venue.categories().get(object.category());
    return new Line(
        event.key,
        object.label(),
        line.quantity(),
        category.key(),
        category.label(),
        line.ticketType(),
        event.ticketTypeName(line.ticketType()),
        line.price(),
        line.fee(),
        line.amount());
  }

  private @Nullable Facts first(OrderView order) {
    for (int event : order.events()) {
      Facts facts = events.get(event);
      if (facts != null) {
        return facts;
      }
    }
    return null;
  }

  private static String inPath(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
