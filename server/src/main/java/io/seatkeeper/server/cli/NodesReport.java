package io.seatkeeper.server.cli;

import io.seatkeeper.server.load.LoadReport;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the same sale showed on clusters of different sizes.
 *
 * @param cores of this machine, which all processes shared
 * @param diskWritesPerSecond small writes its disk made durable
 * @param turns in the order they were measured
 */
record NodesReport(int cores, long diskWritesPerSecond, List<Turn> turns) {
  /** The name of the process that the fans are in. */
  static final String FANS = "fans";

  NodesReport {
    turns = List.copyOf(turns);
  }

  /**
   * One sale.
   *
   * @param leader the node that led
   * @param cpuSeconds processor time from the first fan to the last sale, by process
   * @param idleCpuSeconds what the clusters took meanwhile whose turn it was not
   */
  record Turn(
      int nodes,
      String leader,
      LoadReport sale,
      Map<String, Double> cpuSeconds,
      double idleCpuSeconds) {
    Turn {
      cpuSeconds = Collections.unmodifiableMap(new LinkedHashMap<>(cpuSeconds));
    }

    double soldPerSecond() {
      return sale.sold() / sale.seconds();
    }

    /** What all nodes together took for each sold seat, in milliseconds. */
    double nodesCpuMillisPerSeat() {
      double seconds =
          cpuSeconds.entrySet().stream()
              .filter(each -> !each.getKey().equals(FANS))
              .mapToDouble(Map.Entry::getValue)
              .sum();
      return 1_000 * seconds / Math.max(1, sale.sold());
    }

    boolean ok() {
      return sale.ok() && sale.soldOut();
    }

    /** A line for people. */
    String text() {
      String processes =
          cpuSeconds.entrySet().stream()
              .map(
                  each ->
                      String.format(
                          Locale.ROOT,
                          "%s%s %.1f",
                          each.getKey(),
                          each.getKey().equals(leader) && nodes > 1 ? " (leads)" : "",
                          each.getValue()))
              .collect(Collectors.joining(", "));
      return String.format(
          Locale.ROOT,
          "%s: %,.0f seats sold a second, %,.0f holds a second, p50 %.1f ms, p99 %.1f ms; in %.1f s"
              + " processor seconds: %s; idle nodes %.1f%s",
          nodes == 1 ? "1 node" : nodes + " nodes",
          soldPerSecond(),
          sale.holdsPerSecond(),
          sale.holdP50Millis(),
          sale.holdP99Millis(),
          sale.seconds(),
          processes,
          idleCpuSeconds,
          ok() ? "" : sale.ok() ? " NOT SOLD OUT" : " THE COUNT IS NOT RIGHT: " + sale.faults());
    }

    private JsonObject json() {
      JsonObject cpu = new JsonObject();
      cpuSeconds.forEach((name, seconds) -> cpu.put(name, rounded(seconds, 2)));
      return new JsonObject()
          .put("nodes", nodes)
          .put("leader", leader)
          .put("seconds", rounded(sale.seconds(), 3))
          .put("soldPerSecond", rounded(soldPerSecond(), 1))
          .put("holdsPerSecond", rounded(sale.holdsPerSecond(), 1))
          .put("holdP50Ms", rounded(sale.holdP50Millis(), 3))
          .put("holdP99Ms", rounded(sale.holdP99Millis(), 3))
          .put("cpuSeconds", cpu)
          .put("idleCpuSeconds", rounded(idleCpuSeconds, 2))
          .put("ok", ok());
    }
  }

  /** Whether every sale sold all and was counted right. */
  boolean ok() {
    return turns.stream().allMatch(Turn::ok);
  }

  /** The clusters' sizes, in the order of their turns. */
  private List<Integer> sizes() {
    return turns.stream().map(Turn::nodes).distinct().toList();
  }

  private double median(int nodes, ToDoubleFunction<Turn> figure) {
    return FailoverReport.median(
        turns.stream().filter(turn -> turn.nodes() == nodes).map(figure::applyAsDouble).toList());
  }

  /** The end of a measurement, in a few lines. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int nodes : sizes()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s, median: %,.0f seats sold a second, %,.0f holds a second, %.2f ms of processor"
                  + " time of all nodes for each seat%n",
              nodes == 1 ? "1 node" : nodes + " nodes",
              median(nodes, Turn::soldPerSecond),
              median(nodes, turn -> turn.sale().holdsPerSecond()),
              median(nodes, Turn::nodesCpuMillisPerSeat)));
    }
    return text.append(
            String.format(
                Locale.ROOT,
                "all on one machine with %d cores, whose disk makes %,d small writes a second"
                    + " durable",
                cores,
                diskWritesPerSecond))
        .toString();
  }

  /** One JSON object on one line. */
  String json() {
    JsonArray medians = new JsonArray();
    for (int nodes : sizes()) {
      medians.add(
          new JsonObject()
              .put("nodes", nodes)
              .put("soldPerSecond", rounded(median(nodes, Turn::soldPerSecond), 1))
              .put(
                  "holdsPerSecond", rounded(median(nodes, turn -> turn.sale().holdsPerSecond()), 1))
              .put(
                  "nodesCpuMillisPerSeat", rounded(median(nodes, Turn::nodesCpuMillisPerSeat), 3)));
    }
    JsonArray all = new JsonArray();
    turns.forEach(turn -> all.add(turn.json()));
    return new JsonObject()
        .put("cores", cores)
        .put("diskWritesPerSecond", diskWritesPerSecond)
        .put("seats", turns.isEmpty() ? 0 : turns.getFirst().sale().seats())
        .put("fans", turns.isEmpty() ? 0 : turns.getFirst().sale().fans())
        .put("turns", all)
        .put("medians", medians)
        .put("ok", ok())
        .encode();
  }

  private static double rounded(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}
