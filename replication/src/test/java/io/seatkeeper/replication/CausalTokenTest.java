package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CausalTokenTest {
  @TempDir Path directory;

  @Test
  void shouldBeReadAsItWasWritten() {
    CausalToken token = new CausalToken(0xfedc_ba98_7654_3210L, "main", 3, Long.MAX_VALUE);

    assertThat(CausalToken.parse(token.toString())).isEqualTo(token);
    assertThat(token.toString()).matches("[A-Za-z0-9._-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.main.1",
        "1.main.1.2.3",
        "1.Main.1.2",
        "1.main.-1.2",
        "!.main.1.2",
        "zzzzzzzzzzzzz.main.1.2",
        "1.main.1.zzzzzzzzzzzzz"
      })
  void shouldRefuseOtherTexts(String text) {
    assertThatExceptionOfType(CausalTokenException.class).isThrownBy(() -> CausalToken.parse(text));
  }

  @Test
  void shouldBeSatisfiedByWhatCameLater() {
    CausalToken token = new CausalToken(1, "main", 2, 10);

    assertThat(token.satisfiedBy(1, "main", 2, 9)).isFalse();
    assertThat(token.satisfiedBy(1, "main", 2, 10)).isTrue();
    assertThat(token.satisfiedBy(1, "main", 3, 0)).isTrue();
    assertThat(token.satisfiedBy(1, "main", 1, 99)).isFalse();
  }

  @Test
  void shouldWaitUntilTheStateHasWhatTheCallerSaw() {
    try (Node node = Nodes.open(directory)) {
      CausalToken seen = Nodes.submit(node, Nodes.book("a")).token();
      CausalToken ahead = new CausalToken(seen.incarnation(), seen.group(), 1, seen.index() + 2);

      CompletableFuture<Void> reached = node.shard().await(ahead, Duration.ofSeconds(20));
      assertThat(node.shard().await(seen, Duration.ZERO)).isCompleted();
      assertThat(reached).isNotDone();
      Nodes.bookAll(node, "more-", 2);

      Nodes.get(reached);
      assertThat(Nodes.orders(node)).hasSize(3);
    }
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldNotWaitForEver() {
    try (Node node = Nodes.open(directory)) {
      ShardStatus status = node.shard().status();
      CausalToken never = new CausalToken(status.incarnation(), status.group(), 1, 1_000_000);

      assertThat(node.shard().await(never, Duration.ofMillis(50)))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ShardUnavailableException.class);
    }
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldRefuseATokenOfAnotherHistory() {
    try (Node node = Nodes.open(directory)) {
      ShardStatus status = node.shard().status();
      CausalToken foreign = new CausalToken(status.incarnation() + 1, status.group(), 1, 0);

      assertThat(node.shard().await(foreign, Duration.ofSeconds(20)))
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(CausalTokenException.class);
    }
    Nodes.assertNothingBroke();
  }
}
