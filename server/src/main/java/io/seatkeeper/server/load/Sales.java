package io.seatkeeper.server.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Runs of simulated fans against several events at once, counted together.
 *
 * <p>Progress may be read, and the runs stopped, from any thread.
 */
public final class Sales implements AutoCloseable {
  private final Map<String, OnSale> sales;

  /**
   * What all runs showed.
   *
   * @param total all events as if they were one
   * @param byEvent each event's own, in the order given
   */
  public record Result(LoadReport total, Map<String, LoadReport> byEvent) {}

  private Sales(Map<String, OnSale> sales) {
    this.sales = sales;
  }

  /**
   * Reads every house and checks the key.
   *
   * @param options what all runs share out; its event is not read
   * @param events the events' keys, at least one, none twice
   * @throws OnSaleException when the server, an event, the key or a history's file is not right
   */
  public static Sales open(OnSaleOptions options, List<String> events)
      throws OnSaleException, InterruptedException {
    Sales opened = new Sales(new LinkedHashMap<>());
    try {
      for (OnSaleOptions each : options.each(events)) {
        if (opened.sales.containsKey(each.event())) {
          throw new OnSaleException("The event " + each.event() + " is named twice. Name it once.");
        }
        opened.sales.put(each.event(), OnSale.open(each));
      }
      return opened;
    } catch (OnSaleException | InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  /**
   * Sells until all events are sold, the time is up or somebody stops it; then counts.
   *
   * @throws OnSaleException when a count cannot be made, or a history is not whole
   */
  public Result run() throws OnSaleException, InterruptedException {
    Map<String, CompletableFuture<Ending>> running = new LinkedHashMap<>();
    sales.forEach(
        (event, sale) -> running.put(event, Background.start("sale of " + event, sale::end)));
    List<Ending> endings = new ArrayList<>();
    Map<String, LoadReport> byEvent = new LinkedHashMap<>();
    for (Map.Entry<String, CompletableFuture<Ending>> each : running.entrySet()) {
      Ending ending = await(each.getValue());
      endings.add(ending);
      byEvent.put(each.getKey(), ending.report());
    }
    return new Result(Ending.sum(endings).report(), byEvent);
  }

  private static Ending await(CompletableFuture<Ending> ending)
      throws OnSaleException, InterruptedException {
    try {
      return ending.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case OnSaleException known -> throw known;
        case InterruptedException interrupted -> throw interrupted;
        case null, default -> throw new OnSaleException("The sale broke off: " + e.getCause(), e);
      }
    }
  }

  /**
   * Runs the sales on threads of their own; completes exceptionally with what {@link #run} throws.
   */
  public CompletableFuture<Result> start() {
    return Background.start("sales", this::run);
  }

  /**
   * Counts all events from the outside; see {@link OnSale#check}.
   *
   * @throws OnSaleException when the server does not say
   */
  public SaleCount check() throws OnSaleException, InterruptedException {
    List<SaleCount> counts = new ArrayList<>();
    for (OnSale sale : sales.values()) {
      counts.add(sale.check());
    }
    return SaleCount.sum(counts);
  }

  /** How far all events are, as if they were one. */
  public SaleProgress progress() {
    LoadFigures figures = new LoadFigures();
    sales.values().forEach(sale -> figures.add(sale.figures()));
    return SaleProgress.sum(sales.values().stream().map(OnSale::progress).toList(), figures);
  }

  /** Ends the sales early; {@link #run} then counts. */
  public void stop() {
    sales.values().forEach(OnSale::stop);
  }

  @Override
  public void close() {
    sales.values().forEach(OnSale::close);
  }
}
