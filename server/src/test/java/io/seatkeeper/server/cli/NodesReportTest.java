package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.load.LoadReport;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodesReportTest {
  @Test
  void shouldSayWhatWasMeasuredOnOneLineOfJson() {
    NodesReport report =
        new NodesReport(2, 5_000, List.of(alone(2, true), together(8, true), alone(4, true)));

    assertThat(report.ok()).isTrue();
    assertThat(report.json())
        .isEqualTo(
            "{\"cores\":2,\"diskWritesPerSecond\":5000,\"seats\":1000,\"fans\":50,\"turns\":["
                + "{\"nodes\":1,\"leader\":\"n1\",\"seconds\":2.0,\"soldPerSecond\":500.0,"
                + "\"holdsPerSecond\":600.0,\"holdP50Ms\":1.5,\"holdP99Ms\":9.5,"
                + "\"cpuSeconds\":{\"fans\":1.0,\"n1\":2.0},\"idleCpuSeconds\":0.25,\"ok\":true},"
                + "{\"nodes\":3,\"leader\":\"n2\",\"seconds\":8.0,\"soldPerSecond\":125.0,"
                + "\"holdsPerSecond\":150.0,\"holdP50Ms\":1.5,\"holdP99Ms\":9.5,"
                + "\"cpuSeconds\":{\"fans\":1.5,\"n1\":3.0,\"n2\":4.0,\"n3\":3.0},"
                + "\"idleCpuSeconds\":0.25,\"ok\":true},"
                + "{\"nodes\":1,\"leader\":\"n1\",\"seconds\":4.0,\"soldPerSecond\":250.0,"
                + "\"holdsPerSecond\":300.0,\"holdP50Ms\":1.5,\"holdP99Ms\":9.5,"
                + "\"cpuSeconds\":{\"fans\":1.0,\"n1\":2.0},\"idleCpuSeconds\":0.25,\"ok\":true}],"
                + "\"medians\":["
                + "{\"nodes\":1,\"soldPerSecond\":375.0,\"holdsPerSecond\":450.0,"
                + "\"nodesCpuMillisPerSeat\":2.0},"
                + "{\"nodes\":3,\"soldPerSecond\":125.0,\"holdsPerSecond\":150.0,"
                + "\"nodesCpuMillisPerSeat\":10.0}],\"ok\":true}");
    assertThat(new JsonObject(report.json()).getBoolean("ok")).isTrue();
  }

  @Test
  void shouldSayItToPeople() {
    NodesReport report = new NodesReport(2, 5_000, List.of(alone(2, true), together(8, true)));

    assertThat(report.turns().getLast().text())
        .startsWith("3 nodes: 125 seats sold a second, 150 holds a second")
        .contains("n1 3.0, n2 (leads) 4.0, n3 3.0; idle nodes 0.3");
    assertThat(report.text())
        .contains("1 node, median: 500 seats sold a second", "3 nodes, median: 125 seats")
        .contains("10.00 ms of processor time", "2 cores", "5,000 small writes");
  }

  @Test
  void shouldNotBeContentWithASaleThatIsNotRight() {
    NodesReport report = new NodesReport(2, 5_000, List.of(alone(2, true), together(8, false)));

    assertThat(report.ok()).isFalse();
    assertThat(report.turns().getLast().text()).endsWith(" THE COUNT IS NOT RIGHT: []");
  }

  private static NodesReport.Turn alone(double seconds, boolean ok) {
    return new NodesReport.Turn(
        1, "n1", sale(seconds, ok), new TreeMap<>(Map.of("n1", 2.0, "fans", 1.0)), 0.25);
  }

  private static NodesReport.Turn together(double seconds, boolean ok) {
    return new NodesReport.Turn(
        3,
        "n2",
        sale(seconds, ok),
        new TreeMap<>(Map.of("n1", 3.0, "n2", 4.0, "n3", 3.0, "fans", 1.5)),
        0.25);
  }

  private static LoadReport sale(double seconds, boolean ok) {
    return new LoadReport(
        1_000,
        1_000,
        0,
        0,
        1_300,
        1_200 / seconds,
        1.5,
        9.5,
        seconds,
        ok,
        true,
        50,
        1_200,
        1_000,
        0,
        0,
        0,
        1.0,
        8.0,
        Map.of(),
        List.of());
  }
}
