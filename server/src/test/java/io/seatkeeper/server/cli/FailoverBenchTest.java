package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Timeout(120)
@Isolated
class FailoverBenchTest {
  private static final int RUNS = 2;
  private static final long ELECTION_MILLIS = 400;
  private static final long TRANSFER_MILLIS = 100;

  @TempDir private Path folder;

  @Test
  void shouldMeasureKilledLeadersAndPlannedTransfers() throws Exception {
    List<String> said = new ArrayList<>();
    try (FakeCluster program = new FakeCluster(ELECTION_MILLIS, TRANSFER_MILLIS);
        LocalCluster cluster =
            LocalCluster.in(
                new LocalCluster.Options(3, 1, false, FreePort.any(), folder),
                program,
                said::add)) {
      cluster.start();

      FailoverReport report = FailoverBench.measure(cluster, RUNS, 0, 1_234, said::add);

      assertThat(report.kills())
          .hasSize(RUNS)
          .allSatisfy(gap -> assertThat(gap).isGreaterThan(ELECTION_MILLIS - 5));
      assertThat(report.transfers())
          .hasSize(RUNS)
          .allSatisfy(gap -> assertThat(gap).isGreaterThan(TRANSFER_MILLIS - 5));
      assertThat(report.nodes()).isEqualTo(3);
      assertThat(report.diskWritesPerSecond()).isEqualTo(1_234);
      assertThat(said).anyMatch(line -> line.startsWith(" 1 of 2  killed n1: "));
      assertThat(program.calls())
          .contains("kill n1", "kill n2", "transfer n1 --shard main --to n2")
          .endsWith("transfer n1 --shard main --to n3");
    }
  }
}
