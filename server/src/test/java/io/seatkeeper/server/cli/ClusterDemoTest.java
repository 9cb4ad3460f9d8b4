package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo on a cluster in this process. */
@Timeout(120)
class ClusterDemoTest {
  private static final int SEATS = 40;
  private static final byte[] DRAWING = "{}".getBytes(UTF_8);

  @TempDir private Path folder;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private FakeCluster program;
  private LocalCluster cluster;

  @BeforeEach
  void start() throws Exception {
    program = new FakeCluster(100, 20);
    cluster =
        LocalCluster.in(
            new LocalCluster.Options(3, 1, true, FreePort.any(), folder), program, _ -> {});
    cluster.start();
  }

  @AfterEach
  void end() {
    cluster.close();
    program.close();
  }

  @Test
  void shouldSellOutAndEndWithOneLineOfJson() throws Exception {
    int exitCode = demo(new ClusterDemo.Options(20, 1, 60, true, 0, 1)).sell(_ -> 0);

    assertThat(exitCode).isEqualTo(ExitCode.WELL);
    JsonObject report = new JsonObject(lines().getLast());
    assertThat(report.getLong("seats")).isEqualTo(SEATS);
    assertThat(report.getLong("sold")).isEqualTo(SEATS);
    assertThat(report.getLong("lostAcks")).isZero();
    assertThat(report.getBoolean("ok")).isTrue();
    assertThat(report.getLong("kills")).isZero();
    assertThat(lines()).contains("Watch it sell out: " + cluster.front() + "/e/demo-1");
  }

  @Test
  void shouldKillAShardsLeaderAndSayWhenItIsBack() throws Exception {
    Deque<Character> keys = new ArrayDeque<>(List.of('k'));
    ClusterDemo.Keys typist =
        millis -> {
          Thread.sleep(millis);
          return keys.isEmpty()
              ? output.toString(UTF_8).contains("is back after") ? 'q' : 0
              : keys.poll();
        };

    int exitCode = demo(new ClusterDemo.Options(20, 1, 60, false, 0, 1)).sell(typist);

    assertThat(exitCode).isEqualTo(ExitCode.WELL);
    assertThat(program.calls()).contains("kill n1").endsWith("serve n1");
    assertThat(lines())
        .anyMatch(line -> line.startsWith("Killed n1, which led main, process 1, with SIGKILL"))
        .anyMatch(line -> line.startsWith("n1 is back after ") && line.contains("every sale is"))
        .contains("  nodes killed: 1");
  }

  @Test
  void shouldKillANodeAgainAndAgainAsItsSeedSays() throws Exception {
    ClusterDemo.Keys typist =
        millis -> {
          Thread.sleep(millis);
          return program.calls().stream().filter(call -> call.startsWith("kill ")).count() < 2
              ? 0
              : 'q';
        };

    int exitCode = demo(new ClusterDemo.Options(20, 1, 60, false, 1, 7)).sell(typist);

    assertThat(exitCode).isEqualTo(ExitCode.WELL);
    assertThat(lines()).contains("  nodes killed: 2");
  }

  private ClusterDemo demo(ClusterDemo.Options options) {
    return new ClusterDemo(
        DRAWING, options, cluster, new Screen(new PrintStream(output, true, UTF_8), false));
  }

  private List<String> lines() {
    return output.toString(UTF_8).lines().toList();
  }
}
