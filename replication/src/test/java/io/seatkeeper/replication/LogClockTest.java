package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogClockTest {
  private long nanos = 77_000_000_000L;
  private long wall = 1_000_000;
  private final LogClock clock = new LogClock(() -> nanos, () -> wall);

  @Test
  void shouldGoOnFromTheLastAppliedTime() {
    clock.continueFrom(5000, 0);

    assertThat(clock.logMillis()).isEqualTo(5000);
    pass(250);
    assertThat(clock.logMillis()).isEqualTo(5250);
  }

  @Test
  void shouldNotMoveLogTimeWithTheWallClock() {
    clock.continueFrom(5000, 0);
    wall += 3_600_000;

    assertThat(clock.logMillis()).isEqualTo(5000);
  }

  @Test
  void shouldFollowTheWallClock() {
    clock.continueFrom(0, 0);
    pass(1500);

    assertThat(clock.wallMillis()).isEqualTo(1_001_500);
    assertThat(clock.wallClockJumps()).isZero();
  }

  @Test
  void shouldNeverLetWallTimeFall() {
    clock.continueFrom(0, 0);
    long before = clock.wallMillis();
    wall -= 60_000;

    assertThat(clock.wallMillis()).isEqualTo(before);
    assertThat(clock.wallClockJumps()).isEqualTo(1);
  }

  @Test
  void shouldNoteAJumpAheadOnce() {
    clock.continueFrom(0, 0);
    wall += 60_000;

    assertThat(clock.wallMillis()).isEqualTo(1_060_000);
    pass(100);
    assertThat(clock.wallMillis()).isEqualTo(1_060_100);
    assertThat(clock.wallClockJumps()).isEqualTo(1);
  }

  @Test
  void shouldNoteAWallClockBehindTheLog() {
    clock.continueFrom(0, 2_000_000);

    assertThat(clock.wallMillis()).isEqualTo(2_000_000);
    assertThat(clock.wallClockJumps()).isEqualTo(1);
  }

  private void pass(long millis) {
    nanos += millis * 1_000_000;
    wall += millis;
  }
}
