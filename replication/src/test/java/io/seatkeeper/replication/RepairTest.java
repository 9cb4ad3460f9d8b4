package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.ratis.proto.RaftProtos.RaftPeerRole;
import org.apache.ratis.protocol.RaftPeer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes beyond the three that vote: they follow, and take the place of one that is gone. */
@Timeout(120)
final class RepairTest {
  @TempDir private Path root;

  @Test
  void shouldGiveTheVoteOfALostNodeToOneThatFollows() throws Exception {
    Cluster shaped = new Cluster(root, 4, 1).shaped((_, usual) -> usual.repairingAfter(3_000));
    try (Cluster cluster = shaped.begun()) {
      Node fourth = cluster.node(3);
      Nodes.get(fourth.shard().submit(Cluster.book("before")));
      assertThat(voters(fourth)).hasSize(3).doesNotContain(id(fourth));
      String lost = id(cluster.node(1));

      cluster.stop(1);
      Nodes.await("the fourth votes", () -> voters(fourth).contains(id(fourth)));

      assertThat(voters(fourth)).hasSize(3).doesNotContain(lost);
      Nodes.get(fourth.shard().submit(Cluster.book("after")));
      cluster.start(1);
      assertThat(cluster.settled("main")).containsOnlyKeys("before", "after");
      assertThat(voters(cluster.node(1))).hasSize(3).doesNotContain(lost);
      assertThat(cluster.broken()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void shouldReadItsOwnWritesOnANodeWithoutAVote(int voters) {
    Cluster shaped =
        new Cluster(root, voters + 1, 1)
            .shaped((node, usual) -> node == voters ? usual.standing("far", false) : usual);
    try (Cluster cluster = shaped.begun()) {
      Node far = cluster.node(voters);

      for (int order = 0; order < 100; order++) {
        Reply reply = Nodes.get(far.shard().submit(Cluster.book("o" + order)));
        Nodes.get(far.shard().await(reply.token(), Duration.ofSeconds(5)));
        assertThat(Nodes.orders(far)).containsKey("o" + order);
      }

      Nodes.get(cluster.node(0).shard().submit(Cluster.book("near")));
      Nodes.get(far.shard().awaitLatest(Duration.ofSeconds(5)));
      assertThat(Nodes.orders(far)).containsKey("near");
      assertThat(voters(far)).hasSize(voters).doesNotContain(id(far));
      assertThat(far.cluster().orElseThrow().hello().groups().getFirst().role())
          .isEqualTo("listener");
      assertThat(cluster.broken()).isEmpty();
    }
  }

  @Test
  void shouldKeepANodeWithoutAVoteAliveWhileNobodyLeads() {
    Cluster shaped =
        new Cluster(root, 3, 1)
            .shaped((node, usual) -> node == 2 ? usual.standing("far", false) : usual);
    try (Cluster cluster = shaped.begun()) {
      Node far = cluster.node(2);
      Reply sold = Nodes.get(far.shard().submit(Cluster.book("before")));
      Nodes.get(far.shard().await(sold.token(), Duration.ofSeconds(5)));

      // The voter that is left tells whoever asks to be elected without a vote to close its log.
      cluster.stop(1);
      Nodes.await("it has missed the leader", () -> !far.shard().status().ready());

      assertThat(Nodes.orders(far)).containsKey("before");
      cluster.start(1);
      Nodes.get(far.shard().submit(Cluster.book("after")));
      assertThat(cluster.broken()).isEmpty();
    }
  }

  private static String id(Node node) {
    return node.identity().node().toString();
  }

  private static Set<String> voters(Node node) {
    Set<String> voters = new TreeSet<>();
    try {
      for (RaftPeer peer : node.member("main").members().getCurrentPeers(RaftPeerRole.FOLLOWER)) {
        voters.add(peer.getId().toString());
      }
      return voters;
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }
}
