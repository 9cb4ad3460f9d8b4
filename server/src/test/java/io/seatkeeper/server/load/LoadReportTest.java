package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoadReportTest {
  @Test
  void shouldBeOneLineOfJsonWithTheAgreedFieldsFirst() {
    LoadReport report =
        new LoadReport(
            8897,
            8897,
            0,
            0,
            4000,
            1234.5678,
            1.23456,
            9.87654,
            7.12345,
            true,
            true,
            3000,
            3900,
            3800,
            0,
            1,
            2,
            1.0,
            2.0,
            Map.of("OBJECT_NOT_FREE", 100L, "AREA_FULL", 1L),
            List.of());

    assertThat(report.json())
        .doesNotContain("\n")
        .startsWith(
            "{\"seats\":8897,\"sold\":8897,\"doubleSold\":0,\"lostAcks\":0,\"attempts\":4000,"
                + "\"holdsPerSecond\":1234.6,\"holdP50Ms\":1.235,\"holdP99Ms\":9.877,"
                + "\"seconds\":7.123,\"ok\":true,")
        .contains("\"refusals\":{\"AREA_FULL\":1,\"OBJECT_NOT_FREE\":100}");
  }
}
