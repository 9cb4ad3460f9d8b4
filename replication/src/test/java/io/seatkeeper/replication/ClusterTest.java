package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.seatkeeper.replication.peer.PeerUnreachableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ClusterTest {
  @TempDir private Path root;

  @Test
  void shouldGrowFromOneToThreeKeepingEverySale() {
    try (Cluster cluster = new Cluster(root, 3, 1)) {
      Node first = cluster.found();
      Nodes.get(first.shard().submit(Cluster.book("alone")));

      Node second = cluster.join(1);
      Nodes.get(second.shard().submit(Cluster.book("two")));
      Node third = cluster.join(2);
      Reply reply = Nodes.get(third.shard().submit(Cluster.book("three")));
      Nodes.get(first.shard().await(reply.token(), Duration.ofSeconds(5)));

      assertThat(cluster.settled("main")).containsOnlyKeys("alone", "two", "three");
      assertThat(cluster.broken()).isEmpty();
    }
  }

  @Test
  void shouldTakeInNodesThatJoinAtOnce() {
    try (Cluster cluster = new Cluster(root, 3, 2)) {
      Node first = cluster.found();
      CompletableFuture<Node> second = joining(cluster, 1);
      CompletableFuture<Node> third = joining(cluster, 2);
      CompletableFuture.allOf(second, third).join();

      for (String shard : List.of("main", "s1", "s2")) {
        Nodes.await("three members of " + shard, () -> members(first, shard) == 3);
        Nodes.get(second.join().shard(shard).submit(Cluster.book("two")));
        Nodes.get(third.join().shard(shard).submit(Cluster.book("three")));
        assertThat(cluster.settled(shard)).containsOnlyKeys("two", "three");
      }
      assertThat(cluster.broken()).isEmpty();
    }
  }

  /** On a thread of its own: the Raft library needs the common pool. */
  private static CompletableFuture<Node> joining(Cluster cluster, int node) {
    return CompletableFuture.supplyAsync(() -> cluster.join(node), Thread::startVirtualThread);
  }

  private static int members(Node node, String shard) {
    try {
      return node.member(shard).members().getCurrentPeers().size();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldGoOnWithoutItsLeader() {
    try (Cluster cluster = Cluster.of(root, 3, 1)) {
      int leader = cluster.leader("main");
      Nodes.get(cluster.node(leader).shard().submit(Cluster.book("before")));

      cluster.stop(leader);
      int other = leader == 0 ? 1 : 0;
      Nodes.get(cluster.node(other).shard().submit(Cluster.book("after")));
      Node back = cluster.start(leader);

      assertThat(Nodes.orders(back)).as("once it is open").containsOnlyKeys("before", "after");
      assertThat(cluster.settled("main")).containsOnlyKeys("before", "after");
      assertThat(cluster.broken()).isEmpty();
    }
  }

  @Test
  void shouldRefuseWhereAMajorityIsMissing() {
    try (Cluster cluster = Cluster.of(root, 3, 1)) {
      cluster.stop(1);
      cluster.stop(2);

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> Nodes.get(cluster.node(0).shard().submit(Cluster.book("lonely"))))
          .withRootCauseInstanceOf(ShardException.class);
    }
  }

  @Test
  void shouldNeverFoundASecondClusterWhenSeedsAreSilent() {
    Cluster cluster = new Cluster(root, 2, 1);

    assertThatExceptionOfType(PeerUnreachableException.class)
        .isThrownBy(() -> cluster.join(1))
        .withMessageContaining("Nothing was done");
    assertThat(Files.exists(root.resolve("n2").resolve("node.id.new"))).isFalse();
    assertThatExceptionOfType(NodeStartException.class)
        .isThrownBy(() -> cluster.start(1))
        .withMessageContaining("admin join");
  }
}
