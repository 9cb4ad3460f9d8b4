package io.seatkeeper.replication;

import static io.seatkeeper.replication.Nodes.hold;
import static io.seatkeeper.replication.Nodes.open;
import static io.seatkeeper.replication.Nodes.submit;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.outcome.Change;
import io.seatkeeper.core.outcome.Change.ObjectChanged;
import io.seatkeeper.core.outcome.Change.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadlineTest {
  @TempDir Path directory;

  @AfterEach
  void assertNothingBroke() {
    Nodes.assertNothingBroke();
  }

  @Test
  void shouldMeetADeadlineWithinASecondThoughNobodyAsks() {
    List<Long> expiredAt = new CopyOnWriteArrayList<>();
    try (Node node = open(directory)) {
      node.shard()
          .subscribe(
              (index, logMillis, wallMillis, changes) -> {
                if (changes.stream().anyMatch(DeadlineTest::isExpiry)) {
                  expiredAt.add(logMillis);
                }
              });
      long deadline = node.shard().status().logMillis() + 300;

      submit(node, hold(7, deadline));
      Nodes.await("the hold ends", () -> !expiredAt.isEmpty());

      assertThat(expiredAt.getFirst()).isBetween(deadline, deadline + 1000);
    }
  }

  @Test
  void shouldLetTimePassWhileADeadlineIsFarAway() {
    try (Node node = open(directory)) {
      submit(node, hold(7, node.shard().status().logMillis() + 3_600_000));
      long submitted = node.shard().status().entriesSubmitted();

      Nodes.await("two ticks", () -> node.shard().status().entriesSubmitted() >= submitted + 2);

      assertThat(node.shard().<Long>read(view -> view.logMillis())).isGreaterThan(900);
    }
  }

  @Test
  void shouldNotCountTheTimeItWasAway() {
    Reply last;
    try (Node node = open(directory)) {
      last = submit(node, Nodes.book("a"));
    }
    long back = System.nanoTime();
    try (Node node = open(directory)) {
      Reply next = submit(node, Nodes.book("b"));
      long sinceBackMillis = (System.nanoTime() - back) / 1_000_000 + 1;

      assertThat(next.logMillis()).isBetween(last.logMillis(), last.logMillis() + sinceBackMillis);
    }
  }

  private static boolean isExpiry(Change change) {
    return change instanceof ObjectChanged object && object.reason() == Reason.EXPIRED;
  }
}
