package io.seatkeeper.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.core.command.Command.BeginMove;
import io.seatkeeper.core.command.Command.PlaceGroup;
import io.seatkeeper.core.command.Request;
import io.seatkeeper.replication.Node;
import io.seatkeeper.replication.NodeConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLinesTest {
  private final StringWriter output = new StringWriter();
  private final StringWriter errors = new StringWriter();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "serve --help",
        "demo --help",
        "onsale --help",
        "cluster --help",
        "bench --help",
        "bench failover --help",
        "--version"
      })
  void shouldExplainItself(String arguments) {
    assertThat(run(arguments)).isZero();
    assertThat(output.toString()).contains("seatkeeper");
    assertThat(errors.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sell",
        "serve --prot 80",
        "serve --port eighty",
        "serve --port 70000",
        "serve --config absent.yaml",
        "onsale --url http://localhost:1",
        "onsale --url http://localhost:1 --event e --key sk_test_x --fans 0",
        "onsale --url http://localhost:1 --event e --key sk_live_x",
        "onsale --url ftp://localhost:1 --event e --key sk_test_x",
        "demo --chart absent.json",
        "demo --port 0",
        "demo --seconds 0",
        "demo --nodes 0",
        "demo --nodes 10",
        "demo --shards 2",
        "demo --kill-every 5",
        "demo --nodes 3 --kill-every 0",
        "demo --nodes 3 --shards 17",
        "onsale --url http://localhost:1,ftp://localhost:2 --event e --key sk_test_x",
        "onsale --url http://localhost:1 --event e,f --key sk_live_x",
        "bench",
        "bench --url http://localhost:1",
        "bench --url http://localhost:1 --event e --key sk_test_x --connections 0",
        "bench --url http://localhost:1 --event e --key sk_test_x --connections 1",
        "bench failover --nodes 2",
        "bench failover --runs 0",
        "cluster --nodes 10",
        "cluster --shards 0",
        "cluster --port 0"
      })
  void shouldRefuseAWrongCallInOneLine(String arguments) {
    assertThat(run(arguments)).isEqualTo(ExitCode.USAGE);
    assertThat(errors.toString()).startsWith("seatkeeper: ").doesNotContain("\tat ");
    assertThat(errors.toString().lines().filter(line -> !line.startsWith("Try "))).hasSize(1);
  }

  @Test
  void shouldRefuseABackupWhileAGroupMoves(@TempDir Path folder) throws IOException {
    String address = "127.0.0.1:" + FreePort.any();
    Path yaml =
        Files.writeString(
            folder.resolve("n1.yaml"),
            """
            data: '%s'
            cluster:
              address: %s
              seeds: [%s]
              plain-text: true
            """
                .formatted(folder.resolve("data"), address, address));
    assertThat(run("admin init --shards 2 --config " + yaml)).isZero();
    NodeConfig config = Configuration.read(yaml).node();
    try (Node node = Node.open(config, (line, cause) -> errors.append(line))) {
      node.shard().submit(Request.unkeyed(new PlaceGroup("opera", "s1"))).join();
      node.shard().submit(Request.unkeyed(new BeginMove("opera", "s2"))).join();

      assertThat(run("admin backup --config " + yaml + " --to " + folder.resolve("backup")))
          .isEqualTo(ExitCode.NOT_VERIFIED);
    }
    assertThat(errors.toString())
        .isEqualToIgnoringNewLines(
            "seatkeeper: Group opera moves. The backup was not finished; try again when it is"
                + " there.");
    assertThat(folder.resolve("backup")).doesNotExist();
  }

  private int run(String arguments) {
    CommandLine commandLine = CommandLines.seatkeeper();
    commandLine.setOut(new PrintWriter(output, true));
    commandLine.setErr(new PrintWriter(errors, true));
    return commandLine.execute(arguments.isEmpty() ? new String[0] : arguments.split(" "));
  }
}
