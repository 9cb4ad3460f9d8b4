package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.Mode;
import io.seatkeeper.server.exchange.Rate;
import io.seatkeeper.server.exchange.RateLimits;
import io.seatkeeper.server.exchange.TrustedProxies;
import io.seatkeeper.server.http.TestServer.Response;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often one may ask, and what is done in test workspaces only. */
class RateLimitTest {
  private static final Rate FEW = new Rate(1, 5);
  private static final int BURST = 5;

  @TempDir Path directory;

  private static RateLimits limits(Rate live, Rate test, Rate key) {
    return new RateLimits(live, test, key, TrustedProxies.NONE);
  }

  private TestServer start(Mode mode, RateLimits limits) {
    return TestServer.start(
        TestServer.config(directory).withWorkspace("main", mode).withLimits(limits));
  }

  private static Response ask(TestServer server, @Nullable String key, String... headers) {
    return server.send(
        "GET",
        "/v1/events/show/sale",
        key,
        null,
        headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
  }

  /** Asks until it was too often, which a slow machine reaches later. */
  private static Response tooOften(Supplier<Response> asking) {
    for (int request = 0; request < 200; request++) {
      Response answer = asking.get();
      if (answer.status() == 429) {
        assertThat(request).as("requests that passed").isGreaterThanOrEqualTo(BURST);
        return answer;
      }
    }
    throw new AssertionError("as often as one likes");
  }

  @Test
  void shouldLimitAnAddressOnLiveButNotTheSecretKey() {
    try (TestServer server = start(Mode.LIVE, limits(FEW, Rate.UNLIMITED, Rate.UNLIMITED))) {
      server.createEvent("show");

      Response limited = tooOften(() -> server.post("/v1/hold-tokens", "{}", server.publicKey()));

      assertThat(limited.code()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(limited.header("Retry-After")).isEqualTo("1");
      for (int request = 0; request < 2 * BURST; request++) {
        assertThat(ask(server, server.secretKey()).status()).isEqualTo(200);
        assertThat(server.post("/v1/hold-tokens", "{}").status()).isEqualTo(201);
        assertThat(server.send("GET", "/health/live", null, null, Map.of()).status())
            .isEqualTo(200);
        assertThat(server.send("GET", "/e/show", null, null, Map.of()).status()).isEqualTo(200);
      }
      assertThat(server.get("/metrics").body()).containsPattern("http_limited\\S* [1-9]");
    }
  }

  @Test
  void shouldLimitAnAddressThatShowsNoKey() {
    try (TestServer server = start(Mode.LIVE, limits(FEW, Rate.UNLIMITED, Rate.UNLIMITED))) {
      server.createEvent("show");

      assertThat(tooOften(() -> ask(server, null)).code()).isEqualTo("TOO_MANY_REQUESTS");
    }
  }

  @Test
  void shouldLimitNobodyOnTestWhereNothingElseIsSaid() {
    try (TestServer server = start(Mode.TEST, RateLimits.DEFAULT)) {
      for (int request = 0; request < 300; request++) {
        assertThat(server.post("/v1/hold-tokens", "{}", server.publicKey()).status())
            .isEqualTo(201);
      }
    }
  }

  @Test
  void shouldLimitAHundredAtOnceOnLiveWhereNothingElseIsSaid() {
    try (TestServer server = start(Mode.LIVE, RateLimits.DEFAULT)) {
      int passed = 0;
      while (passed < 2000
          && server.post("/v1/hold-tokens", "{}", server.publicKey()).status() == 201) {
        passed++;
      }

      assertThat(passed).isBetween(100, 1999);
    }
  }

  @Test
  void shouldLimitAPublicKeyAsAWhole() {
    try (TestServer server = start(Mode.TEST, limits(Rate.UNLIMITED, Rate.UNLIMITED, FEW))) {
      server.createEvent("show");

      Response limited = tooOften(() -> server.post("/v1/hold-tokens", "{}", server.publicKey()));

      assertThat(limited.code()).isEqualTo("TOO_MANY_REQUESTS");
      assertThat(server.post("/v1/hold-tokens", "{}").status()).isEqualTo(201);
      assertThat(ask(server, null).status()).isEqualTo(200);
    }
  }

  @Test
  void shouldCountWhoIsBehindATrustedProxy() {
    RateLimits limits =
        new RateLimits(
            Rate.UNLIMITED, FEW, Rate.UNLIMITED, TrustedProxies.of(List.of("127.0.0.1", "::1")));
    try (TestServer server = start(Mode.TEST, limits)) {
      server.createEvent("show");

      tooOften(() -> ask(server, null, "X-Forwarded-For", "198.51.100.7"));

      assertThat(ask(server, null, "X-Forwarded-For", "198.51.100.8").status()).isEqualTo(200);
      assertThat(ask(server, null, "X-Forwarded-For", "198.51.100.7, 198.51.100.9").status())
          .isEqualTo(200);
    }
  }

  @Test
  void shouldNotBelieveAnAddressThatAnybodyNames() {
    try (TestServer server = start(Mode.TEST, limits(Rate.UNLIMITED, FEW, Rate.UNLIMITED))) {
      server.createEvent("show");
      AtomicInteger names = new AtomicInteger();

      tooOften(() -> ask(server, null, "X-Forwarded-For", "198.51.100." + names.incrementAndGet()));
    }
  }

  @Test
  void shouldRefuseSimulatedFansOnLive() {
    Map<String, String> simulated =
        Map.of("Seatkeeper-Simulation", "fans", "Idempotency-Key", "simulated-1");
    try (TestServer server = start(Mode.LIVE, RateLimits.DEFAULT)) {
      Response refused =
          server.send("POST", "/v1/hold-tokens", server.secretKey(), "{}", simulated);

      assertThat(refused.code()).isEqualTo("TEST_MODE_ONLY");
    }
    try (TestServer server = TestServer.start(directory.resolve("test"))) {
      assertThat(
              server.send("POST", "/v1/hold-tokens", server.secretKey(), "{}", simulated).status())
          .isEqualTo(201);
    }
  }
}
