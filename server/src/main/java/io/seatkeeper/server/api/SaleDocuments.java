package io.seatkeeper.server.api;

import io.avaje.jsonb.JsonType;
import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import io.seatkeeper.core.command.SaleState;
import io.seatkeeper.core.outcome.Change.EventFact;
import io.seatkeeper.core.state.EventSale;
import io.seatkeeper.server.json.Json;
import io.seatkeeper.server.live.Announcement;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where events' sales stand, as everybody may know it: neither codes of presales nor their hashes.
 */
final class SaleDocuments {
  /** The time zone of venues that name none. */
  static final String UTC = "UTC";

  private static final JsonType<Sale> SALE = Json.type(Sale.class);
  private static final int EXPECTED_BYTES = 512;

  private final LongSupplier wallMillis;

  /**
   * Documents by a clock.
   *
   * @param wallMillis milliseconds since the epoch
   */
  SaleDocuments(LongSupplier wallMillis) {
    this.wallMillis = wallMillis;
  }

  /**
   * Where a sale stands.
   *
   * @param onSaleAt when everybody may buy; null when no time is announced
   * @param opensInMillis what is left until then; null when time does not open the sale
   * @param now the time by which the rest was reckoned
   */
  @io.avaje.jsonb.Json
  record Sale(
      String state,
      boolean opened,
      @Nullable String onSaleAt,
      @Nullable Long opensInMillis,
      String timeZone,
      List<Presale> presales,
      String now) {}

  /** A time in which buyers with a code may buy. */
  @io.avaje.jsonb.Json
  record Presale(
      String channel,
      String from,
      String until,
      boolean running,
      long startsInMillis,
      long endsInMillis) {}

  /** What who watches an event is told of its sale: first of all, and whenever it changes. */
  Announcement announcement() {
    return new Announcement(
        "sale",
        Set.of(EventFact.SALE_CHANGED, EventFact.SALE_OPENED),
        true,
        (view, event) -> {
          EventSale sale = event.sale();
          long applied = view.wallMillis();
          return () -> json(sale, applied);
        });
  }

  /**
   * A sale as it stands now.
   *
   * @param appliedWallMillis the wall time that the sale's shard has reached
   */
  byte[] json(EventSale sale, long appliedWallMillis) {
    Sale document = document(sale, Math.max(appliedWallMillis, wallMillis.getAsLong()));
    return Json.write(
        EXPECTED_BYTES,
        writer -> {
          writer.serializeNulls(true);
          SALE.toJson(document, writer);
        });
  }

  private static Sale document(EventSale sale, long now) {
    SaleSchedule schedule = sale.schedule();
    long opensAt = sale.opensAtWallMillis();
    return new Sale(
        word(sale.state()),
        sale.opened(),
        schedule.onSaleWallMillis() == 0 ? null : at(schedule.onSaleWallMillis()),
        opensAt == Long.MAX_VALUE ? null : Math.max(0, opensAt - now),
        schedule.timeZone().isEmpty() ? UTC : schedule.timeZone(),
        schedule.presales().stream().map(window -> presale(window, now)).toList(),
        at(now));
  }

  private static Presale presale(PresaleWindow window, long now) {
    return new Presale(
        window.channel(),
        at(window.fromWallMillis()),
        at(window.untilWallMillis()),
        window.fromWallMillis() <= now && now < window.untilWallMillis(),
        Math.max(0, window.fromWallMillis() - now),
        Math.max(0, window.untilWallMillis() - now));
  }

  private static String at(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }

  /** A state as the API writes it. */
  static String word(SaleState state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The state of a word that {@link #word} made. */
  static SaleState state(String word) {
    return SaleState.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
