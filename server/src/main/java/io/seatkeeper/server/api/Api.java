package io.seatkeeper.server.api;

import io.seatkeeper.replication.ShardRouter;
import io.seatkeeper.server.exchange.Route;
import io.seatkeeper.server.live.Announcement;
import io.seatkeeper.server.metrics.Meters;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** API v1 without the live map: every endpoint, wired. */
public final class Api implements AutoCloseable {
  private final EventDirectory events;
  private final List<Route> routes = new ArrayList<>();
  private final List<Announcement> announcements = new ArrayList<>();

  /**
   * The endpoints over a node's shards.
   *
   * @param draining whether the node hands its work over
   * @param setups hears how charts and events come to be
   */
  public Api(ShardRouter shards, Meters meters, BooleanSupplier draining, SetupListener setups) {
    events = new EventDirectory(shards);
    Sender sender = new Sender(events, meters);
    Leases leases = new Leases(shards);
    SaleDocuments sales = new SaleDocuments(System::currentTimeMillis);
    announcements.add(sales.announcement());
    Sale sale = new Sale(events, sender, leases);
    routes.addAll(new HoldEndpoints(sale).routes());
    routes.addAll(new BookingEndpoints(sale).routes());
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
    routes.addAll(new ReportEndpoint(events).routes());
    routes.addAll(new AuditEndpoint(events, shards).routes());
    routes.addAll(new NodeEndpoints(shards, meters, draining).routes());
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
    events.close();
  }
}
