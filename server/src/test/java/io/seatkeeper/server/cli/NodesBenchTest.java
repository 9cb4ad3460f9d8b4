package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class NodesBenchTest {
  private static final byte[] DRAWING = "{}".getBytes(UTF_8);

  @TempDir private Path folder;

  @Test
  void shouldSellOnEachClusterInTurnAndNameWhatEachProcessTook() throws Exception {
    List<String> said = new ArrayList<>();
    AtomicLong asked = new AtomicLong();
    try (FakeCluster one = new FakeCluster(100, 20);
        FakeCluster three = new FakeCluster(100, 20);
        LocalCluster alone = start(one, 1);
        LocalCluster together = start(three, 3)) {
      NodesBench bench =
          new NodesBench(
              List.of(alone, together),
              DRAWING,
              new NodesBench.Options(20, 1, 0, 60),
              _ -> Duration.ofMillis(10 * asked.incrementAndGet()),
              said::add);

      NodesReport report = bench.measure(1_234);

      assertThat(report.ok()).isTrue();
      assertThat(report.diskWritesPerSecond()).isEqualTo(1_234);
      assertThat(report.turns()).extracting(NodesReport.Turn::nodes).containsExactly(1, 3);
      assertThat(report.turns().getFirst().cpuSeconds()).containsOnlyKeys("n1", "fans");
      NodesReport.Turn last = report.turns().getLast();
      assertThat(last.leader()).isEqualTo("n1");
      assertThat(last.sale().sold()).isEqualTo(40);
      assertThat(last.cpuSeconds()).containsOnlyKeys("n1", "n2", "n3", "fans");
      // Four processes of its own and one other are asked before and after, in the same order.
      assertThat(last.cpuSeconds().values()).allMatch(seconds -> seconds == 0.05);
      assertThat(said).anyMatch(line -> line.startsWith("3 nodes: "));
    }
  }

  @Test
  void shouldReadTheProcessorTimeOfAProcess() {
    long pid = ProcessHandle.current().pid();

    assertThat(NodesBench.processorTime(pid)).isPositive();
  }

  private LocalCluster start(FakeCluster program, int nodes) throws Exception {
    LocalCluster cluster =
        LocalCluster.in(
            new LocalCluster.Options(
                nodes, 1, false, FreePort.any(), folder.resolve("of-" + nodes)),
            program,
            _ -> {});
    cluster.start();
    return cluster;
  }
}
