package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.cli.FreePort;
import io.seatkeeper.server.cli.NodeProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * How long buyers wait for a node that starts: from the start of the {@code seatkeeper} script to
 * the first answered hold. The median of three starts counts.
 */
@Timeout(240)
class StartTimeTest {
  private static final Path SCRIPT = Path.of("..", "seatkeeper");
  private static final Path JAR = Path.of("..", "server", "target", "seatkeeper-server.jar");
  private static final int STARTS = 3;
  private static final int LARGE_EVENTS = 20;
  private static final TestHouse SMALL = new TestHouse(1, 20, 0, 0, 0);
  private static final TestHouse LARGE = new TestHouse(200, 250, 0, 0, 0);

  @TempDir private Path folder;
  private final List<Program> started = new ArrayList<>();

  @BeforeAll
  static void prepare(@TempDir Path prepared) throws Exception {
    if (!Files.exists(JAR)) {
      throw new TestAbortedException(JAR + " is not there: run mvn verify, which packages it");
    }
    Program.run(List.of(SCRIPT.toString()), prepared, "--version").awaitEnd(0);
  }

  @AfterEach
  void end() {
    started.forEach(Program::close);
  }

  @Test
  void shouldAnswerTheFirstHoldSoonAfterAStartOnNothing() throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int start = 1; start <= STARTS; start++) {
      millis.add(firstHoldOnNothing("nothing-" + start));
    }

    System.out.println("From the start on nothing to the first answered hold, ms: " + millis);
    assertThat(median(millis)).as("of %s", millis).isLessThan(2_500);
  }

  @Test
  void shouldAnswerTheFirstHoldSoonAfterAStartWithAMillionObjects() throws Exception {
    Path data = folder.resolve("large");
    String key = sellOneSeatOfAMillion(data);
    List<Long> millis = new ArrayList<>();
    for (int start = 1; start <= STARTS; start++) {
      millis.add(firstHoldInALargeHouse(data, key, "R" + start + "-7"));
    }

    System.out.println(
        "From the start with a snapshot of 1,000,000 objects to the first answered hold, ms: "
            + millis);
    assertThat(median(millis)).as("of %s", millis).isLessThan(5_000);
  }

  private long firstHoldOnNothing(String name) throws Exception {
    Path data = folder.resolve(name);
    long startNanos = System.nanoTime();
    Program node = serve(data);
    URI url = awaitReady(node);
    try (ApiClient client = new ApiClient(url, secretKey(data))) {
      client.putOnSale("show", "Show", SMALL.drawing(), "");
      hold(client, "show", "R1-7");
      long millis = millisSince(startNanos);
      node.stop();
      return millis;
    }
  }

  private String sellOneSeatOfAMillion(Path data) throws Exception {
    Program node = serve(data);
    URI url = awaitReady(node);
    String key = secretKey(data);
    try (ApiClient client = new ApiClient(url, key)) {
      client.importDrawing("large", LARGE.drawing());
      for (int event = 1; event <= LARGE_EVENTS; event++) {
        client.createEvent("show" + event, "large", "Show", "");
      }
      hold(client, "show1", "R100-100");
    }
    node.stop();
    assertThat(LARGE.places() * LARGE_EVENTS).isEqualTo(1_000_000);
    assertThat(data.resolve("snapshots")).isNotEmptyDirectory();
    return key;
  }

  private long firstHoldInALargeHouse(Path data, String key, String label) throws Exception {
    long startNanos = System.nanoTime();
    Program node = serve(data);
    URI url = awaitReady(node);
    try (ApiClient client = new ApiClient(url, key)) {
      hold(client, "show" + LARGE_EVENTS, label);
      long millis = millisSince(startNanos);
      node.stop();
      return millis;
    }
  }

  private static void hold(ApiClient client, String event, String label) {
    String body = "{'holdToken':'%s','objects':['%s']}".formatted(client.token(60_000), label);
    assertThat(client.post("/v1/events/" + event + "/holds", body)).contains(label);
  }

  private Program serve(Path data) throws IOException {
    Program program =
        Program.run(
            List.of(SCRIPT.toString(), "serve"),
            Path.of(data + ".said"),
            "--data",
            data.toString(),
            "--port",
            String.valueOf(FreePort.any()),
            "--keys-file",
            data + ".keys");
    started.add(program);
    return program;
  }

  private static URI awaitReady(Program node) {
    return URI.create(node.awaitReady().substring(NodeProcess.READY.length()).strip());
  }

  private static String secretKey(Path data) throws IOException {
    return Files.readAllLines(Path.of(data + ".keys")).stream()
        .filter(line -> line.startsWith("secret: "))
        .map(line -> line.substring("secret: ".length()))
        .findFirst()
        .orElseThrow();
  }

  private static long median(List<Long> millis) {
    return millis.stream().sorted().toList().get(millis.size() / 2);
  }

  private static long millisSince(long startNanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
