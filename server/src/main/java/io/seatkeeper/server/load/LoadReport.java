package io.seatkeeper.server.load;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What a run showed; {@code docs/LOAD.md} says what each figure means.
 *
 * @param seats objects that are no areas, plus the areas' capacities
 * @param sold of them, booked at the end
 * @param doubleSold objects sold twice; must be 0
 * @param lostAcks acknowledged bookings absent at the end; must be 0
 * @param attempts hold requests, refused ones in, retries out
 * @param seconds from the start to the last sale
 * @param ok whether the count from the outside found nothing wrong
 * @param faults what it found
 */
public record LoadReport(
    long seats,
    long sold,
    long doubleSold,
    long lostAcks,
    long attempts,
    double holdsPerSecond,
    double holdP50Millis,
    double holdP99Millis,
    double seconds,
    boolean ok,
    boolean soldOut,
    long fans,
    long holds,
    long bookings,
    long unknown,
    long retries,
    long lostConnections,
    double holdWireP50Millis,
    double holdWireP99Millis,
    Map<String, Long> refusals,
    List<String> faults) {
  public LoadReport {
    refusals = Map.copyOf(refusals);
    faults = List.copyOf(faults);
  }

  /** One JSON object on one line, its fields in a fixed order. */
  public String json() {
    return fields().encode();
  }

  /** The same with one more figure at its end. */
  public String jsonWith(String name, long figure) {
    return fields().put(name, figure).encode();
  }

  private JsonObject fields() {
    JsonObject byCode = new JsonObject();
    refusals.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> byCode.put(entry.getKey(), entry.getValue()));
    return new JsonObject()
        .put("seats", seats)
        .put("sold", sold)
        .put("doubleSold", doubleSold)
        .put("lostAcks", lostAcks)
        .put("attempts", attempts)
        .put("holdsPerSecond", rounded(holdsPerSecond, 1))
        .put("holdP50Ms", rounded(holdP50Millis, 3))
        .put("holdP99Ms", rounded(holdP99Millis, 3))
        .put("seconds", rounded(seconds, 3))
        .put("ok", ok)
        .put("soldOut", soldOut)
        .put("fans", fans)
        .put("holds", holds)
        .put("bookings", bookings)
        .put("unknown", unknown)
        .put("retries", retries)
        .put("lostConnections", lostConnections)
        .put("holdWireP50Ms", rounded(holdWireP50Millis, 3))
        .put("holdWireP99Ms", rounded(holdWireP99Millis, 3))
        .put("refusals", byCode)
        .put("faults", faults);
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}
