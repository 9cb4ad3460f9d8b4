package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long hold tokens live that nobody has used yet. */
class TokenLifeTest {
  private static final long HOLD_MILLIS = 1_000;
  private static final long QUIET_MILLIS = 3_000;

  @TempDir Path directory;

  @Test
  void shouldNotLiveLongerThanTheyWereMadeForWhenANodeStartsAfterAQuietTime() {
    TestServer before = TestServer.start(directory);
    String token;
    try (before) {
      before.createEvent("show");
      long saidLogMillis = before.shard().logMillis();
      while (before.shard().logMillis() - saidLogMillis < QUIET_MILLIS) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      token =
          (String)
              before
                  .post("/v1/hold-tokens", "{\"holdMillis\":" + HOLD_MILLIS + "}")
                  .json("holdToken");
    }

    try (TestServer after = before.joinedBy(TestServer.config(directory))) {
      Response held =
          after.post(
              "/v1/events/show/holds",
              "{\"holdToken\":\"" + token + "\",\"objects\":[\"Stalls-A-1\"]}");

      assertThat(held.status()).as(held.body()).isEqualTo(201);
      assertThat(held.number("remainingMillis")).isBetween(1L, HOLD_MILLIS);
    }
  }
}
