package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Log time as a node reckons it that does not lead. */
@Timeout(60)
final class LogTimeTest {
  private static final int LOOKS = 2_000;

  @TempDir private Path root;

  @Test
  void shouldBoundTheLeadersTimeFromBothSides() {
    try (Cluster cluster = Cluster.of(root, 2, 1)) {
      int leader = cluster.leader("main");
      Shard leads = cluster.node(leader).shard();
      Shard follows = cluster.node(1 - leader).shard();
      long begin = leads.logMillis();

      for (int look = 0; look < LOOKS || leads.logMillis() - begin < 2_000; look++) {
        long atLeader = leads.logMillis();
        assertThat(follows.logMillis()).isGreaterThanOrEqualTo(atLeader);
        long atLeast = follows.leastLogMillis();
        assertThat(atLeast).isLessThanOrEqualTo(leads.logMillis());
      }
    }
  }

  @Test
  void shouldNotReckonTooLittleWhereItHasJustLed() {
    try (Cluster cluster = Cluster.of(root, 3, 1);
        ClusterSetup setup = new ClusterSetup(cluster.config(0))) {
      int before = cluster.leader("main");
      int after = before == 0 ? 1 : 0;
      Shard led = cluster.node(before).shard();
      Shard leads = cluster.node(after).shard();
      CompletableFuture<Void> transfer =
          CompletableFuture.runAsync(
              () -> setup.transfer("main", "n" + (after + 1)), Thread::startVirtualThread);

      int looks = 0;
      while (!transfer.isDone() || looks < LOOKS) {
        if (leads.status().leader()) {
          long atLeader = leads.logMillis();
          assertThat(led.logMillis()).as("after %d looks", looks).isGreaterThanOrEqualTo(atLeader);
          looks++;
        }
      }
      transfer.join();
    }
  }
}
