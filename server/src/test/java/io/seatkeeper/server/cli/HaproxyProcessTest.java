package io.seatkeeper.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.seatkeeper.server.live.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** HAProxy in front of two servers, where it is installed. */
@Timeout(60)
class HaproxyProcessTest {
  @TempDir private Path folder;
  private final HttpClient client = NodeHealth.client();
  private FakeBackend one;
  private FakeBackend other;

  @BeforeEach
  void start() throws IOException {
    one = new FakeBackend("one");
    other = new FakeBackend("other");
  }

  @AfterEach
  void end() {
    one.stop();
    other.stop();
    client.close();
  }

  @Test
  void shouldSendRequestsToWhoeverIsReady() throws Exception {
    Path program = program();
    int port = FreePort.any();
    List<LocalNode> nodes =
        List.of(
            new LocalNode("n1", folder, one.port(), 1),
            new LocalNode("n2", folder, other.port(), 2));
    Path config = Files.writeString(folder.resolve("haproxy.cfg"), HaproxyConfig.text(port, nodes));
    URI url = URI.create("http://127.0.0.1:" + port + "/");
    List<ProcessHandle> processes = new ArrayList<>();
    try (HaproxyProcess proxy = HaproxyProcess.start(program, config, folder.resolve("log"))) {
      Until.holds("both are asked", () -> ask(url).equals("one") || one.asked() > 0);
      Until.holds("the other one is asked too", () -> ask(url).equals("other"));

      one.fallIll();
      Until.holds("the ill one is left out", () -> askMany(url, "other"));
      other.stop();
      one.recover();
      Until.holds("it is asked again", () -> ask(url).equals("one"));

      assertThat(proxy.ended()).isNotDone();
      ProcessHandle.of(proxy.pid()).orElseThrow().descendants().forEach(processes::add);
    }
    assertThat(processes).isNotEmpty().allMatch(process -> !process.isAlive());
  }

  private boolean askMany(URI url, String wanted) {
    for (int request = 0; request < 20; request++) {
      if (!ask(url).equals(wanted)) {
        return false;
      }
    }
    return true;
  }

  /** Who answers; empty when nobody does. */
  private String ask(URI url) {
    try {
      return client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
    } catch (IOException _) {
      return "";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static Path program() {
    boolean required = "true".equals(System.getenv("SEATKEEPER_REQUIRE_PROGRAMS"));
    String reason = "the program haproxy is not installed (Debian package haproxy)";
    Optional<Path> found = HaproxyProcess.program();
    if (found.isPresent()) {
      return found.get();
    }
    if (required) {
      throw new AssertionFailedError(reason);
    }
    throw new TestAbortedException(reason);
  }

  /** A server that says its name, and whether it is ready. */
  private static final class FakeBackend {
    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int health = 200;

    FakeBackend(String name) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              boolean check = exchange.getRequestURI().getPath().equals("/health/ready");
              if (!check) {
                asked.incrementAndGet();
              }
              exchange.sendResponseHeaders(check ? health : 200, name.length());
              exchange.getResponseBody().write(name.getBytes(UTF_8));
            }
          });
      server.start();
    }

    int port() {
      return server.getAddress().getPort();
    }

    int asked() {
      return asked.get();
    }

    void fallIll() {
      health = 503;
    }

    void recover() {
      health = 200;
    }

    void stop() {
      server.stop(0);
    }
  }
}
