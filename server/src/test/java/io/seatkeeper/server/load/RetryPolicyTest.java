package io.seatkeeper.server.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryPolicyTest {
  private final RetryPolicy policy = new RetryPolicy(20, 1_000, 5_000);

  @Test
  void shouldDoubleThePauseUpToItsBound() {
    assertThat(policy.pauseMillis(1, 0, 1)).isEqualTo(20);
    assertThat(policy.pauseMillis(2, 0, 1)).isEqualTo(40);
    assertThat(policy.pauseMillis(5, 0, 1)).isEqualTo(320);
    assertThat(policy.pauseMillis(7, 0, 1)).isEqualTo(1_000);
    assertThat(policy.pauseMillis(1_000_000, 0, 1)).isEqualTo(1_000);
  }

  @Test
  void shouldHalveThePauseAtRandomAtMost() {
    assertThat(policy.pauseMillis(5, 0, 0)).isEqualTo(160);
  }

  @Test
  void shouldDoAsTheServerAsksWithinTheBound() {
    assertThat(policy.pauseMillis(1, 500, 1)).isEqualTo(500);
    assertThat(policy.pauseMillis(1, 60_000, 1)).isEqualTo(1_000);
  }

  @Test
  void shouldLosePatienceInTheEnd() {
    assertThat(policy.allows(4_999)).isTrue();
    assertThat(policy.allows(5_000)).isFalse();
  }
}
