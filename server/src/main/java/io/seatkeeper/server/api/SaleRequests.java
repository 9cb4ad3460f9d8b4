package io.seatkeeper.server.api;

import io.avaje.jsonb.Json;
import io.seatkeeper.server.json.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bodies that say when an event is on sale. */
public final class SaleRequests {
  static final int TIME = 40;
  static final int LEAST_CODE = 4;
  static final int CODE = 64;

  private SaleRequests() {}

  /** An announcement, in place of the one before. */
  @Json
  public record Schedule(
      @Bounds(least = 1, most = TIME) @Nullable String onSaleAt,
      @Bounds(most = 64) @Nullable String timeZone,
      @Bounds(most = 32) @Nullable List<Presale> presales) {}

  /** A time in which buyers with a code may buy. */
  @Json
  public record Presale(
      @Bounds(most = 64) String channel,
      @Bounds(least = LEAST_CODE, most = CODE) String code,
      @Bounds(least = 1, most = TIME) String from,
      @Bounds(least = 1, most = TIME) String until) {}

  /** A step of a sale. */
  @Json
  public record State(
      @Bounds(words = {"draft", "scheduled", "on-sale", "paused", "closed"}) String state) {}
}
