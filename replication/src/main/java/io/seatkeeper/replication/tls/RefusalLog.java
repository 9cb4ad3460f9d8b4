package io.seatkeeper.replication.tls;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who was refused and why: a few lines a minute, then only how many more there were.
 * Safe for concurrent use.
 */
final class RefusalLog {
  static final int MOST_LINES = 10;
  static final long WINDOW_NANOS = 60_000_000_000L;

  private static final Logger LOGGER = LoggerFactory.getLogger(RefusalLog.class);
  private static final int MOST_CHARACTERS = 300;

  private final LongSupplier nanoTime;
  private long windowNanos;
  private int lines;
  private long untold;

  RefusalLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.windowNanos = nanoTime.getAsLong();
  }

  /** Notes a refusal; what the peer sent is cut and made harmless first. */
  synchronized void refused(String who, String why) {
    long now = nanoTime.getAsLong();
    if (now - windowNanos >= WINDOW_NANOS) {
      if (untold > 0) {
        LOGGER.warn("Refused {} more connections of nodes by their certificates", untold);
      }
      windowNanos = now;
      lines = 0;
      untold = 0;
    }
    if (lines < MOST_LINES) {
      lines++;
      LOGGER.warn("Refused the certificate of {}: {}", harmless(who), harmless(why));
    } else {
      untold++;
    }
  }

  private static String harmless(String text) {
    String cut = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
