package io.seatkeeper.server.api;

import io.avaje.jsonb.Json;
import io.seatkeeper.server.json.Bounds;
import io.seatkeeper.server.json.TextForm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies that API v1 takes. */
public final class Requests {
  static final int LABEL = 200;
  static final int KEY = 129;
  static final int TOKEN = 400;
  static final int ORDER = 64;

  private Requests() {}

  /** An object by its label, alone as a string, or with a quantity. */
  @TextForm(most = LABEL)
  public record ObjectRef(
      @Bounds(least = 1, most = LABEL) String label,
      @Bounds(least = 1) @Nullable Integer quantity) {
    /** How many: 1 when nothing is said. */
    public int count() {
      return quantity == null ? 1 : quantity;
    }
  }

  /** Objects of one event. */
  @Json
  public record EventObjects(
      @Bounds(least = 1, most = KEY) String event, List<ObjectRef> objects) {}

  /** Objects of one event to hold, or what to look for. */
  @Json
  public record Hold(
      @Bounds(least = 1, most = TOKEN) String holdToken,
      @Nullable List<ObjectRef> objects,
      @Nullable BestAvailable bestAvailable,
      @Bounds(most = 32) @Nullable List<String> channels,
      @Nullable Boolean ignoreChannels,
      @Bounds(least = 1, most = 64) @Nullable String presaleCode) {}

  /** What the best places must be like. */
  @Json
  public record BestAvailable(
      @Bounds(least = 1, most = 50) int count,
      @Bounds(most = 64) @Nullable List<String> categories,
      @Nullable String section,
      @Nullable String zone,
      @Nullable Boolean accessible,
      @Bounds(
              most = 3,
              words = {"scattered", "acrossSections", "area"})
          @Nullable List<String> fallbacks) {}

  /** Objects of several events to hold. */
  @Json
  public record HoldAcross(
      @Bounds(least = 1, most = TOKEN) String holdToken,
      @Bounds(most = 100) List<EventObjects> selections,
      @Bounds(most = 32) @Nullable List<String> channels,
      @Nullable Boolean ignoreChannels,
      @Bounds(least = 1, most = 64) @Nullable String presaleCode) {}

  /** Objects of one event to sell. */
  @Json
  public record Book(
      List<ObjectRef> objects,
      @Bounds(least = 1, most = TOKEN) @Nullable String holdToken,
      @Bounds(least = 1, most = ORDER) @Nullable String order,
      @Bounds(least = 1, most = 64) @Nullable String buyer,
      @Bounds(most = 32) @Nullable List<String> channels,
      @Nullable Boolean ignoreChannels,
      @Bounds(least = 1, most = 64) @Nullable String presaleCode) {}

  /** Objects of several events to sell. */
  @Json
  public record BookAcross(
      @Bounds(most = 100) List<EventObjects> selections,
      @Bounds(least = 1, most = TOKEN) @Nullable String holdToken,
      @Bounds(least = 1, most = ORDER) @Nullable String order,
      @Bounds(least = 1, most = 64) @Nullable String buyer,
      @Bounds(most = 32) @Nullable List<String> channels,
      @Nullable Boolean ignoreChannels,
      @Bounds(least = 1, most = 64) @Nullable String presaleCode) {}

  /** Objects of one event to free. */
  @Json
  public record Release(
      List<ObjectRef> objects,
      @Bounds(least = 1, most = TOKEN) @Nullable String holdToken,
      @Bounds(least = 1, most = ORDER) @Nullable String order) {}

  /** Objects of several events to free. */
  @Json
  public record ReleaseAcross(
      @Bounds(most = 100) List<EventObjects> selections,
      @Bounds(least = 1, most = TOKEN) @Nullable String holdToken,
      @Bounds(least = 1, most = ORDER) @Nullable String order) {}

  /** A status for objects of one event. */
  @Json
  public record ChangeStatus(
      List<ObjectRef> objects,
      @Bounds(least = 1, most = 32) String status,
      @Bounds(most = 64) @Nullable List<String> allowedPrevious,
      @Bounds(most = 64) @Nullable List<String> rejectedPrevious) {}

  /** A status for objects of several events. */
  @Json
  public record ChangeStatusAcross(
      @Bounds(most = 100) List<EventObjects> selections,
      @Bounds(least = 1, most = 32) String status,
      @Bounds(most = 64) @Nullable List<String> allowedPrevious,
      @Bounds(most = 64) @Nullable List<String> rejectedPrevious) {}

  /** A hold token to make. */
  @Json
  public record NewHoldToken(
      @Bounds(least = 1000, most = 86_400_000) @Nullable Long holdMillis,
      @Bounds(least = 1, most = 64) @Nullable String buyer,
      @Bounds(least = 64, most = 64) @Nullable String buyerSignature) {}

  /** How much longer a hold token is to live. */
  @Json
  public record Extension(@Bounds(least = 1000, most = 86_400_000) @Nullable Long extendMillis) {}

  /** The key of who logs in to the box office. */
  @Json
  public record LogIn(@Bounds(least = 1, most = 100) String secretKey) {}

  /** An event to put on sale. */
  @Json
  public record NewEvent(
      @Bounds(least = 1, most = KEY) String key,
      @Bounds(least = 1, most = 64) String chart,
      @Bounds(least = 1) @Nullable Integer chartVersion,
      @Bounds(most = 256) @Nullable String name,
      @Nullable Settings settings,
      @Nullable Boolean draft) {}

  /** What to change of an event. */
  @Json
  public record EventPatch(
      @Bounds(most = 256) @Nullable String name, @Nullable Settings settings) {}

  /** An event's rules; what is left out stays as it is. */
  @Json
  public record Settings(
      @Bounds(most = 1_000_000) @Nullable Integer purchaseLimit,
      @Bounds(least = 1, most = 1000) @Nullable Integer objectsPerToken,
      @Bounds(least = 1000, most = 2_592_000_000L) @Nullable Long maxHoldMillis,
      @Bounds(most = 100) @Nullable Integer maxExtensions,
      @Bounds(most = 2_592_000_000L) @Nullable Long maxExtendedMillis) {}

  /** Properties of objects to change. */
  @Json
  public record ObjectsPatch(@Bounds(least = 1) List<ObjectPatch> updates) {}

  /** Properties of one object; what is left out stays as it is. */
  @Json
  public record ObjectPatch(
      @Bounds(least = 1, most = LABEL) String label,
      @Nullable Boolean forSale,
      @Bounds(most = 256) @Nullable String blockReason,
      @Bounds(most = 64) @Nullable String channel,
      @Bounds(most = 64) @Nullable List<Allotment> channelCapacities,
      @Nullable String extraData) {}

  /** The part of an area's capacity set aside for a channel. */
  @Json
  public record Allotment(@Bounds(least = 1, most = 64) String channel, int capacity) {}
}
