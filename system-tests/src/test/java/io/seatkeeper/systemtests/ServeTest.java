package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.cli.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How {@code serve} starts, refuses to start, and ends. */
@Timeout(120)
class ServeTest {
  @TempDir private Path folder;
  private final List<Program> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Program::close);
  }

  @Test
  void shouldTellItsKeysOnceAndEndInOrder() throws Exception {
    Path keys = folder.resolve("keys");
    Program first = serve("--keys-file", keys.toString());
    first.awaitReady();

    assertThat(first.output()).containsOnlyOnce("sk_test_").containsOnlyOnce("pk_test_");
    assertThat(Files.readString(keys)).containsOnlyOnce("sk_test_").containsOnlyOnce("pk_test_");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys)))
        .isEqualTo("rw-------");
    first.stop();

    Program second = serve("--keys-file", keys.toString());
    second.awaitReady();

    assertThat(second.output()).doesNotContain("sk_test_");
    second.stop();
  }

  @Test
  void shouldSayThatThePortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String complaint = refused(2, "--port", String.valueOf(taken.getLocalPort()));

      assertThat(complaint).contains("Cannot listen on");
    }
  }

  @Test
  void shouldSayThatTheDataDirectoryIsNone() throws Exception {
    Files.writeString(folder.resolve("data"), "a file");

    assertThat(refused(3)).contains(folder.resolve("data").toString());
  }

  @Test
  void shouldSayThatAnotherNodeHasTheDataDirectory() throws Exception {
    serve().awaitReady();

    assertThat(refused(3)).contains(folder.resolve("data").toString());
  }

  @Test
  void shouldSayWhatIsWrongInTheConfiguration() throws Exception {
    Path config = Files.writeString(folder.resolve("node.yaml"), "log:\n  tick-milis: 5\n");

    assertThat(refused(2, "--config", config.toString()))
        .contains("node.yaml, line 2: there is no setting 'log.tick-milis'. Known here: ");
  }

  /** Starts a node that does not start; the one line for the operator. */
  private String refused(int exitCode, String... options) throws Exception {
    Program program = serve(options);
    program.awaitEnd(exitCode);
    String errors = program.errors();
    List<String> lines = errors.lines().filter(line -> line.startsWith("seatkeeper: ")).toList();
    assertThat(lines).as(errors).hasSize(1);
    assertThat(errors).doesNotContain("\tat ");
    return lines.getFirst();
  }

  private Program serve(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("serve"));
    all.addAll(List.of("--data", folder.resolve("data").toString()));
    if (!List.of(options).contains("--port")) {
      all.addAll(List.of("--port", String.valueOf(FreePort.any())));
    }
    all.addAll(List.of(options));
    Path said = folder.resolve("said-" + started.size());
    Program program = Program.start(said, all.toArray(String[]::new));
    started.add(program);
    return program;
  }
}
