package io.seatkeeper.server.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import io.seatkeeper.server.live.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ConnectionPoolTest {
  private static final int CONNECTIONS = 4;
  private static final HttpAsk ASK = HttpAsk.post("/", "the-key", "{}");

  @Test
  void shouldSpreadRequestsOverTheNodes() throws Exception {
    try (Node one = new Node(0);
        Node other = new Node(0);
        ConnectionPool pool = pool(one, other)) {
      for (int request = 0; request < 10 * CONNECTIONS; request++) {
        pool.exchange(ASK);
      }

      assertThat(one.requests()).isEqualTo(5 * CONNECTIONS);
      assertThat(other.requests()).isEqualTo(5 * CONNECTIONS);
    }
  }

  @Test
  void shouldGoElsewhereAtOnceWhenANodeCannotBeReached() throws Exception {
    try (Node one = new Node(0);
        Node other = new Node(0);
        ConnectionPool pool = pool(one, other)) {
      one.stop();

      for (int request = 0; request < 10 * CONNECTIONS; request++) {
        assertThat(pool.exchange(ASK).answer().status()).isEqualTo(200);
      }

      assertThat(other.requests()).isEqualTo(10 * CONNECTIONS);
    }
  }

  @Test
  void shouldAskAnotherNodeAgainWithTheSameKeyAfterABrokenConnection() throws Exception {
    try (Node hangsUp = new Node(0);
        Node other = new Node(0);
        ConnectionPool pool = pool(hangsUp, other)) {
      hangsUp.hangUp();
      LoadFigures figures = new LoadFigures();
      Caller caller = new Caller(pool, new RetryPolicy(1, 10, 5_000), figures);

      for (int request = 0; request < 10 * CONNECTIONS; request++) {
        assertThat(caller.call(ASK, () -> 0.5).verdict()).isEqualTo(Reply.Verdict.OK);
      }

      assertThat(other.requests()).isEqualTo(10 * CONNECTIONS);
      assertThat(hangsUp.requests()).as("it is avoided").isPositive().isLessThan(CONNECTIONS * 5);
      assertThat(figures.lostConnections()).isEqualTo(hangsUp.requests());
    }
  }

  @Test
  void shouldComeBackToANodeThatIsBack() throws Exception {
    try (Node one = new Node(0);
        Node other = new Node(0);
        ConnectionPool pool = pool(one, other)) {
      pool.exchange(ASK);
      one.stop();
      for (int request = 0; request < CONNECTIONS; request++) {
        pool.exchange(ASK);
      }
      try (Node again = new Node(one.port())) {
        Until.holds(
            "requests arrive there again",
            () -> {
              assertThat(status(pool)).isEqualTo(200);
              return again.requests() > 2;
            });
      }
    }
  }

  @Test
  void shouldSayThatNothingWasSentWhenNobodyIsThere() throws Exception {
    Node one = new Node(0);
    Node other = new Node(0);
    one.close();
    other.close();
    try (ConnectionPool pool = pool(one, other)) {
      assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> pool.exchange(ASK));
      assertThatExceptionOfType(NotSentException.class).isThrownBy(() -> pool.exchange(ASK));
    }
  }

  @Test
  void shouldSendTheCausalToken() throws Exception {
    try (Node one = new Node(0);
        ConnectionPool pool = new ConnectionPool(one.url(), "", 1)) {
      assertThat(pool.exchange(HttpAsk.get("/").notBefore("1.main.0.z")).answer().body())
          .isEqualTo("1.main.0.z");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://localhost:1", "http://localhost/path", "localhost:8080", "http://"})
  void shouldRefuseWhatIsNoNode(String url) {
    URI uri = URI.create(url.equals("http://") ? "http:///" : url);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ConnectionPool(List.of(uri), "", 1))
        .withMessageContaining("http://host:port");
  }

  private static int status(ConnectionPool pool) {
    try {
      return pool.exchange(ASK).answer().status();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ConnectionPool pool(Node... nodes) {
    return new ConnectionPool(List.of(nodes).stream().map(Node::url).toList(), "", CONNECTIONS);
  }

  /** A server that says the causal token it was sent. */
  private static final class Node implements AutoCloseable {
    private final HttpServer server;
    private final int port;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean hangsUp;

    Node(int wantedPort) throws IOException {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort), 100);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext(
          "/",
          exchange -> {
            try (exchange) {
              requests.incrementAndGet();
              exchange.getRequestBody().readAllBytes();
              if (!hangsUp) {
                String token = exchange.getRequestHeaders().getFirst("Seatkeeper-Token");
                byte[] body = (token == null ? "none" : token).getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
              }
            }
          });
      server.start();
      port = server.getAddress().getPort();
    }

    URI url() {
      return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
      return port;
    }

    int requests() {
      return requests.get();
    }

    void hangUp() {
      hangsUp = true;
    }

    /** Stops; nothing happens when it has stopped before. */
    void stop() {
      server.stop(0);
    }

    @Override
    public void close() {
      stop();
    }
  }
}
