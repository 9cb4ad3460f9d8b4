package io.seatkeeper.server.api;

import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.live.Announcement;
import io.seatkeeper.server.metrics.Meters;
import io.seatkeeper.server.payment.PaymentSettings;
import io.seatkeeper.server.payment.Payments;
import io.seatkeeper.server.payment.Settler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** API v1 without the live map: every endpoint, wired. */
public final class Api implements AutoCloseable {
  private final EventDirectory events;
  private final FreeEvents freeEvents;
  private final Payments payments;
  private final Settler settler;
  private final List<Route> routes = new ArrayList<>();
  private final List<Announcement> announcements = new ArrayList<>();

  /**
   * The endpoints over a node's shards.
   *
   * @param draining whether the node hands its work over
   * @param setups hears how charts and events come to be
   * @param money who takes buyers' money, and how
   */
  public Api(
      ShardRouter shards,
      Meters meters,
      BooleanSupplier draining,
      SetupListener setups,
      PaymentSettings money) {
    events = new EventDirectory(shards);
    Sender sender = new Sender(events, meters);
    Leases leases = new Leases(shards);
    SaleDocuments sales = new SaleDocuments(System::currentTimeMillis);
    announcements.add(sales.announcement());
    announcements.add(PriceDocuments.announcement());
    Sale sale = new Sale(events, sender, leases);
    routes.addAll(new HoldEndpoints(sale).routes());
    freeEvents = new FreeEvents(shards);
    routes.addAll(new BookingEndpoints(sale, freeEvents).routes());
    routes.addAll(new ReleaseEndpoints(sale).routes());
    routes.addAll(new StatusEndpoints(sale).routes());
    routes.addAll(new HoldTokenEndpoints(shards, sender, leases).routes());
    routes.addAll(new ExtensionEndpoint(shards, sender, leases).routes());
    routes.addAll(new ObjectEndpoints(events, sender).routes());
    routes.addAll(new EventEndpoints(shards, events, sender, setups).routes());
    routes.addAll(new SaleEndpoints(events, sender, sales).routes());
    routes.addAll(new PriceEndpoints(events, sender).routes());
    routes.addAll(new ChartEndpoints(shards, events, sender, setups).routes());
    OrderBook orders = new OrderBook(events, sender);
    routes.addAll(new OrderEndpoints(orders).routes());
    routes.addAll(new OrderStepEndpoints(orders).routes());
    routes.addAll(new OrderLists(orders, shards).routes());
    payments = new Payments(orders, money);
    settler = new Settler(shards.ofEvents(), payments, money.settleAfter());
    routes.addAll(new PaymentEndpoints(orders, payments, money.providers()).routes());
    routes.addAll(new ReportEndpoint(events).routes());
    routes.addAll(new PlanEndpoint(events).routes());
    routes.addAll(new AuditEndpoint(events, shards).routes());
    routes.addAll(new NodeEndpoints(shards, meters, draining).routes());
    watchPayments(meters);
    settler.start();
  }

  private void watchPayments(Meters meters) {
    meters.gauge("payments.under.way", "Payments that buyers wait for", payments::underWay);
    meters.gauge(
        "payments.unanswered", "Provider calls that had no answer in time", payments::unanswered);
    meters.gauge(
        "payments.returned.at.once",
        "Second payments of an order that the provider was told to return",
        payments::returnedAtOnce);
    meters.gauge(
        "payments.waiting", "Orders whose payment may need looking after", settler::waiting);
    meters.gauge("payments.settler.asked", "Orders the settler has asked about", settler::asked);
  }

  /** Every route. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  /** What those who watch an event are told besides its map. */
  public List<Announcement> announcements() {
    return List.copyOf(announcements);
  }

  /** Finds events, for endpoints elsewhere. */
  public EventDirectory events() {
    return events;
  }

  @Override
  public void close() {
    settler.close();
    payments.close();
    freeEvents.close();
    events.close();
  }
}
