package io.seatkeeper.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seatkeeper.core.state.ShardView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How much a node remembers of what it has answered. */
@Timeout(60)
class RetryMemoryTest {
  @TempDir private Path folder;

  @Test
  void shouldRefuseChangesWhenItsMemoryIsFullAndTakeThemWithALargerOne() throws Exception {
    ServerConfig small = TestServer.config(folder).withRetries(new RetryMemory(2, 3_600_000));
    try (TestServer server = TestServer.start(small)) {
      assertThat(server.post("/v1/charts/hall", TestVenue.DRAWING).status()).isEqualTo(201);
      assertThat(server.post("/v1/events", event("first")).status()).isEqualTo(201);

      TestServer.Response refused = server.post("/v1/events", event("second"));

      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.json("code")).isEqualTo("REQUEST_LOG_FULL");
      assertThat(refused.header("retry-after")).isNotEmpty();
      assertThat(server.get("/metrics").body())
          .contains("seatkeeper_requests_capacity{shard=\"main\"} 2.0");
    }

    try (SeatkeeperServer again = SeatkeeperServer.start(small.withRetries(RetryMemory.DEFAULT))) {
      int remembered = again.shard().read(ShardView::requestCount);
      int capacity = again.shard().read(ShardView::requestCapacity);
      assertThat(remembered).isEqualTo(2);
      assertThat(capacity).isEqualTo(2_000_000);
    }
  }

  @Test
  void shouldNotTakeAMemoryThatNoShardCanHave() {
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryMemory(0, 3_600_000));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryMemory(16_000_001, 3_600_000));
    assertThatIllegalArgumentException().isThrownBy(() -> new RetryMemory(1, 999));
  }

  private static String event(String key) {
    return "{\"key\":\"%s\",\"chart\":\"hall\",\"name\":\"Show\"}".formatted(key);
  }
}
