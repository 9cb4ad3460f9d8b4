package io.seatkeeper.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoginTriesTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LoginTries tries = new LoginTries();

  private void wrong(String address, int times, long nowNanos) {
    for (int time = 0; time < times; time++) {
      tries.wrong(address, nowNanos);
    }
  }

  @Test
  void shouldLetAnAddressTryTenTimesAMinute() {
    wrong("a", LoginTries.MOST_WRONG - 1, 0);
    assertThat(tries.waitSeconds("a", 20 * SECOND)).isZero();

    wrong("a", 1, 20 * SECOND);

    assertThat(tries.waitSeconds("a", 20 * SECOND)).isEqualTo(40);
    assertThat(tries.waitSeconds("b", 20 * SECOND)).isZero();
    assertThat(tries.waitSeconds("a", 60 * SECOND)).isZero();
  }

  @Test
  void shouldCountAnewAfterAMinute() {
    wrong("a", LoginTries.MOST_WRONG, 0);

    wrong("a", 1, 61 * SECOND);

    assertThat(tries.waitSeconds("a", 61 * SECOND)).isZero();
  }

  @Test
  void shouldForgetTheAddressThatTriedLongestAgo() {
    wrong("first", LoginTries.MOST_WRONG, 0);
    for (int address = 0; address < LoginTries.MOST_ADDRESSES; address++) {
      tries.wrong("address " + address, SECOND);
    }

    assertThat(tries.waitSeconds("first", SECOND)).isZero();
  }
}
