package io.seatkeeper.server.api;

import io.avaje.jsonb.Json;
import io.seatkeeper.server.json.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as the API takes and shows them. */
public final class OrderDocuments {
  static final int KEY = 64;
  static final int PAYMENT = 128;

  private OrderDocuments() {}

  /**
   * An order; what only the shop may see is null to others.
   *
   * @param order its reference
   * @param event the key of the first of its events
   * @param total of lines and fee, in minor units
   * @param remainingMillis until it ends, while it is open; otherwise 0
   * @param key shows the order to who has it
   * @param link the order's page, with its key
   */
  @Json
  public record Order(
      String order,
      String event,
      String eventName,
      String state,
      List<Line> lines,
      long orderFee,
      long total,
      String currency,
      int currencyDigits,
      long remainingMillis,
      String openedAt,
      String changedAt,
      String key,
      String link,
      @Nullable String payment,
      @Nullable String refund,
      @Nullable String buyer,
      @Nullable String idempotencyId) {}

  /** Tickets of an order that cost the same; empty names are those of events that are gone. */
  @Json
  public record Line(
      String event,
      String label,
      int quantity,
      String category,
      String categoryName,
      String ticketType,
      String ticketTypeName,
      long price,
      long fee,
      long total) {}

  /** A page of orders; {@code next} goes on from here, null at the end. */
  @Json
  public record OrderPage(List<Order> items, @Nullable String next) {}

  /** An order to open; nothing named stands for all that the token holds. */
  @Json
  public record NewOrder(
      @Bounds(least = 1, most = Requests.TOKEN) String holdToken,
      @Bounds(least = 1, most = 100) @Nullable List<Ticket> items,
      @Bounds(least = 1, most = SaleRequests.CODE) @Nullable String presaleCode) {}

  /** Tickets of one type for one object. */
  @Json
  public record Ticket(
      @Bounds(least = 1, most = Requests.LABEL) String label,
      @Bounds(least = 1) @Nullable Integer quantity,
      @Bounds(least = 1, most = 64) @Nullable String ticketType) {}

  /** A step about which there is nothing to say but who asks: a buyer shows the order's key. */
  @Json
  public record Shown(@Bounds(least = 1, most = KEY) @Nullable String key) {}

  /** A payment to make through the provider; no card for an order that is free. */
  @Json
  public record NewPayment(
      @Bounds(least = 1, most = KEY) @Nullable String key, @Nullable PaymentCard card) {}

  /** What is paid with. */
  @Json
  public record PaymentCard(@Bounds(least = 8, most = 32) String number) {
    /** Keeps the number out of logs. */
    @Override
    public String toString() {
      return "a card";
    }
  }

  /** A payment of the shop's own. */
  @Json
  public record OwnPayment(@Bounds(most = PAYMENT) String payment) {}

  /** A refund of the shop's own. */
  @Json
  public record OwnRefund(@Bounds(least = 1, most = PAYMENT) String refund) {}
}
