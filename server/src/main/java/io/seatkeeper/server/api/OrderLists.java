package io.seatkeeper.server.api;

import io.seatkeeper.core.command.GroupState;
import io.seatkeeper.core.outcome.OrderState;
import io.seatkeeper.core.state.OrderView;
import io.seatkeeper.core.state.ShardView;
import io.seatkeeper.replication.Shard;
import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.api.OrderDocuments.Line;
import io.seatkeeper.server.api.OrderDocuments.Order;
import io.seatkeeper.server.api.OrderDocuments.OrderPage;
import io.seatkeeper.server.auth.OrderKeys;
import io.seatkeeper.server.exchange.Access;
import io.seatkeeper.server.exchange.Answer;
import io.seatkeeper.server.exchange.Endpoint;
import io.seatkeeper.server.exchange.Exchange;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.problem.Problem;
import io.seatkeeper.server.problem.ProblemCode;
import io.seatkeeper.server.problem.Problems;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Many orders: an event's page by page or as a table, and a workspace's refunds that are due. */
final class OrderLists {
  private static final int PAGE = 100;
  private static final int LARGEST_PAGE = 1000;
  private static final int MOST_DOWNLOADS = 4;
  private static final int ORDERS_A_PART = 100;

  private final OrderBook book;
  private final ShardRouter shards;
  private final Semaphore downloads = new Semaphore(MOST_DOWNLOADS);

  OrderLists(OrderBook book, ShardRouter shards) {
    this.book = book;
    this.shards = shards;
  }

  List<Route> routes() {
    return List.of(
        Route.read("/v1/events/{event}/orders", Access.SECRET, Endpoint.blocking(this::list))
            .taking("state", "after", "limit"),
        Route.read("/v1/refunds-due", Access.SECRET, Endpoint.blocking(this::refundsDue))
            .taking("after", "limit"),
        Route.read("/v1/events/{event}/orders.csv", Access.SECRET, this::table));
  }

  /** Orders as they were at one moment, with what words them; they never change themselves. */
  private record Copy(List<OrderView> orders, OrderWords words) {
    static Copy of(ShardView view, Stream<OrderView> orders) {
      List<OrderView> copied = orders.toList();
      return new Copy(copied, OrderWords.of(view, copied));
    }
  }

  private Answer list(Exchange exchange) {
    KnownEvent event = book.events().find(exchange.param("event"));
    event.permit(exchange.credential());
    int limit = limit(exchange);
    String after = exchange.query(Route.AFTER);
    OrderState state = state(exchange.query("state"));
    Predicate<OrderView> wanted =
        order ->
            (state == null || order.state() == state)
                && (after == null || order.reference().compareTo(after) > 0);
    Copy copy =
        event
            .shard()
            .read(
                view ->
                    Copy.of(
                        view,
                        view.orders(event.number()).stream().filter(wanted).limit(limit + 1L)));
    OrderKeys keys = book.keysOf(event);
    long now = event.shard().logMillis();
    List<Order> items =
        copy.orders.stream()
            .limit(limit)
            .map(order -> copy.words.document(order, keys, now, true))
            .toList();
    String next = copy.orders.size() > limit ? items.getLast().order() : null;
    return Answer.json(200, Json.type(OrderPage.class), new OrderPage(items, next));
  }

  private Answer refundsDue(Exchange exchange) {
    int limit = limit(exchange);
    String after = exchange.query(Route.AFTER);
    String workspace = exchange.credential().workspace();
    OrderKeys keys = book.keysOf(shards.catalogue(), workspace);
    // An order that moves is on two shards for a moment.
    SortedMap<String, Order> found = new TreeMap<>();
    for (Shard shard : shards.ofEvents()) {
      Copy copy =
          shard.read(
              view ->
                  Copy.of(
                      view,
                      view.refundsDue(workspace).stream()
                          .filter(order -> after == null || place(order).compareTo(after) > 0)
                          .filter(order -> view.group(order.group()).state() != GroupState.MOVED)
                          .sorted((one, other) -> place(one).compareTo(place(other)))
                          .limit(limit + 1L)));
      long now = shard.logMillis();
      for (OrderView order : copy.orders) {
        found.put(place(order), copy.words.document(order, keys, now, true));
      }
    }
    List<String> places = found.keySet().stream().limit(limit).toList();
    List<Order> items = found.values().stream().limit(limit).toList();
    String next = found.size() > limit ? places.getLast() : null;
    return Answer.json(200, Json.type(OrderPage.class), new OrderPage(items, next));
  }

  /** Where an order is in the workspace's list. */
  private static String place(OrderView order) {
    return order.group() + "/" + order.reference();
  }

  private static int limit(Exchange exchange) {
    return (int) exchange.query("limit", 1, LARGEST_PAGE, PAGE);
  }

  private static @Nullable OrderState state(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (OrderState state : OrderState.values()) {
      if (OrderWords.state(state).equals(word)) {
        return state;
      }
    }
    throw Problem.of(
            ProblemCode.QUERY_INVALID,
            "The parameter state must be one of "
                + Stream.of(OrderState.values())
                    .map(OrderWords::state)
                    .collect(Collectors.joining(", "))
                + ".")
        .about("state")
        .thrown();
  }

  private void table(Exchange exchange) {
    if (!downloads.tryAcquire()) {
      exchange.refuse(Problems.overloaded(2));
      return;
    }
    exchange.offload(
        () -> {
          boolean found = false;
          try {
            KnownEvent event = book.events().find(exchange.param("event"));
            event.permit(exchange.credential());
            Copy copy =
                event.shard().read(view -> Copy.of(view, view.orders(event.number()).stream()));
            found = true;
            return copy;
          } finally {
            if (!found) {
              downloads.release();
            }
          }
        },
        copy ->
            CsvDownload.send(
                exchange,
                "orders-" + exchange.param("event"),
                new Rows(copy)::next,
                downloads::release));
  }

  /** The table's rows: one for each line of an order; what is of the order is in its first. */
  private static final class Rows {
    private static final String[] HEAD = {
      "order",
      "state",
      "event",
      "place",
      "quantity",
      "category",
      "category name",
      "ticket type",
      "ticket type name",
      "price",
      "fee",
      "line total",
      "order fee",
      "order total",
      "currency",
      "opened",
      "changed",
      "buyer",
      "payment",
      "refund"
    };

    private final Copy copy;
    private final Iterator<OrderView> orders;
    private final Csv csv = new Csv().row(HEAD);
    private boolean ended;

    Rows(Copy copy) {
      this.copy = copy;
      this.orders = copy.orders.iterator();
    }

    @Nullable String next() {
      if (ended) {
        return null;
      }
      for (int count = 0; count < ORDERS_A_PART && orders.hasNext(); count++) {
        add(orders.next());
      }
      ended = !orders.hasNext();
      return csv.take();
    }

    private void add(OrderView order) {
      int digits = PriceDocuments.digits(order.currency());
      boolean first = true;
      for (Line line : copy.words.lines(order)) {
        csv.cell(order.reference())
            .cell(OrderWords.state(order.state()))
            .cell(line.event())
            .cell(line.label())
            .cell(line.quantity())
            .cell(line.category())
            .cell(line.categoryName())
            .cell(line.ticketType())
            .cell(line.ticketTypeName())
            .amount(line.price(), digits)
            .amount(line.fee(), digits)
            .amount(line.total(), digits);
        if (first) {
          csv.amount(order.orderFee(), digits).amount(order.total(), digits);
        } else {
          csv.cell("").cell("");
        }
        csv.cell(order.currency())
            .cell(OrderWords.time(order.openedWallMillis()))
            .cell(OrderWords.time(order.changedWallMillis()))
            .cell(order.buyer())
            .cell(order.payment())
            .cell(order.refund())
            .end();
        first = false;
      }
    }
  }
}
