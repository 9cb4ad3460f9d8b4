package io.seatkeeper.core.engine;

import io.seatkeeper.core.command.SaleSchedule;
import io.seatkeeper.core.command.SaleSchedule.PresaleWindow;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be announced of a sale. */
final class ScheduleCheck {
  private static final Pattern CHANNEL = Pattern.compile("[A-Za-z0-9_-]{0,64}");
  private static final Pattern TIME_ZONE = Pattern.compile("[A-Za-z0-9_+/-]{0,64}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private ScheduleCheck() {}

  /** What is wrong with a schedule; null when nothing is. */
  static @Nullable String fault(SaleSchedule schedule) {
    if (schedule.onSaleWallMillis() < 0) {
      return "a time before 1970";
    }
    if (schedule.onSaleWallMillis() == 0 && schedule.presales().isEmpty()) {
      return "neither a time nor a presale";
    }
    if (!TIME_ZONE.matcher(schedule.timeZone()).matches()) {
      return "the name of the time zone";
    }
    if (schedule.presales().size() > Limits.PRESALES) {
      return "more than " + Limits.PRESALES + " presales";
    }
    for (PresaleWindow window : schedule.presales()) {
      if (!CHANNEL.matcher(window.channel()).matches()) {
        return "the channel of a presale";
      }
      if (!HASH.matcher(window.codeHash()).matches()) {
        return "a code's hash that is not 64 hexadecimal digits";
      }
      if (window.fromWallMillis() < 0 || window.fromWallMillis() >= window.untilWallMillis()) {
        return "a presale that ends before it begins";
      }
    }
    return null;
  }
}
