package io.seatkeeper.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A node becomes a member of every log exactly once, whoever dies meanwhile. */
@Order(2)
@Timeout(120)
final class JoinTest {
  private static final List<String> LOGS = List.of("main", "s1", "s2");

  /** Where a change of members stands, in which log, when somebody dies. */
  private record Moment(String log, MembershipStep step) {}

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path root;

  @Test
  void shouldTakeANodeInThatIsKilledAtEveryStep() throws Exception {
    try (Cluster cluster = new Cluster(root, 2, 2)) {
      Node founder = cluster.found();
      sell(founder, "alone");
      // A change goes on without the node, so that each log has one moment only.
      for (Moment moment :
          List.of(
              new Moment("main", MembershipStep.CHANGED),
              new Moment("s1", MembershipStep.ASKED),
              new Moment("s2", MembershipStep.DECIDED))) {
        CompletableFuture<SellingProcess> joining = new CompletableFuture<>();
        CompletableFuture<Moment> killed = new CompletableFuture<>();
        cluster.at(
            moment.log(),
            moment.step(),
            _ -> {
              kill(joining.join());
              killed.complete(moment);
            });

        joining.complete(join(cluster));

        assertThat(Nodes.get(killed)).isEqualTo(moment);
      }
      SellingProcess process = join(cluster);
      process.await(TimeUnit.SECONDS.toMillis(Nodes.SECONDS), () -> process.open() != null);
      sell(founder, "together");
      kill(process);

      Node joined = cluster.start(1);

      assertWhole(cluster, joined, "alone", "together");
    }
  }

  @Test
  void shouldTakeANodeInWhoseLeaderIsLostAtEveryStep() {
    try (Cluster cluster = new Cluster(root, 2, 2)) {
      sell(cluster.found(), "alone");
      // A change that was asked for may happen all the same: three logs have room for these.
      Iterator<MembershipStep> steps =
          List.of(
                  MembershipStep.DECIDED,
                  MembershipStep.ASKED,
                  MembershipStep.DECIDED,
                  MembershipStep.CHANGED,
                  MembershipStep.ASKED)
              .iterator();
      CompletableFuture<Integer> lost = cluster.loseAt("", steps.next());
      CompletableFuture<Node> joining =
          CompletableFuture.supplyAsync(() -> cluster.join(1), Thread::startVirtualThread);
      while (steps.hasNext()) {
        assertThat(Nodes.get(lost)).isZero();
        lost = cluster.loseAt("", steps.next());
        cluster.revive(0);
      }
      assertThat(Nodes.get(lost)).isZero();
      Node founder = cluster.revive(0);
      Node joined = Nodes.get(joining);
      sell(founder, "together");

      assertWhole(cluster, joined, "alone", "together");
    }
  }

  /** Both nodes are members of every log, once, and show everything that was sold. */
  private static void assertWhole(Cluster cluster, Node joined, String... sold) {
    Node founder = cluster.node(0);
    for (String log : LOGS) {
      Nodes.await(log + " has two members", () -> Cluster.voters(founder, log).size() == 2);
      assertThat(Cluster.voters(founder, log))
          .containsExactlyInAnyOrder(Cluster.id(founder), Cluster.id(joined));
      assertThat(Cluster.listeners(founder, log)).isEmpty();
      assertThat(cluster.settled(log)).containsOnlyKeys(sold);
    }
    assertThat(cluster.broken()).isEmpty();
  }

  private static void sell(Node node, String order) {
    for (String log : LOGS) {
      Nodes.get(node.shard(log).submit(Cluster.book(order)));
    }
  }

  private SellingProcess join(Cluster cluster) throws IOException {
    return SellingProcess.start(
        JoiningNode.class, JoiningNode.arguments(cluster.config(1)), root.resolve("n2.log"));
  }

  private static void kill(SellingProcess process) {
    try {
      process.kill();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
