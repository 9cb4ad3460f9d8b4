package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.cli.FreePort;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo from the outside, as a newcomer runs it. */
@Timeout(180)
class DemoTest {
  private static final TestHouse HOUSE = new TestHouse(20, 30, 7, 5, 60);
  private static final Pattern SOMETHING_SOLD = Pattern.compile("[1-9][0-9,]* of [0-9,]+ sold");

  @TempDir private Path folder;
  private final List<Program> started = new ArrayList<>();

  @AfterEach
  void end() {
    started.forEach(Program::close);
  }

  @Test
  void shouldSellOutAndEndWithOneLineOfJson() throws Exception {
    Program demo = demo("--fans", "80", "--exit-when-sold-out");

    demo.awaitEnd(0);

    String output = demo.output();
    JsonObject report = new JsonObject(output.lines().reduce((_, last) -> last).orElseThrow());
    assertThat(report.getLong("seats")).isEqualTo(HOUSE.places());
    assertThat(report.getLong("sold")).isEqualTo(HOUSE.places());
    assertThat(report.getLong("doubleSold")).isZero();
    assertThat(report.getLong("lostAcks")).isZero();
    assertThat(report.getBoolean("ok")).isTrue();
    assertThat(report.fieldNames())
        .startsWith(
            "seats",
            "sold",
            "doubleSold",
            "lostAcks",
            "attempts",
            "holdsPerSecond",
            "holdP50Ms",
            "holdP99Ms",
            "seconds",
            "ok");
    assertThat(output).contains("/e/demo");
  }

  @Test
  void shouldShowThatEverySaleIsThereAfterItsNodeWasKilled() throws Exception {
    Program demo = demo("--fans", "60", "--seconds", "20");
    demo.awaitOutput("something is sold", SOMETHING_SOLD.asPredicate());
    long node = nodeOf(demo).pid();

    demo.press('k');

    demo.awaitOutput("the sales are there", output -> output.contains("Back after "));
    assertThat(demo.output())
        .contains("every sale is still there", "Killed the node, process " + node);
    assertThat(nodeOf(demo).pid()).isNotEqualTo(node);
    demo.press('q');
    demo.awaitEnd(0);
  }

  @Test
  void shouldTakeItsNodeWithItHoweverItEnds() throws Exception {
    Program demo = demo("--fans", "10");
    demo.awaitOutput("it runs", output -> output.contains("/e/demo"));
    ProcessHandle node = nodeOf(demo);

    demo.process().destroyForcibly();

    Waiting.until("the node has ended", Duration.ofSeconds(30), () -> !node.isAlive());
  }

  @Test
  void shouldNameTheFaultsOfADrawing() throws Exception {
    Path drawing = Files.writeString(folder.resolve("faulty.json"), "{\"name\": \"x\"}");

    Program demo = launch("--chart", drawing.toString(), "--exit-when-sold-out");

    demo.awaitEnd(2);
    assertThat(demo.errors()).contains("seatkeeper: The drawing was refused");
  }

  private Program demo(String... options) throws IOException {
    Path drawing = Files.write(folder.resolve("house.json"), HOUSE.drawing());
    List<String> all = new ArrayList<>(List.of("--chart", drawing.toString()));
    all.addAll(List.of(options));
    return launch(all.toArray(String[]::new));
  }

  private Program launch(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("demo", "--port", String.valueOf(FreePort.any())));
    all.addAll(List.of(options));
    Program program = Program.start(folder, all.toArray(String[]::new));
    started.add(program);
    return program;
  }

  private static ProcessHandle nodeOf(Program demo) {
    return demo.process().children().filter(ProcessHandle::isAlive).findFirst().orElseThrow();
  }
}
