package io.seatkeeper.systemtests.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** That a clock of the lab does in a JVM what the lab says. */
@Timeout(60)
class ClockLabTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir private Path folder;
  private ClockLab clock;
  private Process probe;
  private BufferedReader answers;

  /** What the clocks of the process show. */
  record Look(long wallMillis, long monotonicMillis) {
    /** What its wall clock has gained on its monotonic clock since an earlier look. */
    long gainedMillis(Look earlier) {
      return wallMillis - earlier.wallMillis - (monotonicMillis - earlier.monotonicMillis);
    }
  }

  @BeforeEach
  void start() throws IOException {
    clock = ClockLab.open(folder);
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClockProbe.class.getName()));
    builder.environment().putAll(clock.environment());
    probe = builder.start();
    answers = new BufferedReader(new InputStreamReader(probe.getInputStream(), UTF_8));
  }

  @AfterEach
  void end() {
    if (probe != null) {
      probe.destroyForcibly();
      clock.close();
    }
  }

  @Test
  void shouldStepTheWallClockAndNotTheMonotonicOne() throws IOException {
    Look before = look();
    assertThat(before.wallMillis()).isCloseTo(System.currentTimeMillis(), within(5_000L));

    clock.step(HOUR);
    assertThat(look().gainedMillis(before)).isCloseTo(HOUR.toMillis(), within(200L));

    clock.step(HOUR.multipliedBy(-2));
    Look back = look();
    assertThat(back.gainedMillis(before)).isCloseTo(-HOUR.toMillis(), within(200L));
    assertThat(back.wallMillis()).isLessThan(before.wallMillis());
    assertThat(back.monotonicMillis() - before.monotonicMillis())
        .isBetween(0L, Duration.ofSeconds(30).toMillis());

    clock.restore();
    assertThat(look().gainedMillis(before)).isCloseTo(0, within(200L));
  }

  @Test
  void shouldLetTheWallClockDrift() throws IOException {
    clock.drift(100);
    Look begin = look();
    Look end = begin;
    while (end.monotonicMillis() - begin.monotonicMillis() < 2_000) {
      end = look();
    }

    long elapsed = end.monotonicMillis() - begin.monotonicMillis();
    assertThat(end.gainedMillis(begin))
        .as("gained in %d ms", elapsed)
        .isCloseTo(elapsed / 10, within(elapsed / 20));
    assertThat(clock.offset().toMillis()).isGreaterThanOrEqualTo(end.gainedMillis(begin));

    clock.drift(-100);
    Look slow = look();
    Look later = slow;
    while (later.gainedMillis(slow) > -50) {
      later = look();
    }
    assertThat(later.monotonicMillis() - slow.monotonicMillis()).isGreaterThan(200);
  }

  private Look look() throws IOException {
    probe.getOutputStream().write('?');
    probe.getOutputStream().flush();
    String[] said = answers.readLine().split(" ", -1);
    return new Look(Long.parseLong(said[0]), Long.parseLong(said[1]));
  }
}
