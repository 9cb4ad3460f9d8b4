package io.seatkeeper.server.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many wrong keys an address may try in a minute. Remembers a bounded number of
 * addresses, those that tried last. Safe for concurrent use.
 */
public final class LoginTries {
  /** Wrong keys that an address may try in a minute. */
  public static final int MOST_WRONG = 10;

  static final int MOST_ADDRESSES = 10_000;
  private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Minute> minutes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Minute> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  /** The wrong keys of an address since the first of them. */
  private record Minute(long beganNanos, int wrong) {
    Minute oneMore() {
      return new Minute(beganNanos, wrong + 1);
    }
  }

  /** For how many seconds the address has to wait; 0 when it may try. */
  public synchronized int waitSeconds(String address, long nowNanos) {
    Minute minute = minutes.get(address);
    long leftNanos = minute == null ? 0 : minute.beganNanos + MINUTE_NANOS - nowNanos;
    if (minute == null || leftNanos <= 0 || minute.wrong < MOST_WRONG) {
      return 0;
    }
    return Math.toIntExact(Math.ceilDiv(leftNanos, TimeUnit.SECONDS.toNanos(1)));
  }

  /** The address has shown a wrong key. */
  public synchronized void wrong(String address, long nowNanos) {
    Minute minute = minutes.get(address);
    if (minute == null || nowNanos - minute.beganNanos >= MINUTE_NANOS) {
      minutes.put(address, new Minute(nowNanos, 1));
    } else {
      minutes.put(address, minute.oneMore());
    }
  }
}
