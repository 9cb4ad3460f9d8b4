package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.cli.ClusterView.Member;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterViewTest {
  private static final ClusterView VIEW =
      new ClusterView(
          List.of(
              member("n1", Supervisor.State.RUNNING, health(true, true, 100, false, 50)),
              member("n2", Supervisor.State.RUNNING, health(false, true, 90, true, 51)),
              member("n3", Supervisor.State.STARTING, NodeHealth.AWAY)));

  @Test
  void shouldReadWhatANodeSaysOfItself() {
    NodeHealth health =
        NodeHealth.parse(
            """
            {"ready":true,"shards":[{"shard":"main","ready":true,"leader":true,"index":7},
              {"shard":"s1","ready":false,"leader":false,"index":0}]}\
            """);

    assertThat(health)
        .isEqualTo(
            new NodeHealth(
                true,
                List.of(
                    new NodeHealth.ShardHealth("main", true, true, 7),
                    new NodeHealth.ShardHealth("s1", false, false, 0))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "<html>", "{}", "{\"ready\":1}", "{\"ready\":true,\"shards\":[1]}"})
  void shouldTakeWhatIsNoHealthForANodeThatIsAway(String text) {
    assertThat(NodeHealth.parse(text)).isEqualTo(NodeHealth.AWAY);
  }

  @Test
  void shouldNameWhoLeadsAndWhoDoesNotAnswer() {
    assertThat(VIEW.shards()).containsExactly("main", "s1");
    assertThat(VIEW.leader("main")).map(Member::name).as("of two, the further one").hasValue("n1");
    assertThat(VIEW.leader("s1")).map(Member::name).hasValue("n2");
    assertThat(VIEW.leader("s2")).isEmpty();
    assertThat(VIEW.ready()).isFalse();
    assertThat(VIEW.member("n3")).hasValueSatisfying(m -> assertThat(m.replica("s1")).isEmpty());
  }

  @Test
  void shouldShowNodesAndShards() {
    assertThat(ClusterText.lines(VIEW))
        .containsExactly(
            "  node  process   state      restarts  URL",
            "  n1    11        ready             2  http://127.0.0.1:8081",
            "  n2    12        not ready         2  http://127.0.0.1:8082",
            "  n3    -         starting          2  http://127.0.0.1:8083",
            "  shard     leader  index          n1          n2          n3",
            "  main      n1                    100          90           -",
            "  s1        n2                     50          51           -");
    assertThat(ClusterText.line(VIEW))
        .isEqualTo("n1 ready, n2 not ready, n3 starting; main led by n1, s1 led by n2");
  }

  private static Member member(String name, Supervisor.State state, NodeHealth health) {
    int number = Integer.parseInt(name.substring(1));
    long pid = state == Supervisor.State.RUNNING ? 10 + number : 0;
    return new Member(
        name,
        URI.create("http://127.0.0.1:" + (8080 + number)),
        new Supervisor.Status(state, pid, 2, ""),
        health);
  }

  private static NodeHealth health(
      boolean ready, boolean leadsMain, long main, boolean leadsFirst, long first) {
    return new NodeHealth(
        ready,
        List.of(
            new NodeHealth.ShardHealth("main", true, leadsMain, main),
            new NodeHealth.ShardHealth("s1", true, leadsFirst, first)));
  }
}
