package io.seatkeeper.server.api;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents that API v1 answers with. */
public final class Answers {
  private Answers() {}

  /** An object with what was asked of it; {@code event} only where several events are asked. */
  @Json
  public record TakenObject(@Nullable String event, String label, int quantity, String category) {}

  /** Objects are held. */
  @Json
  public record Held(String holdToken, long remainingMillis, List<TakenObject> objects) {}

  /** Objects are sold. */
  @Json
  public record Booked(String order, List<TakenObject> objects, int booked) {}

  /** Objects are free. */
  @Json
  public record Released(int released) {}

  /** Objects have another status. */
  @Json
  public record StatusChanged(int changed) {}

  /** Objects have other properties. */
  @Json
  public record Updated(int updated) {}

  /** A hold token was made. */
  @Json
  public record NewToken(String holdToken, long remainingMillis) {}

  /** What a hold token has. */
  @Json
  public record TokenState(long remainingMillis, int extensionsLeft, List<HeldObject> objects) {}

  /** A hold token lives longer. */
  @Json
  public record Extended(long remainingMillis, int extensionsLeft) {}

  /** An object that a token holds. */
  @Json
  public record HeldObject(String event, String label, int quantity) {}

  /** Who is logged in to the box office; {@code csrf} is empty for who shows a key instead. */
  @Json
  public record LoggedIn(String workspace, String mode, String csrf, long remainingMillis) {}

  /** A chart's newest version. */
  @Json
  public record Chart(String chart, int version, String name, int objects, long seats) {}

  /** All charts. */
  @Json
  public record Charts(List<Chart> items) {}

  /** An event. */
  @Json
  public record Event(
      String key,
      String name,
      String chart,
      int chartVersion,
      String group,
      String mode,
      long version,
      int objects,
      long seats,
      boolean fenced,
      String createdAt,
      String saleState,
      EventRules settings) {}

  /** An event as it stands, in places, in money, and as it went on this node. */
  @Json
  public record Figures(
      long version,
      long seats,
      long held,
      long booked,
      long other,
      long blocked,
      long notForSale,
      long free,
      Money money,
      int watchers,
      Series series) {}

  /** The money of an event's orders, in minor units; the currency is empty in a free event. */
  @Json
  public record Money(
      String currency,
      int currencyDigits,
      long open,
      long authorised,
      long captured,
      long refundDue,
      long refunded) {}

  /** Counts of equal times, the oldest first; the last one ended at {@code until}. */
  @Json
  public record Series(
      int everyMillis,
      String until,
      List<Integer> sold,
      List<Integer> attempts,
      List<Integer> refusals) {}

  /** What the organiser has set aside: objects by channel, and blocked ones by reason. */
  @Json
  public record Plan(
      long version, List<Share> channels, List<BlockedShare> blocks, List<AreaShares> areas) {}

  /** The objects of a channel. */
  @Json
  public record Share(String channel, List<String> labels) {}

  /** The objects that are blocked for a reason. */
  @Json
  public record BlockedShare(String reason, List<String> labels) {}

  /** How an area's capacity is shared among channels; the first, without a name, is the rest. */
  @Json
  public record AreaShares(String label, List<AllotmentState> allotments) {}

  /** An event's rules. */
  @Json
  public record EventRules(
      int purchaseLimit,
      int objectsPerToken,
      long maxHoldMillis,
      int maxExtensions,
      long maxExtendedMillis) {}

  /** A page of events; {@code next} goes on from here, null at the end. */
  @Json
  public record Events(List<Event> items, @Nullable String next) {}

  /** An object, as everybody may see it; what only the shop may see is null to others. */
  @Json
  public record ObjectState(
      String label,
      String kind,
      String category,
      String section,
      String status,
      boolean forSale,
      boolean blocked,
      boolean accessible,
      int capacity,
      @Nullable AreaState area,
      @Nullable String order,
      @Nullable String token,
      @Nullable String blockReason,
      @Nullable String channel,
      @Nullable String extraData,
      @Nullable List<AllotmentState> allotments,
      @Nullable List<Owner> owners) {}

  /** How full an area is. */
  @Json
  public record AreaState(int capacity, int held, int booked, int free) {}

  /** How full a part of an area is; the channel is empty for the general part. */
  @Json
  public record AllotmentState(String channel, int capacity, int held, int booked) {}

  /** Who has an object, or a part of an area. */
  @Json
  public record Owner(
      String label,
      String status,
      int quantity,
      @Nullable String order,
      @Nullable String token,
      @Nullable String channel) {}

  /** A page of owners; {@code next} goes on from here, null at the end. */
  @Json
  public record Owners(long version, List<Owner> items, @Nullable Long next) {}

  /** One change of an event's trail. */
  @Json
  public record AuditItem(
      long version,
      long index,
      long logMillis,
      String at,
      String what,
      @Nullable String label,
      @Nullable String previousStatus,
      @Nullable String status,
      @Nullable Boolean forSale,
      @Nullable Boolean blocked,
      @Nullable Integer quantity,
      @Nullable Integer areaHeld,
      @Nullable Integer areaBooked,
      @Nullable String token,
      @Nullable String order,
      @Nullable String detail) {}

  /** A page of a trail; {@code next} goes on from here, null at the end. */
  @Json
  public record Audit(List<AuditItem> items, @Nullable Long next) {}
}
