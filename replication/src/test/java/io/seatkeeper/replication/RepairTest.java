package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
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
      assertThat(voters(fourth)).hasSize(3).doesNotContain(Cluster.id(fourth));
      String lost = Cluster.id(cluster.node(1));

      cluster.stop(1);
      Nodes.await("the fourth votes", () -> voters(fourth).contains(Cluster.id(fourth)));

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
      assertThat(voters(far)).hasSize(voters).doesNotContain(Cluster.id(far));
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

  /** A repair's two changes of members; the leader is lost in the one after so many. */
  private record Loss(int changes, MembershipStep step) {}

  @Test
  void shouldRepairThoughTheLeaderIsLostAtEveryStep() {
    Cluster shaped = new Cluster(root, 4, 1).shaped((_, usual) -> usual.repairingAfter(2_000));
    try (Cluster cluster = shaped.begun()) {
      Set<String> sold = new TreeSet<>();
      for (Loss loss :
          List.of(
              new Loss(0, MembershipStep.ASKED),
              new Loss(0, MembershipStep.CHANGED),
              new Loss(1, MembershipStep.ASKED),
              new Loss(1, MembershipStep.CHANGED))) {
        sell(cluster.node(0), "before " + loss, sold);
        int lost = cluster.aFollowingVoter("main");
        String lostId = Cluster.id(cluster.node(lost));
        CompletableFuture<Integer> leader = cluster.loseAt("main", loss.changes(), loss.step());

        cluster.kill(lost);
        Node revived = cluster.revive(Nodes.get(leader));
        awaitTaken(revived, lostId);
        sell(revived, "after " + loss, sold);
        cluster.start(lost);

        assertRepaired(cluster, lostId, sold);
      }
    }
  }

  @Test
  @Tag("long")
  void shouldRepairThoughTheSpareIsLostMeanwhile() {
    Cluster shaped = new Cluster(root, 4, 1).shaped((_, usual) -> usual.repairingAfter(2_000));
    try (Cluster cluster = shaped.begun()) {
      Set<String> sold = new TreeSet<>();
      sell(cluster.node(3), "before", sold);
      int lost = cluster.aFollowingVoter("main");
      String lostId = Cluster.id(cluster.node(lost));
      CompletableFuture<Integer> spareLost = new CompletableFuture<>();
      cluster.at(
          "main",
          MembershipStep.ASKED,
          leader -> {
            cluster.crash(3);
            spareLost.complete(leader);
          });

      cluster.kill(lost);
      Node leader = cluster.node(Nodes.get(spareLost));
      cluster.revive(3);
      awaitTaken(leader, lostId);
      sell(leader, "after", sold);
      cluster.start(lost);

      assertRepaired(cluster, lostId, sold);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldFollowWithoutTheVoteThatWasTakenWhileItWasDeaf(boolean hearsMeanwhile) {
    int deaf = 1;
    Cluster shaped =
        new Cluster(root, 4, 1)
            .shaped(
                (node, usual) -> (node == deaf ? behindRelay(usual) : usual).repairingAfter(2_000));
    int port = Objects.requireNonNull(shaped.config(deaf).cluster()).port();
    try (Relay relay = new Relay(port);
        Cluster cluster = shaped.begun()) {
      Set<String> sold = new TreeSet<>();
      Node node = cluster.node(deaf);
      sell(node, "before", sold);
      leadElsewhere(cluster, deaf);
      if (hearsMeanwhile) {
        cluster.at("main", MembershipStep.ASKED, _ -> relay.heal());
      }

      relay.cut();
      Node leader = cluster.node(cluster.leader("main"));
      awaitTaken(leader, Cluster.id(node));
      if (!hearsMeanwhile) {
        awaitElection(node);
        awaitElection(node);
        relay.heal();
      }
      Nodes.await("it hears so", () -> !voters(node).contains(Cluster.id(node)));
      sell(leader, "after", sold);
      cluster.settled("main");

      // Nobody leads for a while, and the one without a vote does not mind.
      cluster.crash(0);
      cluster.crash(2);
      Nodes.await("it misses the leader", () -> node.member("main").leader() == null);
      cluster.revive(0);
      cluster.revive(2);

      assertRepaired(cluster, Cluster.id(node), sold);
    }
  }

  private static ClusterConfig behindRelay(ClusterConfig usual) {
    return new ClusterConfig(
        usual.name(),
        usual.region(),
        usual.address(),
        Relay.BEHIND,
        usual.seeds(),
        usual.votes(),
        usual.voters(),
        usual.repairAfterMillis(),
        usual.tls());
  }

  private static void leadElsewhere(Cluster cluster, int not) {
    if (cluster.leader("main") == not) {
      cluster.node(not).cluster().orElseThrow().handOverAll();
      Nodes.await("another leads", () -> cluster.leader("main") != not);
    }
  }

  /** Waits until a node has asked to be elected and was told no. */
  private static void awaitElection(Node node) {
    Nodes.await("it asks for votes", () -> isCandidate(node));
    Nodes.await("it is told no", () -> !isCandidate(node));
  }

  private static boolean isCandidate(Node node) {
    try {
      return node.member("main").division().getInfo().isCandidate();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void sell(Node node, String order, Set<String> sold) {
    Nodes.get(node.shard().submit(Cluster.book(order)));
    sold.add(order);
  }

  private static void awaitTaken(Node leader, String lost) {
    Nodes.await(
        "another votes for the lost one",
        () -> voters(leader).size() == 3 && !voters(leader).contains(lost));
  }

  /** Three vote, the lost one follows, and all show what was sold. */
  private static void assertRepaired(Cluster cluster, String lost, Set<String> sold) {
    for (int number = 0; number < 4; number++) {
      Node node = cluster.node(number);
      Nodes.await("the lost one follows", () -> Cluster.listeners(node, "main").contains(lost));
      assertThat(Cluster.listeners(node, "main")).containsExactly(lost);
      assertThat(voters(node)).hasSize(3).doesNotContain(lost);
    }
    assertThat(cluster.settled("main")).containsOnlyKeys(sold);
    assertThat(cluster.broken()).isEmpty();
  }

  private static Set<String> voters(Node node) {
    return Cluster.voters(node, "main");
  }
}
