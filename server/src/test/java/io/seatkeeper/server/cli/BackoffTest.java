package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Backoff BACKOFF = new Backoff(250, 10_000, 20_000);

  @ParameterizedTest
  @CsvSource({"0, 250", "1, 250", "2, 500", "3, 1000", "6, 8000", "7, 10000", "1000000, 10000"})
  void shouldDoubleUpToItsBound(int shortRuns, long millis) {
    assertThat(BACKOFF.pauseMillis(shortRuns)).isEqualTo(millis);
  }

  @Test
  void shouldForgetAfterALongRun() {
    assertThat(BACKOFF.ranWell(19_999)).isFalse();
    assertThat(BACKOFF.ranWell(20_000)).isTrue();
  }
}
