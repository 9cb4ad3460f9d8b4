package io.seatkeeper.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} on a disk that fills: one line, exit code 3, and nothing lost. */
@Timeout(180)
class ServeOnAFullDiskTest {
  private static final TestHouse HOUSE = new TestHouse(2, 10, 0, 0, 0);
  private static final int MOST_EVENTS = 2_000;
  private static final String DISK = "24m";

  @TempDir private Path folder;
  private boolean mounted;

  @BeforeEach
  void mount() throws Exception {
    RequiredProgram mount = RequiredProgram.mount();
    Files.createDirectories(data());
    int exitCode =
        run(mount.path().toString(), "-t", "tmpfs", "-o", "size=" + DISK, "none", data() + "");
    if (exitCode != 0) {
      throw mount.missing("this user may not mount file systems");
    }
    mounted = true;
  }

  @AfterEach
  void unmount() throws Exception {
    if (mounted) {
      assertThat(run("umount", "-l", data().toString())).isZero();
    }
  }

  @Test
  void shouldEndWithOneLineAndKeepWhatItAcknowledged() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    try (RunningNode node = RunningNode.start(folder)) {
      node.createEvent("first", HOUSE);
      acknowledged.add("first");
      fillDisk();
      createEventsUntilItEnds(node, acknowledged);

      Waiting.until("it ends", Duration.ofSeconds(30), () -> !node.process().alive());
      assertThat(node.process().lastWords()).startsWith("Exit code 3. ");
      assertThat(Files.readAllLines(folder.resolve("node.log")))
          .filteredOn(line -> line.startsWith("seatkeeper: "))
          .singleElement()
          .asString()
          .contains("No space left", "Make room");

      Files.delete(filler());
      node.killAndRestart();
      node.createEvent("later", HOUSE);
      acknowledged.add("later");
      for (String event : acknowledged) {
        assertThat(statusOf(node, event)).as(event).isEqualTo(200);
      }
    }
  }

  private static void createEventsUntilItEnds(RunningNode node, List<String> acknowledged)
      throws InterruptedException {
    for (int number = 0; number < MOST_EVENTS && node.process().alive(); number++) {
      String event = "night-" + number;
      String body = "{\"key\":\"%s\",\"chart\":\"house\",\"name\":\"Night\"}".formatted(event);
      try {
        int status =
            ask(node, "", request -> request.POST(HttpRequest.BodyPublishers.ofString(body)));
        if (status / 100 == 2) {
          acknowledged.add(event);
        }
      } catch (IOException _) {
        // It has ended, or is about to: the loop finds out.
      }
    }
  }

  private static int statusOf(RunningNode node, String event)
      throws IOException, InterruptedException {
    return ask(node, "/" + event, HttpRequest.Builder::GET);
  }

  private static int ask(
      RunningNode node, String path, UnaryOperator<HttpRequest.Builder> completion)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(node.url() + "/v1/events" + path))
              .timeout(Duration.ofSeconds(20))
              .header("authorization", "Bearer " + node.secretKey())
              .header("content-type", "application/json")
              .header("idempotency-key", UUID.randomUUID().toString());
      return client.send(completion.apply(request).build(), BodyHandlers.discarding()).statusCode();
    }
  }

  private void fillDisk() throws IOException {
    try (FileChannel file =
        FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer page = ByteBuffer.allocate(4096);
      boolean full = false;
      while (!full) {
        try {
          file.write(page.clear());
        } catch (IOException e) {
          full = true;
        }
      }
    }
  }

  private Path data() {
    return folder.resolve("data");
  }

  private Path filler() {
    return data().resolve("filler");
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
