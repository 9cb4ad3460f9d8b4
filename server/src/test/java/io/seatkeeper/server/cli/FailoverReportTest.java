package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailoverReportTest {
  @Test
  void shouldSayWhatWasMeasuredOnOneLineOfJson() {
    FailoverReport report = report(List.of(900.0, 700.04, 1_200.0), List.of(20.0, 40.0));

    assertThat(report.ok()).isTrue();
    assertThat(report.json())
        .isEqualTo(
            "{\"nodes\":3,\"cores\":2,\"diskWritesPerSecond\":5000,"
                + "\"kills\":{\"medianMs\":900.0,\"maxMs\":1200.0,\"gapsMs\":[900.0,700.0,1200.0]},"
                + "\"transfers\":{\"medianMs\":30.0,\"maxMs\":40.0,\"gapsMs\":[20.0,40.0]},"
                + "\"ok\":true}");
    assertThat(report.text())
        .contains("3 killed leaders: median 900 ms", "2 planned transfers: median 30 ms")
        .contains("2 cores", "as promised");
  }

  @Test
  void shouldNotBeContentWithWhatIsTooSlow() {
    List<Double> quick = List.of(10.0, 10.0, 10.0);

    assertThat(report(quick, quick).ok()).isTrue();
    assertThat(report(List.of(1_500.0, 1_500.0), quick).ok()).isFalse();
    assertThat(report(List.of(10.0, 10.0, 4_000.0), quick).ok()).isTrue();
    assertThat(report(List.of(10.0, 10.0, 4_000.1), quick).ok()).isFalse();
    assertThat(report(quick, List.of(499.0, 499.0, 9_000.0)).ok()).isTrue();
    assertThat(report(quick, List.of(500.0)).ok()).isFalse();
    assertThat(report(quick, List.of(500.0)).text()).contains("NOT AS PROMISED");
  }

  private static FailoverReport report(List<Double> kills, List<Double> transfers) {
    return new FailoverReport(3, 2, 5_000, kills, transfers);
  }
}
