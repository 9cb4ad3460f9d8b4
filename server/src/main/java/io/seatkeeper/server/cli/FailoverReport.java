package io.seatkeeper.server.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What clients saw of leaders that died and of leaderships that were moved.
 *
 * @param nodes of the cluster
 * @param cores of this machine
 * @param diskWritesPerSecond small writes its disk made durable
 * @param kills the gap of each killed leader, in milliseconds
 * @param transfers the gap of each planned transfer, in milliseconds
 */
record FailoverReport(
    int nodes, int cores, long diskWritesPerSecond, List<Double> kills, List<Double> transfers) {
  private static final double KILL_MEDIAN_MILLIS = 1_500;
  private static final double KILL_MOST_MILLIS = 4_000;
  private static final double TRANSFER_MEDIAN_MILLIS = 500;

  FailoverReport {
    kills = List.copyOf(kills);
    transfers = List.copyOf(transfers);
  }

  /** Whether the cluster is back as soon as it is promised to be. */
  boolean ok() {
    return median(kills) < KILL_MEDIAN_MILLIS
        && most(kills) <= KILL_MOST_MILLIS
        && median(transfers) < TRANSFER_MEDIAN_MILLIS;
  }

  /** The end of a measurement, in a few lines. */
  String text() {
    return String.format(
        Locale.ROOT,
        "%d killed leaders: median %.0f ms (below %.0f), longest %.0f ms (at most %.0f)%n"
            + "%d planned transfers: median %.0f ms (below %.0f), longest %.0f ms%n"
            + "%d nodes on one machine with %d cores, whose disk makes %,d small writes a second"
            + " durable: %s",
        kills.size(),
        median(kills),
        KILL_MEDIAN_MILLIS,
        most(kills),
        KILL_MOST_MILLIS,
        transfers.size(),
        median(transfers),
        TRANSFER_MEDIAN_MILLIS,
        most(transfers),
        nodes,
        cores,
        diskWritesPerSecond,
        ok() ? "as promised" : "NOT AS PROMISED");
  }

  /** One JSON object on one line. */
  String json() {
    return new JsonObject()
        .put("nodes", nodes)
        .put("cores", cores)
        .put("diskWritesPerSecond", diskWritesPerSecond)
        .put("kills", gaps(kills))
        .put("transfers", gaps(transfers))
        .put("ok", ok())
        .encode();
  }

  private static JsonObject gaps(List<Double> millis) {
    JsonArray all = new JsonArray();
    millis.forEach(gap -> all.add(rounded(gap)));
    return new JsonObject()
        .put("medianMs", rounded(median(millis)))
        .put("maxMs", rounded(most(millis)))
        .put("gapsMs", all);
  }

  private static double rounded(double millis) {
    return Math.round(millis * 10) / 10.0;
  }

  /** The middle one, or the mean of the two in the middle; 0 without any. */
  static double median(List<Double> values) {
    if (values.isEmpty()) {
      return 0;
    }
    double[] sorted = sorted(values);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double most(List<Double> values) {
    return Arrays.stream(sorted(values)).max().orElse(0);
  }

  private static double[] sorted(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }
}
