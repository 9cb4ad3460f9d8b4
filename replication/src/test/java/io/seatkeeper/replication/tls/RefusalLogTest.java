package io.seatkeeper.replication.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RefusalLogTest {
  private final AtomicLong nanos = new AtomicLong();
  private final RefusalLog log = new RefusalLog(nanos::get);

  @Test
  void shouldWriteAFewLinesAMinuteAndCountTheRest() {
    try (LogLines lines = LogLines.of(RefusalLog.class)) {
      for (int refusal = 0; refusal < RefusalLog.MOST_LINES + 3; refusal++) {
        log.refused("n" + refusal, "it has expired");
      }
      assertThat(lines.texts()).hasSize(RefusalLog.MOST_LINES);

      nanos.addAndGet(RefusalLog.WINDOW_NANOS);
      log.refused("n4", "it has expired");

      assertThat(lines.texts())
          .hasSize(RefusalLog.MOST_LINES + 2)
          .endsWith(
              "Refused 3 more connections of nodes by their certificates",
              "Refused the certificate of n4: it has expired");
    }
  }

  @Test
  void shouldMakeHarmlessWhatAPeerSent() {
    try (LogLines lines = LogLines.of(RefusalLog.class)) {
      log.refused("CN=a\nWARN all is lost" + "x".repeat(1000), "it has expired");

      assertThat(lines.texts())
          .singleElement()
          .asString()
          .startsWith("Refused the certificate of CN=a?WARN all is lostxxx")
          .hasSizeLessThan(400);
    }
  }
}
