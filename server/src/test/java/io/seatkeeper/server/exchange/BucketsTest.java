package io.seatkeeper.server.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates, at given times. */
class BucketsTest {
  private static final long SECOND = 1_000_000_000;

  private final Buckets<String> buckets = new Buckets<>(new Rate(10, 5), 3);

  @Test
  void shouldLetABurstPassAndThenAnEvenPace() {
    for (int request = 0; request < 5; request++) {
      assertThat(buckets.take("a", 0)).isZero();
    }
    assertThat(buckets.take("a", 0)).isEqualTo(SECOND / 10);
    assertThat(buckets.take("a", SECOND / 10 - 1)).isEqualTo(1);
    assertThat(buckets.take("a", SECOND / 10)).isZero();
    assertThat(buckets.take("a", SECOND / 10)).isEqualTo(SECOND / 10);
  }

  @Test
  void shouldNotCountWhatItRefused() {
    for (int request = 0; request < 50; request++) {
      buckets.take("a", 0);
    }

    assertThat(buckets.take("a", SECOND / 10)).isZero();
  }

  @Test
  void shouldLetTheSameBurstPassHoweverLongNobodyAsked() {
    buckets.take("a", 0);

    int passed = 0;
    while (buckets.take("a", 1000 * SECOND) == 0) {
      passed++;
    }

    assertThat(passed).isEqualTo(5);
  }

  @Test
  void shouldCountEachCallerByItself() {
    for (int request = 0; request < 6; request++) {
      buckets.take("a", 0);
    }

    assertThat(buckets.take("a", 0)).isPositive();
    assertThat(buckets.take("b", 0)).isZero();
  }

  @Test
  void shouldForgetWhoHasNotAskedForLongestWhenThereAreTooMany() {
    for (int request = 0; request < 6; request++) {
      buckets.take("busy", 0);
    }

    for (int caller = 0; caller < 1000; caller++) {
      buckets.take("caller " + caller, 0);
      assertThat(buckets.take("busy", 0)).isPositive();
    }

    assertThat(buckets.size()).isEqualTo(3);
  }

  @Test
  void shouldWorkWhereTheClockWrapsAround() {
    long late = Long.MAX_VALUE - SECOND / 20;
    for (int request = 0; request < 5; request++) {
      assertThat(buckets.take("a", late)).isZero();
    }

    assertThat(buckets.take("a", late)).isEqualTo(SECOND / 10);
    assertThat(buckets.take("a", late + SECOND / 10)).isZero();
    assertThat(buckets.take("a", late + 10 * SECOND)).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldNeverLetMorePassThanBurstAndRateAllow(long seed) {
    Random random = new Random(seed);
    long now = 0;
    int passed = 0;

    while (now < 60 * SECOND) {
      now += random.nextLong(SECOND / 15);
      passed += buckets.take("a", now) == 0 ? 1 : 0;
    }

    assertThat(passed).as("seed %d", seed).isBetween(500, 5 + 600 + 1);
  }
}
