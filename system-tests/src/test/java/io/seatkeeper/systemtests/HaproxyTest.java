package io.seatkeeper.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.seatkeeper.server.cli.NodeProcess.Surroundings;
import io.seatkeeper.systemtests.lab.Haproxy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HAProxy, as it is configured for operators, in front of nodes that die and stop. */
@Timeout(180)
class HaproxyTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final TestHouse HOUSE = new TestHouse(1, 10, 0, 0, 0);
  private static final int CALLERS = 4;
  private static final int ENOUGH = 20;
  private static final int SOCKET_MILLIS = 30_000;
  private static final Duration ANSWER = Duration.ofSeconds(4);

  /** Three JVMs start at once: compiling less makes them ready sooner. */
  private static final Surroundings QUICK_START =
      new Surroundings(List.of(), Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"));

  private static final Pattern NAME = Pattern.compile("\"name\":\"(n\\d)\"");

  @TempDir private Path folder;

  private final Map<String, RunningNode> nodes = new LinkedHashMap<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean calling = true;

  /** An answer as it came over a connection of its own, asked once. */
  record Plain(String head, String body) {
    int status() {
      return head.isEmpty() ? 0 : Integer.parseInt(head.split(" ", -1)[1]);
    }
  }

  @AfterEach
  void end() {
    calling = false;
    callers.shutdownNow();
    nodes.values().forEach(node -> node.process().kill());
  }

  @Test
  void shouldLoseNoRequestWhenANodeIsKilledOrStopped() throws Exception {
    RequiredProgram.haproxy().path();
    startNodes();
    List<URI> urls = nodes.values().stream().map(RunningNode::url).toList();
    try (Haproxy haproxy =
            Haproxy.start(
                folder.resolve("haproxy.log"),
                urls,
                Map.of("SEATKEEPER_LB_ANSWER", ANSWER.toSeconds() + "s"));
        HttpClient direct = HttpClient.newHttpClient()) {
      Waiting.until("HAProxy listens", PATIENCE, haproxy::listens);
      try (Stream stream = new Stream(haproxy.port())) {
        Waiting.until("the map comes", PATIENCE, () -> stream.has("event: snapshot"));
        List<String> others = nodesWithoutWatcher(direct);
        for (int caller = 0; caller < CALLERS; caller++) {
          callers.execute(() -> call(haproxy.port()));
        }
        for (String name : nodes.keySet()) {
          awaitAnswers(name, ENOUGH);
        }

        String killed = others.getFirst();
        node(killed).process().kill();
        Waiting.until(killed + " is out", PATIENCE, () -> haproxy.isNode(killed, "DOWN"));
        awaitAnswersOfOthers(killed);
        assertThat(failures).as(haproxy.said()).isEmpty();

        String stopped = others.getLast();
        node(stopped).close();
        assertThat(node(stopped).process().lastWords()).startsWith("Exit code 0.");
        assertThat(haproxy.isNode(stopped, "DOWN")).isTrue();
        awaitAnswersOfOthers(killed, stopped);
        assertThat(failures).as(haproxy.said()).isEmpty();

        Waiting.until(
            "something comes after a silence longer than an answer may take",
            PATIENCE,
            () -> stream.longestSilence().compareTo(ANSWER) > 0 || stream.ended());
        assertThat(stream.ended()).isFalse();
        calling = false;
      }
      nodes.values().forEach(node -> node.process().kill());
      assertNobodyAnswers(haproxy);
    }
  }

  private RunningNode node(String name) {
    return Objects.requireNonNull(nodes.get(name));
  }

  private void assertNobodyAnswers(Haproxy haproxy) throws IOException {
    for (String name : nodes.keySet()) {
      Waiting.until(name + " is out", PATIENCE, () -> haproxy.isNode(name, "DOWN"));
    }

    Plain answer = get(haproxy.port(), "/v1/events/night");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.head().toLowerCase(Locale.ROOT))
        .contains("retry-after: 1", "content-type: application/problem+json");
    assertThat(answer.body()).contains("\"code\":\"UNAVAILABLE\"");
  }

  /** Starts them side by side; each has an event of its own name under the same key. */
  private void startNodes() throws Exception {
    Path configuration = folder.resolve("node.yaml");
    Files.writeString(configuration, "http:\n  drain-millis: 3000\n");
    List<Future<RunningNode>> starting = new ArrayList<>();
    for (String name : List.of("n1", "n2", "n3")) {
      Callable<RunningNode> start =
          () ->
              RunningNode.start(
                  folder.resolve(name), QUICK_START, "--config", configuration.toString());
      starting.add(callers.submit(start));
    }
    for (int index = 0; index < starting.size(); index++) {
      RunningNode node = starting.get(index).get();
      String name = "n" + (index + 1);
      nodes.put(name, node);
      try (ApiClient client = new ApiClient(node.url(), node.secretKey())) {
        client.importDrawing("house", HOUSE.drawing());
        client.createEvent("night", "house", name, "");
      }
    }
  }

  private List<String> nodesWithoutWatcher(HttpClient direct) throws Exception {
    List<String> without = new ArrayList<>();
    for (Map.Entry<String, RunningNode> node : nodes.entrySet()) {
      HttpRequest request =
          HttpRequest.newBuilder(node.getValue().url().resolve("/metrics")).build();
      String metrics = direct.send(request, BodyHandlers.ofString()).body();
      if (metrics.lines().anyMatch("seatkeeper_watchers 0.0"::equals)) {
        without.add(node.getKey());
      }
    }
    assertThat(without).hasSize(2);
    return without;
  }

  /** Asks again and again, each question once. */
  private void call(int port) {
    while (calling) {
      try {
        Plain answer = get(port, "/v1/events/night");
        Matcher name = NAME.matcher(answer.body());
        if (answer.status() == 200 && name.find()) {
          answers.merge(name.group(1), 1, Integer::sum);
        } else {
          failures.add(answer.toString());
        }
      } catch (IOException e) {
        failures.add(e.toString());
      }
    }
  }

  private void awaitAnswers(String name, int count) {
    Waiting.until(
        count + " answers of " + name,
        PATIENCE,
        () -> answers.getOrDefault(name, 0) >= count || !failures.isEmpty());
  }

  private void awaitAnswersOfOthers(String... without) {
    for (String name : nodes.keySet()) {
      if (!List.of(without).contains(name)) {
        awaitAnswers(name, answers.getOrDefault(name, 0) + ENOUGH);
      }
    }
  }

  private static Plain get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(SOCKET_MILLIS);
      ask(socket, path, "connection: close\r\n");
      String whole = new String(socket.getInputStream().readAllBytes(), UTF_8);
      int end = whole.indexOf("\r\n\r\n");
      return end < 0
          ? new Plain("", whole)
          : new Plain(whole.substring(0, end), whole.substring(end));
    }
  }

  private static void ask(Socket socket, String path, String headers) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nhost: shop\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(UTF_8));
  }

  /** The changes of the event, as long as they come. */
  private static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private volatile long longestSilenceNanos;
    private volatile boolean ended;

    Stream(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      ask(socket, "/v1/events/night/changes", "accept: text/event-stream\r\n");
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader reader =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
        long lastNanos = System.nanoTime();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          long now = System.nanoTime();
          longestSilenceNanos = Math.max(longestSilenceNanos, now - lastNanos);
          lastNanos = now;
          lines.add(line);
        }
      } catch (IOException _) {
        // Cut off, or closed at the end of the test.
      }
      ended = true;
    }

    boolean has(String line) {
      return lines.contains(line);
    }

    boolean ended() {
      return ended;
    }

    Duration longestSilence() {
      return Duration.ofNanos(longestSilenceNanos);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
